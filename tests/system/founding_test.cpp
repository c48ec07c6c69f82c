// A folder is founded whole, whatever happens to the first start: killed, or a fault of the disk, at any system call;
// the next start founds what is missing.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <sstream>

#include "tests/system/client.hpp"
#include "tests/system/faults.hpp"

using namespace outside;

namespace {

using Words = std::vector<std::string>;

const std::vector<std::string> calls = {"openat",    "pwrite64", "write",  "fsync", "fdatasync",
                                        "ftruncate", "rename",   "unlink", "mkdir", "fcntl"};
const std::vector<std::string> faults = {"signal=KILL", "error=EIO", "error=ENOSPC"};

Words init_of(const std::string& data) {
  return {secmp(), "init", "--data", data, "--clock-start", "2019-03-18T09:00:00Z"};
}

Words plain_init_of(const std::string& data) { return {secmp(), "init", "--data", data}; }

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

void is_founded_whole(const std::string& data) {
  const Ended dump = secmp({"journal", "dump", "--data", data}),
              verified = secmp({"journal", "verify", "--data", data});
  CAPTURE(dump.err);
  CAPTURE(verified.err);
  for (const char* id : {"panel", "csc", "change-board", "england-and-wales"})
    CHECK(dump.out.find("\"" + std::string(id) + "\"") != std::string::npos);
  CHECK(verified.out.find("4 events of 4 cases hold") == 0);
}

// By an init, or by a server.
void start_again(const std::string& data, const Words& init, bool by_init) {
  const Ended end = run(by_init ? init : first_serve_of(data));
  CAPTURE(end.err);
  CHECK(end.signal == 0);
  if (by_init) CHECK(end.exit_code == 0);
  if (!by_init) CHECK(end.err.find("192.0.2.1") != std::string::npos);
}

constexpr std::size_t turns = 12;  // of the long test: as many runs try every call with every fault
using Turn = std::optional<std::size_t>;

// Which of so many calls: one for each fault, at another place each; or, with a turn, many, and in another one others.
std::vector<int> which(int all, Turn turn, std::size_t fault) {
  if (!turn) return {1 + all * (2 * static_cast<int>(fault) + 1) / 6};
  std::vector<int> numbers;
  for (int nth = 1; nth <= all; ++nth)
    if ((static_cast<std::size_t>(nth) + *turn) % turns == fault) numbers.push_back(nth);
  return numbers;
}

// How many faults came: a start that made fewer calls than the one that was counted has none.
int starts_at_fault(Words (*start)(const std::string&), Words (*init)(const std::string&), Turn turn) {
  int done = 0, starts = 0;
  for (const auto& call : calls) {
    TempFolder counted;
    const int all = how_often(call, start(counted.at("data")), counted);
    if (all == 0) continue;
    for (std::size_t f = 0; f < faults.size(); ++f)
      for (const int nth : which(all, turn, f)) {
        CAPTURE(call);
        CAPTURE(faults[f]);
        CAPTURE(nth);
        TempFolder folder;
        const auto data = folder.at("data");
        done += run_with({call, faults[f], nth}, start(data)).came ? 1 : 0;
        start_again(data, init(data), starts++ % 2 == 0);
        is_founded_whole(data);
      }
  }
  return done;
}

// As an older program left a folder if it was killed between making it and founding what belongs into it.
void make_unfounded(const Words& init, const std::string& data, int founded) {
  REQUIRE(run(init).exit_code == 0);
  fs::remove(data + "/secmp.head");
  SQLite::Database database(data + "/secmp.db", SQLite::OPEN_READWRITE);
  const std::string trigger =
      database.execAndGet("SELECT sql FROM sqlite_master WHERE name = 'journal_is_never_shortened'").getString();
  const auto later = " WHERE seq > " + std::to_string(founded);
  database.exec("DROP TRIGGER journal_is_never_shortened; DELETE FROM journal" + later + "; DELETE FROM requests" +
                later + "; DELETE FROM cases" + later + "; DELETE FROM summaries" + later +
                "; UPDATE meta SET value = '' WHERE name = 'projections'; " + trigger);
}

}  // namespace

TEST_CASE("What a start that was killed has not founded is founded by the next init, which says so") {
  TempFolder folder;
  const auto data = folder.at("data");
  make_unfounded(init_of(data), data, 1);
  const Ended wrong = secmp({"explain", "change-board", "--data", data});
  CHECK(wrong.exit_code == 1);
  const Ended end = run(init_of(data));
  CAPTURE(end.err);
  CHECK(end.exit_code == 0);
  CHECK(end.out.find("founded what was missing in " + data + ", with a simulated clock at 2019-03-18T09:00:") == 0);
  CHECK(end.out.find("bodies/csc, bodies/change-board, calendar/england-and-wales\n") != std::string::npos);
  is_founded_whole(data);
}

