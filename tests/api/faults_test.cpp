// Faults that stop nothing, as those who run the server see them: /readyz warns, /metrics counts, nothing stale is
// served.
#include <doctest/doctest.h>

#include "tests/api/loopback.hpp"

using namespace test;

TEST_CASE("a server without faults says that it is ready, and warns of nothing") {
  Loopback house;
  CHECK(house.get("/readyz").body == R"({"status":"ready","alarm_looked_seconds_ago":null,)"
                                     R"("faults":{"alarm":0,"watcher":0,"completion":0},"warnings":[]})");
  house.alarm.start();
  const Json ready = house.get("/readyz").json();
  CHECK(ready["alarm_looked_seconds_ago"].get<int>() < 60);
  CHECK(ready["warnings"].empty());
}

TEST_CASE("a feed that fails in a commit is counted and warned of, and the next answers are fresh") {
  Loopback house;
  const std::string loan = house.opened();
  CHECK(house.get(loan, librarian).json()["state"] == "requested");
  house.feed.on_commit([] { throw std::runtime_error("the streams sleep too deep"); });
  const Answer lent = house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1));
  CHECK(lent.status == 200);
  CHECK(house.feed.rendered().size() == 0);
  CHECK(house.get(loan, librarian).json()["state"] == "on-loan");

  const Answer ready = house.get("/readyz");
  CHECK(ready.status == 200);
  CHECK(ready.json()["status"] == "ready");
  CHECK(ready.json()["faults"]["watcher"] == 1);
  REQUIRE(ready.json()["warnings"].size() == 1);
  CHECK(ready.json()["warnings"][0]["code"] == "watcher-fault");
  CHECK(ready.json()["warnings"][0]["since"].get<std::string>().ends_with("Z"));
  CHECK(ready.body.find("too deep") == std::string::npos);  // that is for the log
  CHECK(house.get("/metrics").body.find("secmp_faults_total{where=\"watcher\"} 1\n") != std::string::npos);
  CHECK(house.get("/metrics").body.find("secmp_faults_total{where=\"alarm\"} 0\n") != std::string::npos);

  house.feed.on_commit({});
  CHECK(house.opened() == "/v1/loans/L0002");
  CHECK(house.get("/readyz").json()["faults"]["watcher"] == 1);
}

TEST_CASE("an alarm that cannot see what is due is counted and warned of, and fires when it can again") {
  Options options;
  options.limits.alarm_late_s = 0;  // late at once
  Loopback house(options);
  const std::string loan = house.opened();
  house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1));
  house.journal.fail_next(toy::Point::due);
  house.alarm.start();
  while (house.faults.so_far(engine::FaultIn::alarm) == 0) std::this_thread::yield();
  const Answer ready = house.get("/readyz");
  CHECK(ready.status == 200);
  CHECK(ready.json()["faults"]["alarm"] == 1);
  REQUIRE(ready.json()["warnings"].size() == 1);
  CHECK(ready.json()["warnings"][0]["code"] == "deadlines-not-firing");
  CHECK(ready.json()["warnings"][0]["detail"].get<std::string>().find("none of them fires") != std::string::npos);
  CHECK(house.get("/metrics").body.find("secmp_faults_total{where=\"alarm\"} 1\n") != std::string::npos);

  CHECK(house.post("/v1/clock", R"({"to": "2019-06-01T12:00:00Z"})", mover).status == 200);
  CHECK(house.get(loan, librarian).json()["state"] == "lost");
}

namespace {
// A loan that takes no word of a deadline until somebody has noted something.
class Reluctant : public toy::LoanWorkflow {
 public:
  engine::Decision decide(const engine::Case& current, const engine::Command& command,
                          const engine::Setting& setting) const override {
    if (command.name == engine::deadline_passed && toy::loan(current).notes.empty())
      return engine::Refused{current.state, {}, {}};
    return LoanWorkflow::decide(current, command, setting);
  }
};

Json warning(Loopback& house, const std::string& code) {
  const Json ready = house.get("/readyz").json();
  for (const Json& one : ready["warnings"])
    if (one["code"] == code) return one;
  return Json();
}
}  // namespace

TEST_CASE("deadlines that their cases do not accept are warned of until they fire") {
  Options options;
  options.rules = [] { return toy::only(std::make_unique<Reluctant>()); };
  Loopback house(options);
  for (int i = 0; i < 2; ++i)
    house.post(house.opened() + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1));
  CHECK(warning(house, "deadlines-not-firing").is_null());
  CHECK(house.post("/v1/clock", R"({"to": "2019-04-15T12:00:00Z"})", mover).status == 200);
  CHECK(warning(house, "deadlines-not-firing")["detail"].get<std::string>().starts_with("2 deadlines are due and not"));
  CHECK(warning(house, "deadlines-not-firing")["since"].get<std::string>().ends_with("Z"));

  for (const char* loan : {"/v1/loans/L0001", "/v1/loans/L0002"})
    CHECK(house.post(std::string(loan) + "/commands/note", R"({"text": "seen"})", librarian + Loopback::if_match(2))
              .status == 200);
  CHECK(house.post("/v1/clock", R"({"to": "2019-04-15T13:00:00Z"})", mover).status == 200);
  CHECK(warning(house, "deadlines-not-firing").is_null());
  CHECK(house.get("/v1/loans/L0001", librarian).json()["state"] == "overdue");
}

TEST_CASE("entries that lie ahead of the clock are warned of until it has caught up, and nothing else follows them") {
  std::atomic<engine::Time> there{engine::read_time("2027-03-08T10:00:00Z").value()};
  Options options;
  options.simulated = false;
  options.machine = [&] { return there.load(); };
  Loopback house(options);
  const std::string loan = house.opened();
  CHECK(warning(house, "newest-entry-ahead").is_null());
  there = engine::read_time("2026-11-28T10:00:00Z").value();
  for (int i = 0; i < 2; ++i) {
    CHECK(house.get("/v1/clock").json()["today"] == "2026-11-28");
    CHECK(house.get(house.opened() + "/history", librarian).json()["items"][0]["at"] == "2026-11-28T10:00:00Z");
    const Json ahead = warning(house, "newest-entry-ahead");
    REQUIRE(ahead.is_object());
    CHECK(ahead["since"].get<std::string>().ends_with("Z"));
    CHECK(ahead["detail"].get<std::string>().find("2027-03-08T10:00:00Z") != std::string::npos);
    CHECK(house.get("/readyz").status == 200);
    house.post(loan + "/commands/note", R"({"text": "torn"})", librarian + "If-Match: *\r\n");
    CHECK(house.get(loan + "/history", librarian).json()["items"].back()["at"] == "2027-03-08T10:00:00Z");
  }
  there = engine::read_time("2027-03-08T10:00:00Z").value();
  CHECK(warning(house, "newest-entry-ahead").is_null());
  CHECK(house.get("/readyz").json()["warnings"].empty());
}

TEST_CASE("a clock that stands still, since the machine's was set back a little, is warned of") {
  std::atomic<engine::Time> there{engine::read_time("2026-11-28T10:00:00Z").value()};
  Options options;
  options.simulated = false;
  options.machine = [&] { return there.load(); };
  Loopback house(options);
  house.opened();
  there = there.load() - std::chrono::seconds(20);
  const Json held = warning(house, "clock-held");
  REQUIRE(held.is_object());
  CHECK(held["detail"].get<std::string>().find("20 seconds") != std::string::npos);
  CHECK(house.get("/v1/clock").json()["now"] == "2026-11-28T10:00:00Z");
  there = there.load() + std::chrono::seconds(21);
  CHECK(house.get("/readyz").json()["warnings"].empty());
}
