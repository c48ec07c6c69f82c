// The simulated clock, where nothing depends on the machine's.
#include "engine/clock.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "engine/calendar.hpp"

using engine::Time;
using engine::WallClock;

namespace {
const auto start = engine::read_time("2019-03-18T09:00:00Z").value();
}

TEST_CASE("A simulated clock that does not run stands where it was set") {
  WallClock clock(start, false);
  CHECK(clock.simulated());
  CHECK(clock.now() == start);
  clock.set(start + std::chrono::hours(8));
  CHECK(clock.now() == start + std::chrono::hours(8));
}

TEST_CASE("A clock is never set back") {
  WallClock clock(start, false);
  clock.set(start - std::chrono::hours(1));
  CHECK(clock.now() == start);
}

TEST_CASE("A simulated clock that runs goes on from where it was set") {
  WallClock clock(start);
  CHECK(clock.now() >= start);
  clock.set(start + std::chrono::hours(1));
  CHECK(clock.now() >= start + std::chrono::hours(1));
}

TEST_CASE("The machine's clock cannot be set") {
  WallClock clock;
  CHECK_FALSE(clock.simulated());
  CHECK_THROWS_AS(clock.set(start), std::logic_error);
}

namespace {
// A machine whose clock the test sets.
struct Machine {
  Time there = start;
  std::chrono::seconds ran{std::chrono::hours(3)};
  WallClock clock{[this] { return there; }, [this] { return ran; }};
};
}  // namespace

TEST_CASE("A machine's clock that is set forward is followed at once") {
  Machine machine;
  for (const auto step : {std::chrono::hours(1), std::chrono::hours(47), std::chrono::hours(24 * 3653)}) {
    CHECK(machine.clock.now() == machine.there);
    machine.there += step;
    if (step > std::chrono::hours(48)) machine.ran += step;  // as after a long sleep
    CHECK(machine.clock.now() == machine.there);
    CHECK_FALSE(machine.clock.held());
    CHECK_FALSE(machine.clock.set_back_ago());
  }
}

TEST_CASE("A machine's clock that is set back a little is waited for") {
  Machine machine;
  CHECK(machine.clock.now() == start);
  machine.there -= WallClock::held_at_most;
  CHECK(machine.clock.now() == start);
  REQUIRE(machine.clock.held());
  CHECK(machine.clock.held()->behind() == WallClock::held_at_most);
  CHECK(machine.clock.held()->ago < std::chrono::seconds(60));
  machine.there = start - std::chrono::seconds(1);
  CHECK(machine.clock.now() == start);
  CHECK(machine.clock.held()->behind() == std::chrono::seconds(1));
  machine.there = start;
  CHECK_FALSE(machine.clock.held());
  machine.there += std::chrono::seconds(1);
  CHECK(machine.clock.now() == machine.there);
  CHECK_FALSE(machine.clock.set_back_ago());
}

TEST_CASE("A machine's clock that is set back by more is followed, from where it is held too") {
  Machine machine;
  machine.there += std::chrono::hours(24);
  CHECK(machine.clock.now() == machine.there);
  machine.there -= std::chrono::seconds(30);
  CHECK(machine.clock.held());
  machine.there = start;
  CHECK(machine.clock.now() == start);
  CHECK_FALSE(machine.clock.held());
  REQUIRE(machine.clock.set_back_ago());
  CHECK(*machine.clock.set_back_ago() < std::chrono::seconds(60));
}

TEST_CASE("A simulated clock is believed wherever it is moved to") {
  WallClock clock(start, false);
  clock.set(start + std::chrono::hours(24 * 3653));
  CHECK_FALSE(clock.held());
  CHECK(clock.now_if_believed() == clock.now());
  CHECK(clock.believed() == clock.now());
  CHECK_FALSE(clock.accept(clock.now()));
}

TEST_CASE("A machine's clock that jumps shows its time and is not believed, until it is back") {
  for (const auto jump : {std::chrono::hours(24 * 3653), std::chrono::hours(-24 * 365)}) {
    Machine machine;
    machine.there += jump;
    machine.ran += std::chrono::minutes(5);
    CHECK(machine.clock.now() == machine.there);
    CHECK_FALSE(machine.clock.now_if_believed());
    CHECK(machine.clock.believed() == start + std::chrono::minutes(5));
    REQUIRE(machine.clock.held());
    CHECK(machine.clock.held()->doubted());
    CHECK(machine.clock.held()->expected == start + std::chrono::minutes(5));
    machine.there = start + std::chrono::minutes(6);
    CHECK(machine.clock.now_if_believed() == machine.there);
    CHECK(machine.clock.believed() == machine.there);
    CHECK_FALSE(machine.clock.held());
  }
}

TEST_CASE("A machine's clock that jumped and is accepted goes on from there, and only from there") {
  Machine machine;
  machine.there += std::chrono::hours(24 * 100);
  CHECK_FALSE(machine.clock.accept(start));
  CHECK_FALSE(machine.clock.now_if_believed());
  CHECK(machine.clock.accept(machine.there - std::chrono::seconds(3)));
  CHECK(machine.clock.now_if_believed() == machine.there);
  machine.there = start;  // which was right before, and is a jump now
  CHECK_FALSE(machine.clock.now_if_believed());
}
