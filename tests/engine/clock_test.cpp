// The simulated clock, where nothing depends on the machine's.
#include "engine/clock.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "engine/calendar.hpp"

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
