// Who may read what the program makes: its user alone, whatever the umask; except what is named by -o.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>

#include "tests/system/checks.hpp"
#include "tests/system/faults.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

using Words = std::vector<std::string>;

uid_t owner_of(const std::string& path) {
  struct stat found {};
  REQUIRE(::lstat(path.c_str(), &found) == 0);
  return found.st_uid;
}

Ended with_umask(const std::string& mask, Words words) {
  words.insert(words.begin(), {"sh", "-c", "umask " + mask + "; exec \"$@\"", "sh", secmp()});
  return run(words);
}

void is_private(const std::string& folder) {
  CHECK(mode_of(folder) == 0700);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    CAPTURE(entry.path().string());
    CHECK(mode_of(entry.path().string()) == (entry.is_directory() ? 0700 : 0600));
  }
}

// As an older program left it with the usual umask.
void open_to_all(const std::string& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    fs::permissions(entry.path(), fs::perms(entry.is_directory() ? 0755 : 0644));
  fs::permissions(folder, fs::perms(0755));
}

constexpr const char* example = SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl";

}  // namespace

TEST_CASE("A folder, its backup and what is restored from it are their owner's alone, whatever the umask") {
  for (const char* mask : {"000", "022", "077"}) {
    CAPTURE(mask);
    TempFolder folder;
    const auto data = folder.at("data");
    CHECK(with_umask(mask, {"init", "--data", data, "--clock-start", first_morning}).exit_code == 0);
    CHECK(with_umask(mask, {"load", example, "--data", data}).exit_code == 0);
    CHECK(with_umask(mask, {"token", "issue", "--data", data, "--role", "dcc", "--id", "d"}).exit_code == 0);
    CHECK(with_umask(mask, {"report", "change-status", "--data", data}).exit_code == 0);
    is_private(data);
    CHECK(with_umask(mask, {"journal", "backup", folder.at("copy"), "--data", data}).exit_code == 0);
    CHECK(mode_of(folder.at("copy")) == 0600);
    CHECK(with_umask(mask, {"restore", folder.at("copy"), "--data", folder.at("back")}).exit_code == 0);
    is_private(folder.at("back"));
    CHECK(with_umask(mask, {"serve", "--data", folder.at("served"), "--listen", "192.0.2.1:9"}).exit_code == 1);
    is_private(folder.at("served"));
  }
}

TEST_CASE("An older folder that all could read is its owner's alone once it is opened, by a server and by a reader") {
  TempFolder folder;
  ran_well({"init", "--data", folder.at("data"), "--clock-start", first_morning});
  ran_well({"token", "issue", "--data", folder.at("data"), "--role", "dcc", "--id", "d"});
  for (const bool by_server : {true, false}) {
    open_to_all(folder.at("data"));
    fs::create_directory(folder.at("data/mine"));
    fs::permissions(folder.at("data/mine"), fs::perms(0755));
    if (by_server) {
      Server server(folder.at("data"));
      fs::remove(folder.at("data/mine"));
      is_private(folder.at("data"));
      server.stop();
    } else {
      ran_well({"explain", "change-board", "--data", folder.at("data")});
      CHECK(mode_of(folder.at("data/mine")) == 0755);  // what strangers keep there stays as it is
      fs::remove(folder.at("data/mine"));
    }
    is_private(folder.at("data"));
  }
}

TEST_CASE("What -o names is as the umask says, and a file that was there keeps its mode") {
  TempFolder folder;
  const auto data = folder.at("data"), out = folder.at("report.txt");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  for (const auto& [given, mode] : std::map<std::string, mode_t>{{"000", 0666}, {"022", 0644}, {"027", 0640}}) {
    const std::string mask = given;
    CAPTURE(mask);
    fs::remove(out);
    CHECK(with_umask(mask, {"report", "change-status", "--data", data, "-o", out}).exit_code == 0);
    CHECK(mode_of(out) == mode);
    CHECK(with_umask(mask, {"export", "xes", "--data", data, "-o", folder.at(mask)}).exit_code == 0);
    CHECK(mode_of(folder.at(mask)) == mode);
  }
  fs::permissions(out, fs::perms(0600));
  CHECK(with_umask("022", {"report", "change-status", "--data", data, "-o", out}).exit_code == 0);
  CHECK(mode_of(out) == 0600);
}

TEST_CASE("A dry run makes its copy where nobody else can look, and in no folder that somebody made for it") {
  if (!has_strace()) return;
  TempFolder folder, temporary;
  const auto data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  // Its name was once that of the process, which can be foretold: this shell's, which becomes the program (with -D it
  // is strace that gets another number).
  const Ended end = run({"sh", "-c",
                         "umask 000; export TMPDIR='" + temporary.path().string() +
                             "'; mkdir -m 777 \"$TMPDIR/secmp-dry-run-$$\"; exec \"$@\"",
                         "sh", "strace", "-D", "-f", "-o", folder.at("calls"), "-e", "trace=openat,mkdir", secmp(),
                         "load", example, "--dry-run", "--data", data});
  CHECK(end.exit_code == 0);
  std::istringstream calls(read_file(folder.at("calls")));
  int made = 0;
  for (std::string call; std::getline(calls, call);)
    if (call.find("mkdir(") != std::string::npos && call.find("/secmp-tmp-dry-run-") != std::string::npos) {
      ++made;
      CAPTURE(call);
      CHECK(call.find(", 0700) = 0") != std::string::npos);
    }
  CHECK(made == 1);
  for (const auto& left : fs::directory_iterator(temporary.path())) CHECK(fs::is_empty(left.path()));
}

