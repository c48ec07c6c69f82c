// The limits of how wrong a clock may look, each from both sides; and that random clocks are doubted as the limits say.
#include "engine/clock_doubt.hpp"

#include <doctest/doctest.h>

#include <random>

#include "engine/calendar.hpp"

using namespace engine;
using std::chrono::hours;
using std::chrono::seconds;

namespace {
const auto noon = read_time("2026-11-28T12:00:00Z").value();
constexpr auto day = hours(24);

std::optional<HeldFor> at_start(const ClockPast& past, Time machine) {
  return ClockDoubt(past, machine, hours(5)).why();
}
}  // namespace

TEST_CASE("A clock may part by two days from how long the machine has run, and is doubted beyond") {
  for (const int sign : {1, -1}) {
    ClockDoubt doubt({}, noon, hours(5));
    doubt.look(noon + sign * 2 * day, hours(5));
    CHECK_FALSE(doubt.why());
    doubt.look(noon + sign * (2 * day + seconds(1)), hours(5));
    CHECK(doubt.why() == HeldFor::parted);
    CHECK(doubt.expected(hours(6)) == noon + hours(1));
    doubt.look(noon + sign * 2 * day, hours(5));
    CHECK_FALSE(doubt.why());
  }
}

TEST_CASE("Steps add up: what is small each time is a wrong date in the end") {
  ClockDoubt doubt({}, noon, hours(5));
  doubt.look(noon + hours(36), hours(5));
  CHECK_FALSE(doubt.why());
  doubt.look(noon + hours(72), hours(5));
  CHECK(doubt.why() == HeldFor::parted);
}

TEST_CASE("A machine that slept for a year has not jumped") {
  ClockDoubt doubt({}, noon, hours(5));
  doubt.look(noon + 365 * day, hours(5) + 365 * day);
  CHECK_FALSE(doubt.why());
}

TEST_CASE("A start goes by what was recorded and by the time that was written down, up to a minute and sixty days") {
  CHECK_FALSE(at_start({}, noon));
  CHECK_FALSE(at_start({{}, {}, noon + seconds(60)}, noon));
  CHECK(at_start({{}, {}, noon + seconds(61)}, noon) == HeldFor::behind);
  CHECK(at_start({noon + seconds(61)}, noon) == HeldFor::behind);
  CHECK_FALSE(at_start({noon - 60 * day}, noon));
  CHECK(at_start({noon - 60 * day - seconds(1)}, noon) == HeldFor::long_after);
}

TEST_CASE("An entry that lay ahead when the clock was believed is no reason to doubt the next start") {
  const auto ahead = noon + 3653 * day;
  CHECK_FALSE(at_start({noon - day, ahead, ahead}, noon));
  CHECK(at_start({noon - day, ahead, ahead + seconds(1)}, noon) == HeldFor::behind);
}

TEST_CASE("Where nothing was written down of the clock, a start goes by the newest entry, up to sixty days") {
  CHECK_FALSE(at_start({{}, {}, noon - 60 * day}, noon));
  CHECK(at_start({{}, {}, noon - 60 * day - seconds(1)}, noon) == HeldFor::long_after);
  ClockDoubt doubt({{}, {}, noon}, noon + 3650 * day, hours(5));
  CHECK(doubt.expected(hours(6)) == noon + hours(1));
  doubt.look(noon + hours(1), hours(6));
  CHECK_FALSE(doubt.why());
}

TEST_CASE("What was recorded while the clock was doubted is no evidence for it, nor against the clock that is right") {
  const auto wrong = noon + 3650 * day;
  CHECK(at_start({noon, noon, wrong, true}, wrong) == HeldFor::long_after);
  CHECK_FALSE(at_start({noon, noon, wrong, true}, noon + day));
}

TEST_CASE("A doubt outlives the program: after a start the clock is as far off as before") {
  CHECK_FALSE(at_start({noon - 5 * day}, noon));
  CHECK(at_start({noon - 5 * day, {}, {}, true}, noon) == HeldFor::long_after);
  CHECK_FALSE(at_start({noon - 2 * day, {}, {}, true}, noon));
}

TEST_CASE("A clock that was behind at the start is back if it stands where it can have come to, and not beyond") {
  ClockDoubt doubt({noon}, noon - 365 * day, hours(5));
  CHECK(doubt.why() == HeldFor::behind);
  CHECK(doubt.expected(hours(6)) == noon + hours(1));
  doubt.look(noon + 3653 * day, hours(6));
  CHECK(doubt.why() == HeldFor::behind);
  doubt.look(noon + day, hours(6));
  CHECK_FALSE(doubt.why());
  doubt.look(noon - 365 * day, hours(6));
  CHECK(doubt.why() == HeldFor::parted);
}

TEST_CASE("A clock that was a little behind at the start catches up by itself") {
  ClockDoubt doubt({{}, {}, noon}, noon - seconds(120), hours(5));
  CHECK(doubt.why() == HeldFor::behind);
  doubt.look(noon - seconds(60), hours(5) + seconds(60));
  CHECK_FALSE(doubt.why());
}

TEST_CASE("Every sentence of a doubt says what is shown, what is expected and what to do") {
  for (const auto why : {HeldFor::parted, HeldFor::behind, HeldFor::long_after}) {
    const auto text = to_text(Held{why, seconds(9), noon + 3653 * day, noon});
    for (const std::string_view part : {"2036-11-28T12:00:00Z", "2026-11-28T12:00:00Z", "secmp clock accept"})
      CHECK_MESSAGE(text.find(part) != std::string::npos, text);
  }
  CHECK(to_text(Held{HeldFor::catching_up, seconds(9), noon, noon + seconds(20)}).find("20 seconds") !=
        std::string::npos);
}

TEST_CASE("Random clocks are doubted exactly while they are further than the limit from how long the machine has run") {
  constexpr unsigned seed = 14;
  INFO("seed " << seed);
  std::mt19937 any(seed);
  std::uniform_int_distribution<long> off(-4 * 86'400, 4 * 86'400), lapse(0, 90 * 86'400), dice(0, 19);
  ClockDoubt doubt({}, noon, seconds(0));
  Time right = noon;
  seconds run{0};
  for (int i = 0; i < 20'000; ++i) {
    const seconds passed(lapse(any)), wrong(off(any));
    right += passed;
    run += passed;
    doubt.look(right + wrong, run);
    REQUIRE(doubt.why().has_value() == (std::chrono::abs(wrong) > clock_limits::parts_by_at_most));
    REQUIRE(doubt.expected(run) == right);
    if (dice(any) > 0) continue;
    doubt.accept(right + wrong, run);
    right += wrong;
    REQUIRE_FALSE(doubt.why());
  }
}