TEST_CASE("An init that is sent again finds the folder that it made, unless somebody has worked in it since") {
  TempFolder folder;
  for (const bool simulated : {true, false}) {
    const auto data = folder.at(simulated ? "simulated" : "plain");
    const auto init = simulated ? init_of(data) : plain_init_of(data);
    REQUIRE(run(init).exit_code == 0);
    const Ended again = run(init);
    CAPTURE(again.err);
    CHECK(again.exit_code == 0);
    CHECK(again.out.find(data + " is there already") == 0);
    is_founded_whole(data);
    const Ended other = run(simulated ? plain_init_of(data) : init_of(data));
    CHECK(other.exit_code == 1);
    CHECK(other.err.find("has a database already") != std::string::npos);
    {
      Server server(data);
      Client client(server.port(), issue_token(data, "secas-manager", "a"));
      REQUIRE(client.post("/v1/modifications", {{"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}})
                  .status == 201);
    }
    const Ended late = run(init);
    CHECK(late.exit_code == 1);
    CHECK(one_line(late.err));
    CHECK(late.err.find("has a database already") != std::string::npos);
  }
}

TEST_CASE("What a start that was killed has not founded is founded by a server before it serves") {
  TempFolder folder;
  const auto data = folder.at("data");
  make_unfounded(init_of(data), data, 0);
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
  TempFolder folder;
  const auto data = folder.at("data");
  make_unfounded(plain_init_of(data), data, 2);
  const Ended end = run(init_of(data));
  CHECK(end.exit_code == 1);
  CHECK(end.err.find("goes by the machine's clock") != std::string::npos);
  CHECK(run(plain_init_of(data)).exit_code == 0);
  is_founded_whole(data);
}

TEST_CASE("A folder that was not founded whole is read by nobody, and a proof says that it is not") {
  TempFolder folder;
  const auto data = folder.at("data");
  make_unfounded(init_of(data), data, 3);
  for (const Words& words : {Words{"report", "change-status"}, Words{"explain", "panel"}, Words{"export", "xes"}}) {
    Words whole = words;
    whole.insert(whole.end(), {"--data", data});
    const Ended end = secmp(whole);
    CAPTURE(end.err);
    CHECK(end.exit_code == 1);
    CHECK(end.out.empty());
    CHECK(end.err.find("was not founded whole (1 of what a register begins with missing): run 'secmp init --data") !=
          std::string::npos);
  }
  const Ended verified = secmp({"journal", "verify", "--data", data});
  CHECK(verified.exit_code == 0);
  CHECK(verified.out.find("not founded whole (1 missing)") != std::string::npos);
  const Ended other = secmp({"init", "--data", data, "--clock-start", "2020-03-18T09:00:00Z"});
  CHECK(other.exit_code == 1);
  CHECK(other.err.find("whose simulated clock stands at 2019-03-18T") != std::string::npos);
  CHECK(run(init_of(data)).exit_code == 0);
  is_founded_whole(data);
}

TEST_CASE("An init with a simulated clock that was killed is ended with that clock, by a server and by itself") {
  if (!has_strace()) return;
  const auto is_simulated = [](const std::string& data) {
    Server server(data);
    return Client(server.port(), "").get("/v1/clock").json()["simulated"] == true;
  };
  for (const bool by_init : {true, false}) {
    TempFolder folder;
    const auto data = folder.at("data");
    REQUIRE(run_with({"rename", "signal=KILL", 2}, init_of(data)).came);  // into the name of the database
    REQUIRE(!fs::exists(data + "/secmp.db"));
    if (by_init) CHECK(run(init_of(data)).exit_code == 0);
    CHECK(is_simulated(data));
    is_founded_whole(data);
    CHECK(!fs::exists(data + "/secmp.db.start"));
  }
  TempFolder folder;  // somebody says otherwise since
  const auto data = folder.at("data");
  REQUIRE(run_with({"rename", "signal=KILL", 2}, init_of(data)).came);
  CHECK(run(plain_init_of(data)).exit_code == 0);
  CHECK(!is_simulated(data));
}

TEST_CASE("Killed, or without a disk, at some system calls of the first start, a folder is whole after the next") {
  if (!has_strace()) return;
  const int done = starts_at_fault(init_of, init_of, {});
  CHECK(done >= 20);
}

TEST_CASE("Killed, or without a disk, at many system calls of the first start, a folder is whole after the next" *
          doctest::test_suite("long") * doctest::skip()) {
  if (!has_strace()) return;
  const std::size_t turn = std::random_device{}() % turns;
  MESSAGE("turn ", turn);
  const int done = starts_at_fault(init_of, init_of, turn) + starts_at_fault(first_serve_of, plain_init_of, turn);
  MESSAGE(done, " faults");
  CHECK(done > 50);
}
