// A folder is founded whole, whatever happens to the first start: killed, or a fault of the disk, at any system call;
// the next start founds what is missing.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <map>
#include <sstream>

#include "tests/system/client.hpp"
#include "tests/system/program.hpp"

using namespace outside;

namespace {

using Words = std::vector<std::string>;

const std::vector<std::string> calls = {"openat",    "pwrite64", "write",  "fsync", "fdatasync",
                                        "ftruncate", "rename",   "unlink", "mkdir", "fcntl"};
const std::vector<std::string> faults = {"signal=KILL", "error=EIO", "error=ENOSPC"};

bool has_strace() {
  if (run({"strace", "--version"}).exit_code == 0) return true;
  MESSAGE("skipped: strace is not installed (tools/install-deps --test)");
  return false;
}

Words init_of(const std::string& data) {
  return {secmp(), "init", "--data", data, "--clock-start", "2019-03-18T09:00:00Z"};
}

// A server that makes its folder, and then ends by itself: no machine has this address.
Words first_serve_of(const std::string& data) { return {secmp(), "serve", "--data", data, "--listen", "192.0.2.1:9"}; }

// The most that one thread makes of this call.
int how_often(const std::string& call, const Words& words, const TempFolder& folder) {
  const auto log = folder.at("calls");
  Words traced{"strace", "-f", "-o", log, "-e", "trace=" + call};
  traced.insert(traced.end(), words.begin(), words.end());
  run(traced);
  std::map<std::string, int> by_thread;
  std::istringstream lines(read_file(log));
  int most = 0;
  for (std::string line; std::getline(lines, line);)
    if (line.find(call + "(") != std::string::npos) most = std::max(most, ++by_thread[line.substr(0, line.find(' '))]);
  return most;
}

void run_with_fault(const std::string& call, const std::string& fault, int nth, const Words& words) {
  Words traced{"strace", "-f", "-o", "/dev/null", "-e", "trace=" + call, "-e"};
  traced.push_back("inject=" + call + ":" + fault + ":when=" + std::to_string(nth));
  traced.insert(traced.end(), words.begin(), words.end());
  run(traced);
}

void is_founded_whole(const std::string& data) {
  for (const char* id : {"panel", "csc", "change-board", "england-and-wales"}) {
    CAPTURE(id);
    CHECK(secmp({"explain", id, "--data", data}).exit_code == 0);
  }
  const Ended verified = secmp({"journal", "verify", "--data", data});
  CAPTURE(verified.err);
  CHECK(verified.out.find("4 events of 4 cases hold") != std::string::npos);
}

// By the command that was at work, or by the other one.
void start_again(const std::string& data, bool by_init) {
  const Ended end = run(by_init ? init_of(data) : first_serve_of(data));
  CAPTURE(end.err);
  CHECK(end.signal == 0);
  if (by_init && end.exit_code != 0) CHECK(end.err.find("has a database already") != std::string::npos);
  if (!by_init) CHECK(end.err.find("192.0.2.1") != std::string::npos);
}

// Every `step`-th of each call, from a place that moves with the call and the fault.
int every_start(Words (*start)(const std::string&), int step) {
  int done = 0;
  for (const auto& call : calls) {
    TempFolder counted;
    const int all = how_often(call, start(counted.at("data")), counted);
    for (std::size_t f = 0; f < faults.size(); ++f)
      for (int nth = 1 + static_cast<int>(f) * step / 3; nth <= all; nth += step) {
        CAPTURE(call);
        CAPTURE(faults[f]);
        CAPTURE(nth);
        TempFolder folder;
        run_with_fault(call, faults[f], nth, start(folder.at("data")));
        start_again(folder.at("data"), done % 2 == 0);
        is_founded_whole(folder.at("data"));
        ++done;
      }
  }
  return done;
}

// As a start leaves it that was killed between making the folder and founding what belongs into it.
void make_unfounded(const std::string& data, int founded) {
  for (int nth = 1;; ++nth) {
    fs::remove_all(data);
    run_with_fault("fdatasync", "signal=KILL", nth, init_of(data));
    const Ended dump = secmp({"journal", "dump", "--data", data});
    if (dump.exit_code == 0 && std::count(dump.out.begin(), dump.out.end(), '\n') == founded) return;
    REQUIRE(nth < 200);
  }
}

}  // namespace

TEST_CASE("What a start that was killed has not founded is founded by the next init, which says so") {
  if (!has_strace()) return;
  TempFolder folder;
  const auto data = folder.at("data");
  make_unfounded(data, 1);
  const Ended wrong = secmp({"explain", "change-board", "--data", data});
  CHECK(wrong.exit_code == 1);
  const Ended end = run(init_of(data));
  CAPTURE(end.err);
  CHECK(end.exit_code == 0);
  CHECK(end.out.find("founded what was missing in " + data + ", with a simulated clock at 2019-03-18T09:00:") == 0);
  CHECK(end.out.find("bodies/csc, bodies/change-board, calendar/england-and-wales\n") != std::string::npos);
  is_founded_whole(data);
  const Ended again = run(init_of(data));
  CHECK(again.exit_code == 1);
  CHECK(one_line(again.err));
  CHECK(again.err.find("has a database already") != std::string::npos);
}

TEST_CASE("What a start that was killed has not founded is founded by a server before it serves") {
  if (!has_strace()) return;
  TempFolder folder;
  const auto data = folder.at("data");
  make_unfounded(data, 0);
  Server server(data);
  Client client(server.port(), "");
  for (const char* path :
       {"/v1/bodies/panel", "/v1/bodies/csc", "/v1/bodies/change-board", "/v1/calendar/england-and-wales"})
    CHECK(client.get(path).status == 200);
  CHECK(server.stop().err.find("founded in " + data + ": bodies/panel, bodies/csc, bodies/change-board, ") !=
        std::string::npos);
  is_founded_whole(data);
}

TEST_CASE("A folder with the machine's clock that was not founded whole is not ended as one with a simulated clock") {
  if (!has_strace()) return;
  TempFolder folder;
  const auto data = folder.at("data");
  for (int nth = 1; !fs::exists(data + "/secmp.db"); ++nth) {
    REQUIRE(nth < 200);
    run_with_fault("fsync", "signal=KILL", nth, {secmp(), "init", "--data", data});
  }
  const Ended end = run(init_of(data));
  CHECK(end.exit_code == 1);
  CHECK(end.err.find("goes by the machine's clock") != std::string::npos);
  CHECK(secmp({"init", "--data", data}).exit_code == 0);
  is_founded_whole(data);
}

TEST_CASE("Killed, or without a disk, at some system calls of the first start, a folder is whole after the next") {
  if (!has_strace()) return;
  const int done = every_start(init_of, 40) + every_start(first_serve_of, 80);
  MESSAGE(done, " faults");
  CHECK(done > 30);
}

TEST_CASE("Killed, or without a disk, at any system call of the first start, a folder is whole after the next" *
          doctest::test_suite("long") * doctest::skip()) {
  if (!has_strace()) return;
  const int done = every_start(init_of, 1) + every_start(first_serve_of, 1);
  MESSAGE(done, " faults");
}
