// Starts a child process with limits and without a network, collects what it says and kills it when it is late.
#include "api/report/run.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <mutex>
#include <set>
#include <system_error>

#include "api/report/private_folder.hpp"

namespace api::report {
namespace {

constexpr int niceness = 10;
constexpr rlim_t file_max = rlim_t{512} << 20U;
constexpr rlim_t files_open_max = 256;
constexpr std::size_t said_max = 2000;
constexpr int exit_not_started = 127;

// The first file of this name in the search path that can be run; empty: there is none.
std::string found(const std::string& name, const std::string& path) {
  for (std::size_t from = 0; from <= path.size();) {
    const auto end = std::min(path.find(':', from), path.size());
    const auto file = path.substr(from, end - from) + "/" + name;
    if (end > from && ::access(file.c_str(), X_OK) == 0) return file;
    from = end + 1;
  }
  return "";
}

// Everything that the child needs, made before it is born: it may do nothing except call the kernel.
struct Start {
  const char* folder;
  int output;
  std::vector<char*> arguments, environment;
  rlimit processor, memory;
};

void limit(int what, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(static_cast<__rlimit_resource>(what), &both);
}

// In the child. No memory is asked for and no lock taken, as the parent has threads.
[[noreturn]] void become(const Start& start) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::setpriority(PRIO_PROCESS, 0, niceness);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, file_max);
  limit(RLIMIT_NOFILE, files_open_max);
  ::setrlimit(RLIMIT_CPU, &start.processor);
  ::setrlimit(RLIMIT_AS, &start.memory);
  // A network of its own has nothing in it. If the system gives us none: the page names nothing from elsewhere.
  if (::unshare(CLONE_NEWNET) != 0) ::unshare(CLONE_NEWUSER | CLONE_NEWNET);
  const int empty = ::open("/dev/null", O_RDONLY);
  if (::chdir(start.folder) != 0 || ::dup2(empty, 0) < 0 || ::dup2(start.output, 1) < 0 || ::dup2(start.output, 2) < 0)
    ::_exit(exit_not_started);
  ::close_range(3, ~0U, 0);
  ::execve(start.arguments[0], start.arguments.data(), start.environment.data());
  ::_exit(exit_not_started);
}

// A copy of a large process would cost the threads that serve requests: the child borrows our memory until it has its
// own program.
pid_t started(const Start& start) {
  const pid_t child = ::vfork();
  if (child == 0) become(start);
  if (child < 0) throw std::system_error(errno, std::generic_category(), "cannot start a program");
  return child;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

bool ends_within(pid_t child, std::chrono::milliseconds limit) {
  const int watched = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));  // the header of glibc 2.36 is for C alone
  if (watched < 0) throw std::system_error(errno, std::generic_category(), "cannot wait for a program");
  const auto last = std::chrono::steady_clock::now() + limit;
  int ready = 0;
  do {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(last - std::chrono::steady_clock::now());
    pollfd one{watched, POLLIN, 0};
    ready = ::poll(&one, 1, static_cast<int>(std::max(left, std::chrono::milliseconds{0}).count()));
  } while (ready < 0 && errno == EINTR);
  ::close(watched);
  return ready > 0;
}

// It and all that it has started; before it is reaped, so that the number is still its own.
void end(pid_t child) { ::kill(-child, SIGKILL); }

int reaped(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

std::mutex mutex_of_running;  // guards the next two
std::set<pid_t> running;
unsigned ended_all = 0;  // how often all were ended

unsigned ended_so_far() {
  const std::lock_guard lock(mutex_of_running);
  return ended_all;
}

// That a child runs, for who has to end it; until it is reaped.
class Running {
 public:
  // `ended_before`: as it was before the child was started, for it may have been born while all were ended.
  Running(pid_t child, unsigned ended_before) : child_(child) {
    const std::lock_guard lock(mutex_of_running);
    running.insert(child);
    if (ended_all != ended_before) end(child);
  }
  ~Running() {
    const std::lock_guard lock(mutex_of_running);
    end(child_);
    running.erase(child_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  const pid_t child_;
};

}  // namespace

std::string Programs::search_path() {
  const char* path = std::getenv("PATH");
  return path != nullptr && *path != '\0' ? path : "/usr/local/bin:/usr/bin:/bin";
}

Ended run(const ProgramRun& wanted, const Programs& programs) {
  auto arguments = wanted.command;
  arguments.at(0) = found(arguments.at(0), programs.path);
  if (arguments[0].empty()) return {Ended::How::missing, ""};
  const PrivateFolder aside;  // what it says is none of its own files
  const auto said = (aside.path() / "said").string(), folder = wanted.folder.string();
  auto environment = wanted.environment;
  for (const auto& one : {"PATH=" + programs.path, "HOME=" + folder, "TMPDIR=" + folder, std::string("LANG=C.UTF-8")})
    environment.push_back(one);
  const auto seconds = static_cast<rlim_t>(programs.limit.count() / 1000 + 1);
  const int output = ::open(said.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (output < 0) throw std::system_error(errno, std::generic_category(), "cannot write " + said);
  const Start start{folder.c_str(),      output,
                    pointers(arguments), pointers(environment),
                    {seconds, seconds},  {programs.memory_max, programs.memory_max}};
  const unsigned ended_before = ended_so_far();
  const pid_t child = started(start);
  ::close(output);
  bool in_time = false;
  {
    const Running listed(child, ended_before);
    in_time = ends_within(child, programs.limit);
  }
  const int status = reaped(child);
  auto text = aside.read("said");
  if (text.size() > said_max) text.erase(0, text.size() - said_max);
  if (!in_time) return {Ended::How::late, text};
  return {WIFEXITED(status) && WEXITSTATUS(status) == 0 ? Ended::How::well : Ended::How::failed, text};
}

void end_programs() {
  const std::lock_guard lock(mutex_of_running);
  ++ended_all;
  for (const pid_t child : running) end(child);
}

}  // namespace api::report
