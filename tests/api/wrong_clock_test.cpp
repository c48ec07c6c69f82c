// A machine's clock that is doubted, as everybody sees it over HTTP.
#include <doctest/doctest.h>

#include "tests/api/loopback.hpp"

using namespace test;

namespace {
const auto noon = engine::read_time("2026-11-28T12:00:00Z").value();
constexpr std::chrono::hours ten_years(24 * 3653);

// A server on a machine whose clock the test sets; it has run since noon.
struct OnAMachine {
  explicit OnAMachine(const engine::ClockPast& past = {}) : house(options(past)) {}
  Options options(const engine::ClockPast& past) {
    Options all;
    all.simulated = false;
    all.machine = [this] { return there.load(); };
    all.run = [] { return std::chrono::seconds(0); };
    all.past = past;
    return all;
  }
  Json clock() { return house.get("/v1/clock").json(); }
  bool warned() {
    const Json ready = house.get("/readyz").json();
    for (const Json& one : ready["warnings"])
      if (one["code"] == "clock-held")
        return one["detail"].get<std::string>().find("clock accept") != std::string::npos;
    return false;
  }
  bool counted() { return house.get("/metrics").body.find("secmp_clock_held 1\n") != std::string::npos; }

  std::atomic<engine::Time> there{noon};
  Loopback house;
};
}  // namespace

TEST_CASE(
    "a clock that jumps ten years is held everywhere until it is back, and answers to commands say what it shows") {
  OnAMachine machine;
  Loopback& house = machine.house;
  const std::string loan = house.opened();
  CHECK(house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1)).header("clock") ==
        "");
  CHECK(machine.clock()["held"] == false);
  CHECK_FALSE(machine.warned());
  CHECK_FALSE(machine.counted());
  house.alarm.start();

  machine.there = noon + ten_years;
  const Json held = machine.clock();
  CHECK(held["held"] == true);
  CHECK(held["now"] == "2036-11-28T12:00:00Z");
  CHECK(held["expected"] == "2026-11-28T12:00:00Z");
  CHECK(held["why"].get<std::string>().find("2036-11-28T12:00:00Z") != std::string::npos);
  CHECK(machine.warned());
  CHECK(machine.counted());
  const Answer opened = house.post("/v1/loans", R"({"title": "Raised meanwhile"})", librarian);
  CHECK(opened.status == 201);
  CHECK(opened.header("clock") == "held; now=2036-11-28T12:00:00Z");
  CHECK(house.post("/v1/loans", R"({"title": 3})", librarian).header("clock") == "held; now=2036-11-28T12:00:00Z");
  house.alarm.advance(noon + ten_years);
  CHECK(house.get(loan, librarian).json()["state"] == "on-loan");

  machine.there = noon + std::chrono::minutes(1);
  CHECK(machine.clock()["held"] == false);
  CHECK(machine.clock()["now"] == "2026-11-28T12:01:00Z");
  CHECK_FALSE(machine.warned());
  CHECK_FALSE(machine.counted());
  CHECK(house.get(house.opened() + "/history", librarian).json()["items"][0]["at"] == "2026-11-28T12:01:00Z");
  house.alarm.advance(noon + ten_years);
  CHECK(house.get(loan, librarian).json()["state"] == "on-loan");
}

TEST_CASE("a clock that is accepted is believed, and what was held back happens") {
  OnAMachine machine;
  const std::string loan = machine.house.opened();
  machine.house.post(loan + "/commands/hand-out", R"({"days": 14})", librarian + Loopback::if_match(1));
  machine.there = noon + std::chrono::hours(24 * 20);
  CHECK(machine.warned());
  CHECK(machine.house.clock.accept(machine.there));
  CHECK_FALSE(machine.warned());
  machine.house.alarm.advance(machine.there);
  CHECK(machine.house.get(loan, librarian).json()["state"] == "overdue");
}

TEST_CASE("a clock that stood a year behind at the start is held") {
  OnAMachine machine({{}, {}, noon + std::chrono::hours(24 * 365)});
  CHECK(machine.clock()["held"] == true);
  CHECK(machine.clock()["expected"] == "2027-11-28T12:00:00Z");
  CHECK(machine.warned());
}

TEST_CASE("a simulated clock is never held, however far it is moved") {
  Loopback house;
  CHECK(house.post("/v1/clock", R"({"to": "2029-06-01T12:00:00Z"})", mover).json()["held"] == false);
  CHECK(house.get("/v1/clock").json()["held"] == false);
  CHECK(house.get("/readyz").json()["warnings"].empty());
}
