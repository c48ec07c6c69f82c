// Puts strace before the words of a program, and reads in its log whether the fault came.
#include "tests/system/faults.hpp"

#include <doctest/doctest.h>

namespace outside {

bool has_strace() {
  if (run({"strace", "--version"}).exit_code == 0) return true;
  MESSAGE("skipped: strace is not installed (tools/install-deps --test)");
  return false;
}

Faulted run_with(const Fault& fault, const std::vector<std::string>& words) {
  const TempFolder folder;
  const auto log = folder.at("calls");
  std::vector<std::string> traced{"strace", "-f", "-o", log, "-e", "trace=" + fault.call, "-e"};
  traced.push_back("inject=" + fault.call + ":" + fault.what + ":when=" + std::to_string(fault.nth));
  traced.insert(traced.end(), words.begin(), words.end());
  Faulted faulted{run(traced)};
  const auto calls = read_file(log);
  faulted.came = calls.find("(INJECTED)") != std::string::npos || calls.find("killed by SIGKILL") != std::string::npos;
  return faulted;
}

}  // namespace outside
