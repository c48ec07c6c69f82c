// Starts the program, waits for it, and ends it.
#include "tests/system/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace outside {
namespace {

constexpr auto start_patience = std::chrono::seconds(60);

void become(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  for (const auto& one : environment) ::putenv(const_cast<char*>(one.c_str()));
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

Ended ended(int status) {
  Ended end;
  if (WIFEXITED(status)) end.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  return end;
}

// Reads two pipes side by side until both are closed.
void drain(int out, std::string& out_text, int err, std::string& err_text) {
  pollfd waits[2] = {{out, POLLIN, 0}, {err, POLLIN, 0}};
  std::string* texts[2] = {&out_text, &err_text};
  for (int open = 2; open > 0;) {
    ::poll(waits, 2, -1);
    for (int i = 0; i < 2; ++i) {
      if (waits[i].fd < 0 || waits[i].revents == 0) continue;
      char portion[65536];
      const ssize_t size = ::read(waits[i].fd, portion, sizeof portion);
      if (size > 0) {
        texts[i]->append(portion, static_cast<std::size_t>(size));
        continue;
      }
      ::close(waits[i].fd);
      waits[i].fd = -1;
      --open;
    }
  }
}

}  // namespace

TempFolder::TempFolder() {
  std::string name = (fs::temp_directory_path() / "secmp-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder for the test");
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return text.str();
}

void write_file(const fs::path& file, const std::string& text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + file.string());
}

const std::string& secmp() {
  static const std::string program = SECMP_BINARY_DIR "/secmp";
  return program;
}

Ended run(const std::vector<std::string>& words, const std::vector<std::string>& environment) {
  int out[2], err[2];
  if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  const int process = ::fork();
  if (process == 0) {
    ::dup2(out[1], STDOUT_FILENO);
    ::dup2(err[1], STDERR_FILENO);
    become(words, environment);
  }
  ::close(out[1]);
  ::close(err[1]);
  std::string out_text, err_text;
  drain(out[0], out_text, err[0], err_text);
  int status = 0;
  ::waitpid(process, &status, 0);
  Ended end = ended(status);
  end.out = std::move(out_text);
  end.err = std::move(err_text);
  return end;
}

Ended secmp(std::vector<std::string> words) {
  words.insert(words.begin(), secmp());
  return run(words);
}

std::string ran_well(std::vector<std::string> words) {
  std::string all;
  for (const auto& word : words) all += " " + word;
  const Ended end = secmp(std::move(words));
  if (end.exit_code != 0)
    throw std::runtime_error("secmp" + all + " ended with " + std::to_string(end.exit_code) + ": " + end.err);
  return end.out;
}

std::string issue_token(const std::string& data, const std::string& role, const std::string& id,
                        std::vector<std::string> more) {
  std::vector<std::string> words{"token", "issue", "--data", data, "--role", role, "--id", id};
  words.insert(words.end(), more.begin(), more.end());
  std::string token = ran_well(words);
  while (!token.empty() && token.back() == '\n') token.pop_back();
  return token;
}

bool one_line(const std::string& text) {
  return text.size() > 1 && text.back() == '\n' && text.find('\n') == text.size() - 1;
}

Server::Server(const std::string& data, const std::vector<std::string>& more,
               const std::vector<std::string>& environment, const std::vector<std::string>& under) {
  int err[2];
  if (::pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(err[1], STDERR_FILENO);
    auto words = under;
    words.insert(words.end(), {secmp(), "serve", "--data", data, "--listen", "127.0.0.1:0"});
    words.insert(words.end(), more.begin(), more.end());
    become(words, environment);
  }
  ::close(err[1]);
  pipe_ = err[0];
  reader_ = std::thread([this] { read_log(); });
  const std::string mark = "on http://127.0.0.1:";
  std::unique_lock lock(mutex_);
  const auto told = [&] {
    return log_ended_ || log_.find('\n', std::min(log_.find(mark), log_.size())) != std::string::npos;
  };
  const bool in_time = more_.wait_for(lock, start_patience, told);
  if (in_time && log_.find(mark) != std::string::npos) {
    port_ = static_cast<std::uint16_t>(std::stoi(log_.substr(log_.find(mark) + mark.size())));
    return;
  }
  const std::string said = log_;
  lock.unlock();
  kill();
  throw std::runtime_error("the server does not serve: " + said);
}

Server::~Server() {
  if (running_) kill();
}

void Server::read_log() {
  char portion[4096];
  for (;;) {
    const ssize_t size = ::read(pipe_, portion, sizeof portion);
    std::lock_guard lock(mutex_);
    if (size > 0) log_.append(portion, static_cast<std::size_t>(size));
    log_ended_ = size <= 0;
    more_.notify_all();
    if (log_ended_) return;
  }
}

void Server::send(int signal) { ::kill(process_, signal); }

Ended Server::wait() {
  int status = 0;
  ::waitpid(process_, &status, 0);
  running_ = false;
  reader_.join();
  ::close(pipe_);
  Ended end = ended(status);
  end.err = log_;
  return end;
}

Ended Server::kill() {
  send(SIGKILL);
  return wait();
}

Ended Server::stop() {
  send(SIGTERM);
  return wait();
}

}  // namespace outside