TEST_CASE("What root makes in somebody's folder belongs to them") {
  if (::geteuid() != 0) {
    MESSAGE("skipped: only root can make a folder of somebody else");
    return;
  }
  constexpr uid_t somebody = 65534;
  TempFolder folder;
  const auto data = folder.at("home/data"), restored = folder.at("home/restored"), copy = folder.at("home/copy");
  fs::create_directory(folder.at("home"));
  REQUIRE(::chown(folder.at("home").c_str(), somebody, somebody) == 0);
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  ran_well({"token", "issue", "--data", data, "--role", "dcc", "--id", "d"});
  ran_well({"load", example, "--data", data});
  ran_well({"backup", data + "/copy", "--data", data});
  ran_well({"backup", copy, "--data", data});
  ran_well({"restore", copy, "--data", restored});
  for (const auto& made : {data, copy, restored, restored + "/secmp.db"}) CHECK(owner_of(made) == somebody);
  Server server(data);
  CHECK(Client(server.port(), "").get("/readyz").status == 200);
  for (const auto& entry : fs::directory_iterator(data)) {
    CAPTURE(entry.path().string());
    CHECK(owner_of(entry.path().string()) == somebody);
  }
  server.stop();
  is_private(data);
}

namespace {

// Killed while it makes a PDF; the folder that it leaves.
void kill_in_the_middle_of_a_paper(const std::string& data, const fs::path& temporary) {
  const int process = ::fork();
  if (process == 0) {
    ::setenv("TMPDIR", temporary.c_str(), 1);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execl(secmp().c_str(), "secmp", "report", "change-status", "--format", "pdf", "--data", data.c_str(), nullptr);
    ::_exit(127);
  }
  int status = 0;
  bool ended = false;
  while (!ended && fs::is_empty(temporary)) ended = ::waitpid(process, &status, WNOHANG) != 0;
  if (ended) return;
  ::kill(process, SIGKILL);
  ::waitpid(process, &status, 0);
}

}  // namespace

TEST_CASE("Temporary folders of papers and dry runs that a kill has left are taken away at the next start") {
  TempFolder folder, temporary;
  const auto data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  kill_in_the_middle_of_a_paper(data, temporary.path());
  if (fs::is_empty(temporary.path())) {
    MESSAGE("skipped in part: the paper ended before it had made a folder");
    fs::create_directory(temporary.at("secmp-tmp-paper-left"));
  }
  fs::create_directory(temporary.at("secmp-dry-run-4711"));
  write_file(temporary.at("secmp-dry-run-4711/secmp.db"), "a copy");
  fs::last_write_time(temporary.at("secmp-dry-run-4711"), fs::file_time_type::clock::now() - std::chrono::hours(25));
  fs::create_directory(temporary.at("secmp-paper-now"));  // an older program may be at work in it
  fs::create_directory(temporary.at("of-others"));
  fs::create_directory_symlink(temporary.at("of-others"), temporary.at("secmp-tmp-paper-link"));
  write_file(temporary.at("of-others/text"), "mine");
  ::setenv("TMPDIR", temporary.path().c_str(), 1);
  {
    Server server(data);
    CHECK(server.stop().err.find("temporary folders that killed processes had left") != std::string::npos);
  }
  ::unsetenv("TMPDIR");
  std::vector<std::string> left;
  for (const auto& one : fs::directory_iterator(temporary.path())) left.push_back(one.path().filename().string());
  std::sort(left.begin(), left.end());
  CHECK(left == std::vector<std::string>{"of-others", "secmp-paper-now", "secmp-tmp-paper-link"});
  CHECK(read_file(temporary.at("of-others/text")) == "mine");
}

TEST_CASE("A link into nowhere that somebody laid in their folder is not followed by who makes a file there") {
  TempFolder folder;
  const auto data = folder.at("data"), trap = folder.at("made-by-root");
  ran_well({"init", "--data", data});
  fs::remove(data + "/tokens.db");
  fs::create_symlink(trap, data + "/tokens.db");
  CHECK(secmp({"token", "issue", "--data", data, "--role", "dcc", "--id", "d"}).exit_code == 1);
  CHECK_FALSE(fs::exists(trap));
  fs::remove(data + "/lock");
  fs::create_symlink(trap, data + "/lock");
  CHECK(secmp({"journal", "rebuild", "--data", data}).exit_code == 1);
  CHECK_FALSE(fs::exists(trap));
  fs::remove(data + "/secmp.head");
  fs::create_symlink(trap, data + "/secmp.head");
  fs::remove(data + "/lock");
  fs::remove(data + "/tokens.db");
  Server(data).stop();
  CHECK_FALSE(fs::exists(trap));
  CHECK(fs::is_regular_file(fs::symlink_status(data + "/secmp.head")));
}
