// The commands that README.md and docs/*.md give, run as they stand there. A block counts if the line before its fence
// is `<!-- run -->`. Those of one document run in order in one shell, in a fresh folder, with `secmp` on the path and
// in $SECMP; the ports of the loopback are replaced by free ones.
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include "tests/system/program.hpp"

using namespace outside;

namespace {

std::string marked_blocks(const std::string& text) {
  std::istringstream lines(text);
  std::string script, line, before;
  bool inside = false, marked = false;
  while (std::getline(lines, line)) {
    const bool fence = line.starts_with("```");
    if (fence && !inside) marked = before == "<!-- run -->";
    else if (!fence && inside && marked) script += line + "\n";
    if (fence) inside = !inside;
    before = line;
  }
  return script;
}

std::uint16_t free_port() {
  const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ::bind(handle, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(handle);
  return ntohs(address.sin_port);
}

// The ports of the loopback that the text names become free ones, each always the same.
std::string on_free_ports(const std::string& text) {
  static const std::regex address("127\\.0\\.0\\.1:([0-9]+)");
  std::map<std::string, std::string> ports;
  std::string script;
  auto from = text.cbegin();
  for (std::sregex_iterator match(text.begin(), text.end(), address), end; match != end; ++match) {
    auto& port = ports[match->str(1)];
    if (port.empty()) port = std::to_string(free_port());
    script.append(from, match->prefix().second).append("127.0.0.1:" + port);
    from = match->suffix().first;
  }
  return script.append(from, text.cend());
}

// README.md, and every document in docs/ that has a block to run.
std::vector<fs::path> documents_to_run() {
  std::vector<fs::path> found{SECMP_SOURCE_DIR "/README.md"};
  for (const auto& entry : fs::directory_iterator(SECMP_SOURCE_DIR "/docs"))
    if (entry.path().extension() == ".md" && !marked_blocks(read_file(entry.path().string())).empty())
      found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

Ended run_blocks(const std::string& blocks) {
  TempFolder folder;
  fs::create_directories(folder.at("build/release"));
  fs::create_symlink(secmp(), folder.at("build/release/secmp"));
  fs::create_symlink(SECMP_SOURCE_DIR "/tools", folder.at("tools"));
  // What the blocks start in the background ends with them.
  const std::string script = "trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT\n" + on_free_ports(blocks);
  write_file(folder.at("script"), script);
  return run({"setsid", "-w", "timeout", "--foreground", "-k", "5", "120", "bash", "-euo", "pipefail", "-c",
              "cd '" + folder.path().string() + "' && source ./script"},
             {"PATH=" SECMP_BINARY_DIR ":" + std::string(::getenv("PATH")), "SECMP=" + secmp()});
}

}  // namespace

TEST_CASE("The blocks of a text that are marked to be run are found, and no others") {
  CHECK(marked_blocks("<!-- run -->\n```sh\na\nb\n```\n```sh\nc\n```\ntext\n<!-- run -->\n```\nd\n```\n") ==
        "a\nb\nd\n");
  CHECK(marked_blocks("```sh\n<!-- run -->\n```\nnot this\n").empty());
}

TEST_CASE("The commands that the README and the documents give work as they are written there") {
  REQUIRE_MESSAGE(fs::exists(SECMP_SOURCE_DIR "/README.md"), "there is no README.md");
  for (const auto& document : documents_to_run()) {
    CAPTURE(document);
    const std::string blocks = marked_blocks(read_file(document.string()));
    REQUIRE_MESSAGE(!blocks.empty(),
                    "README.md has no block to run: put a line `<!-- run -->` before the fences of its journey");
    const Ended end = run_blocks(blocks);
    CAPTURE(end.out);
    CAPTURE(end.err);
    CHECK(end.exit_code == 0);
  }
}

TEST_CASE("The journeys are there: a life, a vote, timetables and papers are run") {
  std::set<std::string> names;
  for (const auto& document : documents_to_run()) names.insert(document.filename().string());
  for (const char* name : {"README.md", "journey.md", "votes.md", "timetables.md", "papers.md"}) {
    CAPTURE(name);
    CHECK(names.contains(name));
  }
}
