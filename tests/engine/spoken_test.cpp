// Days and hours in words.
#include "engine/spoken.hpp"

#include <doctest/doctest.h>

#include "engine/calendar.hpp"

using namespace engine;

TEST_CASE("days are said with their weekday, and hours as the clocks of London show them") {
  CHECK(spoken(read_date("2019-03-25").value()) == "Monday 25 March 2019");
  CHECK(spoken_short(read_date("2019-11-07").value()) == "7 November 2019");
  CHECK(spoken(read_time("2019-04-05T16:00:00Z").value()) == "5pm on Friday 5 April 2019");
  CHECK(spoken(read_time("2019-03-22T17:00:00Z").value()) == "5pm on Friday 22 March 2019");
  CHECK(spoken_hour(read_time("2019-01-01T12:00:00Z").value()) == "midday");
  CHECK(spoken_hour(read_time("2019-01-01T00:00:00Z").value()) == "midnight");
  CHECK(spoken_hour(read_time("2019-01-01T00:05:00Z").value()) == "12:05am");
  CHECK(spoken_hour(read_time("2019-01-01T12:30:00Z").value()) == "12:30pm");
  CHECK(spoken_hour(read_time("2019-06-30T23:30:00Z").value()) == "12:30am");
  CHECK(spoken_text("2019-03-25") == "Monday 25 March 2019");
  CHECK(spoken_text("2019-04-05T16:00:00Z") == "5pm on Friday 5 April 2019");
  CHECK(spoken_text("soon").empty());
}
