// London's hours against the time zone database that the machine keeps.
#include <date/tz.h>
#include <doctest/doctest.h>

#include "engine/calendar.hpp"

using namespace std::chrono;
using engine::Date;
using engine::Time;

namespace {

Date date_of(sys_seconds instant) {
  static const auto* london = date::locate_zone("Europe/London");
  const auto local = london->to_local(instant);
  return Date(sys_days(days(floor<days>(local).time_since_epoch().count())));
}

Time instant(std::string_view text) { return engine::read_time(text).value(); }
Date on(std::string_view text) { return engine::read_date(text).value(); }

}  // namespace

TEST_CASE("Every half hour from 1996 to 2037 lies on the London day that the time zone database says") {
  const auto end = sys_days(2038y / January / 1);
  int wrong = 0;
  for (sys_seconds at = sys_days(1996y / January / 1); at < end; at += minutes(30))
    wrong += engine::london_date(at) != date_of(at);
  CHECK(wrong == 0);
}

TEST_CASE("Every hour of every day from 1996 to 2037 is at the instant that the time zone database says") {
  const auto* london = date::locate_zone("Europe/London");
  const auto end = sys_days(2038y / January / 1);
  int wrong = 0;
  for (auto midnight = sys_days(1996y / January / 1); midnight < end; midnight += days(1))
    for (int hour = 0; hour < 24; ++hour) {
      const auto local = date::local_seconds(midnight.time_since_epoch() + hours(hour));
      const auto info = london->get_info(local);
      if (info.result == date::local_info::nonexistent) continue;
      const auto expected = london->to_sys(local, date::choose::earliest);
      wrong += engine::london_time(Date(midnight), hours(hour)) != expected;
    }
  CHECK(wrong == 0);
}

TEST_CASE("Summer begins at one in the morning of the last Sunday of March") {
  CHECK(engine::london_time(on("2019-03-31"), seconds(0)) == instant("2019-03-31T00:00:00Z"));
  CHECK(engine::london_time(on("2019-03-31"), hours(1) + minutes(30)) == instant("2019-03-31T01:30:00Z"));
  CHECK(engine::london_time(on("2019-03-31"), hours(2)) == instant("2019-03-31T01:00:00Z"));
  CHECK(engine::london_date(instant("2019-03-30T23:30:00Z")) == on("2019-03-30"));
  CHECK(engine::london_date(instant("2019-03-31T23:30:00Z")) == on("2019-04-01"));
}

TEST_CASE("The hour that comes twice in October is the first of the two") {
  CHECK(engine::london_time(on("2019-10-27"), hours(1) + minutes(30)) == instant("2019-10-27T00:30:00Z"));
  CHECK(engine::london_time(on("2019-10-27"), hours(2)) == instant("2019-10-27T02:00:00Z"));
}

TEST_CASE("Close of business is five in the afternoon, in winter and in summer") {
  CHECK(engine::close_of_business(on("2019-03-22")) == instant("2019-03-22T17:00:00Z"));
  CHECK(engine::close_of_business(on("2019-04-05")) == instant("2019-04-05T16:00:00Z"));
}
