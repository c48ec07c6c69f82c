// Starts Graphviz as a child process and waits for its picture, ten seconds at most.
#include "api/pictures/drawing.hpp"

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <sstream>

extern char** environ;

namespace api {
namespace {

constexpr std::chrono::seconds time_max{10};

std::string program() {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    const std::string candidate = folder + "/dot";
    if (::access(candidate.c_str(), X_OK) == 0 && !std::filesystem::is_directory(candidate)) return candidate;
  }
  return "";
}

// The program with both its ends on our socket; -1 when it did not start.
pid_t start(const std::string& path, int theirs) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, theirs, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, theirs, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", 1, 0);
  std::string name = "dot", form = "-Tsvg";
  char* arguments[] = {name.data(), form.data(), nullptr};
  pid_t child = -1;
  if (posix_spawn(&child, path.c_str(), &actions, nullptr, arguments, environ) != 0) child = -1;
  posix_spawn_file_actions_destroy(&actions);
  return child;
}

bool write_all(int to, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::send(to, text.data(), text.size(), MSG_NOSIGNAL);
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::shutdown(to, SHUT_WR) == 0;
}

std::optional<std::string> read_all(int from) {
  const auto end = std::chrono::steady_clock::now() + time_max;
  std::string text;
  char portion[16384];
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
    pollfd wait{from, POLLIN, 0};
    if (left <= 0 || ::poll(&wait, 1, static_cast<int>(left)) <= 0) return std::nullopt;
    const ssize_t bytes = ::read(from, portion, sizeof portion);
    if (bytes < 0) return std::nullopt;
    if (bytes == 0) return text;
    text.append(portion, static_cast<std::size_t>(bytes));
  }
}

}  // namespace

bool can_draw() {
  static const bool there = !program().empty();
  return there;
}

std::optional<std::string> draw_svg(const std::string& graph) {
  int ends[2];
  if (!can_draw() || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::nullopt;
  const pid_t child = start(program(), ends[1]);
  ::close(ends[1]);
  std::optional<std::string> picture;
  if (child > 0 && write_all(ends[0], graph)) picture = read_all(ends[0]);
  ::close(ends[0]);
  if (child <= 0) return std::nullopt;
  if (!picture) ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return status == 0 ? picture : std::nullopt;
}

}  // namespace api
