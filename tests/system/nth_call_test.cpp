// Every subcommand, killed or without a disk at its Nth call: it is done, or says that it is not, and nothing that was
// there is lost.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/system/busy_server.hpp"
#include "tests/system/faults.hpp"
#include "tests/system/trial.hpp"

using namespace outside;

namespace {

// What a disk is asked for, and what can come of it. A lock changes nothing, so that to be killed there is to be killed
// just before the next call.
struct Kind {
  const char* call;
  std::vector<std::string> faults;
};
const std::vector<Kind>& kinds() {
  static const std::vector<std::string> any{"signal=KILL", "error=EIO", "error=ENOSPC"};
  static const std::vector<Kind> all = [] {
    std::vector<Kind> found;
    for (const char* call : {"openat", "pwrite64", "write", "writev", "fsync", "fdatasync", "ftruncate", "rename",
                             "renameat2", "linkat", "unlink", "unlinkat", "mkdir", "rmdir"})
      found.push_back({call, any});
    found.push_back({"fcntl", {"error=EIO"}});
    return found;
  }();
  return all;
}

std::string all_calls() {
  std::string all;
  for (const auto& kind : kinds()) all += (all.empty() ? "" : ",") + std::string(kind.call);
  return all;
}

// Which of the calls of any thread touch the place, or what is printed: those by which libraries are loaded are not
// tried.
std::map<std::string, std::set<int>> numbers(const std::vector<Call>& calls, const Place& at) {
  std::map<std::string, std::map<std::string, int>> so_far;
  std::map<std::string, std::set<int>> found;
  const auto here = fs::canonical(at.path()).string();
  for (const auto& call : calls) {
    const int nth = ++so_far[call.name][call.thread];
    const bool prints = call.name.starts_with("write") && (call.handle() == 1 || call.handle() == 2);
    if (prints || call.file().starts_with(here)) found[call.name].insert(nth);
  }
  return found;
}

std::vector<Fault> faults_of(const std::vector<Call>& calls, const Place& at, std::mt19937& random) {
  constexpr unsigned one_of = 30;
  std::vector<Fault> found;
  const auto all = numbers(calls, at);
  for (const auto& kind : kinds()) {
    const auto of_kind = all.find(kind.call);
    if (of_kind == all.end()) continue;
    const auto first = random() % one_of;
    unsigned i = 0;
    for (const int nth : of_kind->second) {
      const bool in_turn = i++ % one_of == first % std::min<std::size_t>(one_of, of_kind->second.size());
      if (in_full())
        for (const auto& fault : kind.faults) found.push_back({kind.call, fault, nth});
      else if (in_turn) found.push_back({kind.call, kind.faults[random() % kind.faults.size()], nth});
    }
  }
  return found;
}

std::vector<Call> calls_of(const Trial& trial, const Place& at) {
  TempFolder folder;
  auto traced = written_down(all_calls(), folder.at("calls"));
  const auto words = trial.words(at);
  traced.insert(traced.end(), words.begin(), words.end());
  run(traced, at.environment());
  return calls_in(folder.at("calls"));
}

// How many faults came.
int tried(const Trial& trial, unsigned seed) {
  std::mt19937 random(seed);
  const Place at;
  trial.begin(at);
  int came = 0;
  for (const auto& fault : faults_of(calls_of(trial, at), at, random)) {
    CAPTURE(trial.name());
    CAPTURE(fault.call);
    CAPTURE(fault.what);
    CAPTURE(fault.nth);
    trial.begin(at);
    const auto faulted = run_with(fault, trial.words(at), at.environment());
    came += faulted.came ? 1 : 0;
    CAPTURE(faulted.end.err);
    const bool says_done = faulted.end.exit_code == 0;
    if (says_done && !trial.deed().done) CHECK(faulted.end.out == trial.undisturbed().out);
    if (faulted.end.signal == 0 && !says_done) CHECK(!faulted.end.err.empty());
    trial.is_right(at, says_done, faulted.end.signal != 0);
  }
  return came;
}

std::vector<Call> calls_of(const BusyServer& busy, const Place& at) {
  TempFolder folder;
  at.become(busy.beginning());
  Server server(at.data(), {}, at.environment(), written_down(all_calls(), folder.at("calls")));
  const auto day = busy.work(server);
  CHECK(!day.refused);
  CHECK(!day.unanswered);
  server.stop();
  return calls_in(folder.at("calls"));
}

// A day of the server at whose Nth call that happens. A fault of the disk is no reason to leave anybody without an
// answer, and none to answer no reads any more.
// A lock that could not be let go is held until the program ends, whoever waits for it: SQLite knows no other way, and
// no disk of a machine's own refuses to let one go.
bool kept_a_lock(const std::string& log) {
  const auto calls = lines_of(read_file(log));
  return std::any_of(calls.begin(), calls.end(), [](const std::string& call) {
    return call.find("F_UNLCK") != std::string::npos && call.find("(INJECTED)") != std::string::npos;
  });
}

BusyServer::Day day_with(const Fault& fault, const BusyServer& busy, const Place& at, bool ends_well) {
  const TempFolder folder;
  BusyServer::Day day;
  try {
    Server server(at.data(), {}, at.environment(), with_fault(fault, folder.at("calls")));
    day = busy.work(server);
    if (fault.what != "signal=KILL") CHECK(!day.unanswered);
    if (!day.unanswered && !kept_a_lock(folder.at("calls"))) CHECK(busy.answers_reads(server));
    if (ends_well) server.stop();
    else server.kill();
  } catch (const std::exception&) {  // it has not come to serve
  }
  return day;
}

}  // namespace

