// The real program from outside: run to its end, or serving on a free port of the loopback; and folders that clean up
// after themselves. Nothing here sleeps: it waits for pipes, sockets and processes.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace outside {

namespace fs = std::filesystem;

// A folder of its own under the system's temporary one, gone with this.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const fs::path& path() const { return path_; }
  std::string at(const std::string& name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

std::string read_file(const fs::path& file);
void write_file(const fs::path& file, const std::string& text);

// How a program ended. `signal` 0: by itself.
struct Ended {
  int exit_code = -1;
  int signal = 0;
  std::string out;
  std::string err;
};

const std::string& secmp();  // the program under test
Ended run(const std::vector<std::string>& words, const std::vector<std::string>& environment = {});
// As run(), for the program under test. ran_well() throws what it said when its exit code is not 0, and gives its
// output.
Ended secmp(std::vector<std::string> words);
std::string ran_well(std::vector<std::string> words);
std::string issue_token(const std::string& data, const std::string& role, const std::string& id,
                        std::vector<std::string> more = {});

// Whether `text` is exactly one line, and says something.
bool one_line(const std::string& text);

// A server on a free port. It is killed when this goes and it still runs.
class Server {
 public:
  // Returns when it serves; throws what it said when it ends before. `more`: words after the program's own; `under`:
  // before them, of a program that becomes this one.
  explicit Server(const std::string& data, const std::vector<std::string>& more = {},
                  const std::vector<std::string>& environment = {}, const std::vector<std::string>& under = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const { return port_; }
  void send(int signal);
  Ended wait();  // for its end; `err` is its log
  Ended kill();  // at once, with nothing written down
  Ended stop();  // in good order

 private:
  void read_log();

  int process_ = -1;
  int pipe_ = -1;
  std::uint16_t port_ = 0;
  bool running_ = true;
  std::mutex mutex_;  // guards the two below
  std::condition_variable more_;
  std::string log_;
  bool log_ended_ = false;
  std::thread reader_;
};

}  // namespace outside
