// The commands that the README gives, run as they stand there. A block counts when the line before its fence is
// `<!-- run -->`. All of them run in order in one shell, in a fresh folder, with `secmp` on the path and in $SECMP;
// ports of the loopback are others, free ones.
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <regex>
#include <sstream>

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

}  // namespace

TEST_CASE("The blocks of a text that are marked to be run are found, and no others") {
  CHECK(marked_blocks("<!-- run -->\n```sh\na\nb\n```\n```sh\nc\n```\ntext\n<!-- run -->\n```\nd\n```\n") ==
        "a\nb\nd\n");
  CHECK(marked_blocks("```sh\n<!-- run -->\n```\nnot this\n").empty());
}

TEST_CASE("The README's own commands work as they are written there") {
  REQUIRE_MESSAGE(fs::exists(SECMP_SOURCE_DIR "/README.md"), "there is no README.md");
  const std::string blocks = marked_blocks(read_file(SECMP_SOURCE_DIR "/README.md"));
  REQUIRE_MESSAGE(!blocks.empty(),
                  "README.md has no block to run: put a line `<!-- run -->` before the fences of its journey");

  TempFolder folder;
  fs::create_directories(folder.at("build/release"));
  fs::create_symlink(secmp(), folder.at("build/release/secmp"));
  fs::create_symlink(SECMP_SOURCE_DIR "/tools", folder.at("tools"));
  // What the blocks start in the background ends with them.
  const std::string script = "trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT\n" + on_free_ports(blocks);
  write_file(folder.at("script"), script);
  const Ended end = run({"setsid", "-w", "timeout", "--foreground", "-k", "5", "120", "bash", "-euo", "pipefail", "-c",
                         "cd '" + folder.path().string() + "' && source ./script"},
                        {"PATH=" SECMP_BINARY_DIR ":" + std::string(::getenv("PATH")), "SECMP=" + secmp()});
  CAPTURE(end.out);
  CAPTURE(end.err);
  CHECK(end.exit_code == 0);
}
