// Puts strace before the words of a program, and reads its log.
#include "tests/system/faults.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <sstream>

namespace outside {
namespace {

constexpr auto patience = std::chrono::seconds(10);

// strace runs beside the program, and writes the program's end down a moment after it.
std::string whole_log(const std::string& log) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    auto text = fs::exists(log) ? read_file(log) : std::string();
    const auto last = text.rfind("+++ ");
    const bool ended = last != std::string::npos && text.find('\n', last) == text.size() - 1;
    if (ended || std::chrono::steady_clock::now() > until) return text;
    std::this_thread::yield();
  }
}

std::string unhexed(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4);
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i + 3 < text.size() && text.substr(i, 2) == "\\x") {
      bytes.push_back(static_cast<char>(digit(text[i + 2]) * 16 + digit(text[i + 3])));
      i += 3;
    } else {
      bytes.push_back(text[i]);
    }
  }
  return bytes;
}

// "name(arguments) = result"
Call call_in(std::string thread, const std::string& text) {
  const auto open = text.find('('), equals = text.rfind(" = ");
  if (open == std::string::npos || equals == std::string::npos) return {};
  const auto close = text.rfind(')', equals);
  return {std::move(thread), text.substr(0, open), text.substr(open + 1, close - open - 1), text.substr(equals + 3)};
}

}  // namespace

bool has_strace() {
  if (run({"strace", "--version"}).exit_code == 0) return true;
  MESSAGE("skipped: strace is not installed (tools/install-deps --test)");
  return false;
}

std::vector<std::string> with_fault(const Fault& fault, const std::string& log) {
  return {"strace",
          "-D",
          "-f",
          "-o",
          log,
          "-e",
          "trace=" + fault.call,
          "-e",
          "inject=" + fault.call + ":" + fault.what + ":when=" + std::to_string(fault.nth)};
}

bool fault_came(const std::string& log) {
  const auto calls = whole_log(log);
  return calls.find("(INJECTED)") != std::string::npos || calls.find("killed by SIGKILL") != std::string::npos;
}

Faulted run_with(const Fault& fault, const std::vector<std::string>& words,
                 const std::vector<std::string>& environment) {
  const TempFolder folder;
  const auto log = folder.at("calls");
  auto traced = with_fault(fault, log);
  traced.insert(traced.end(), words.begin(), words.end());
  Faulted faulted{run(traced, environment)};
  faulted.came = fault_came(log);
  return faulted;
}

std::vector<std::string> Call::texts() const {
  std::vector<std::string> found;
  for (auto at = arguments.find('"'); at != std::string::npos; at = arguments.find('"', at + 1)) {
    const auto end = arguments.find('"', at + 1);
    found.push_back(unhexed(std::string_view(arguments).substr(at + 1, end - at - 1)));
    at = end;
  }
  return found;
}

int Call::handle() const { return std::atoi(arguments.c_str()); }

std::string Call::file() const {
  const auto open = arguments.find('<');
  const bool is_handle = !arguments.empty() && arguments.front() >= '0' && arguments.front() <= '9';
  if (is_handle && open != std::string::npos)
    return unhexed(std::string_view(arguments).substr(open + 1, arguments.find('>', open) - open - 1));
  const auto named = texts();
  return named.empty() ? "" : named.front();
}

std::vector<std::string> written_down(const std::string& calls, const std::string& log) {
  return {"strace", "-D", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "8000000", "-o", log, "-e", "trace=" + calls};
}

std::vector<Call> calls_in(const std::string& log) {
  const std::string unfinished = " <unfinished ...>", resumed = " resumed>";
  std::map<std::string, std::string> begun;  // by thread
  std::vector<Call> calls;
  std::istringstream lines(whole_log(log));
  for (std::string line; std::getline(lines, line);) {
    const auto thread = line.substr(0, line.find(' '));
    auto text = line.substr(std::min(line.find_first_not_of(' ', thread.size()), line.size()));
    if (text.ends_with(unfinished)) {
      begun[thread] = text.substr(0, text.size() - unfinished.size());
      continue;
    }
    if (text.starts_with("<... ")) text = begun[thread] + text.substr(text.find(resumed) + resumed.size());
    if (auto call = call_in(thread, text); !call.name.empty()) calls.push_back(std::move(call));
  }
  return calls;
}

}  // namespace outside