TEST_CASE("Somebody says of every subcommand how a fault is tried on it") {
  const auto all = subcommands();
  auto missing = all;
  for (const auto& deed : deeds()) {
    CAPTURE(deed.subcommand);
    CHECK(all.contains(deed.subcommand));
    missing.erase(deed.subcommand);
  }
  for (const auto& name : missing) FAIL_CHECK("nobody says how it is tried: " << name);
}

TEST_CASE("How far the journal has come is not forgotten because it cannot be read once") {
  if (!has_strace()) return;
  const auto load = std::find_if(deeds().begin(), deeds().end(), [](const auto& one) { return !one.repeatable; });
  const Trial trial(*load);
  const Place at;
  trial.begin(at);
  const auto before = read_file(at.data() + "/secmp.head");
  Fault fault{"openat", "error=EIO", 0};
  for (const auto& call : calls_of(trial, at)) {
    fault.nth += call.name == "openat" ? 1 : 0;  // there is one thread so far
    if (call.name == "openat" && call.file().ends_with("/secmp.head")) break;
  }
  trial.begin(at);
  const auto faulted = run_with(fault, trial.words(at), at.environment());
  CAPTURE(faulted.end.err);
  CHECK(faulted.end.exit_code == 1);
  CHECK(faulted.end.err.find("secmp.head cannot be read: Input/output error") != std::string::npos);
  CHECK(read_file(at.data() + "/secmp.head") == before);
  trial.is_right(at, false, true);
}

TEST_CASE("Whichever call of a subcommand fails, it is done or says that it is not, and nothing is lost" *
          doctest::test_suite("long") * doctest::skip()) {
  if (!has_strace()) return;
  CHECK(of_all_deeds(tried, "faults") > 0);
}

TEST_CASE("Whichever call of a busy server fails, what it has acknowledged is there, once" *
          doctest::test_suite("long") * doctest::skip()) {
  if (!has_strace()) return;
  std::mt19937 random(seed_of_run());
  const BusyServer busy;
  const Place at;
  int tries = 0, cut_short = 0;
  for (const auto& fault : faults_of(calls_of(busy, at), at, random)) {
    CAPTURE(fault.call);
    CAPTURE(fault.what);
    CAPTURE(fault.nth);
    at.become(busy.beginning());
    const auto day = day_with(fault, busy, at, ++tries % 2 == 0);
    cut_short += day.refused || day.unanswered ? 1 : 0;
    busy.is_all_there(at, day.done);
  }
  MESSAGE(tries, " faults, of which ", cut_short, " while it served");
  CHECK(cut_short > 2);
}
