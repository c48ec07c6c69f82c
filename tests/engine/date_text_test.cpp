// What is read as a date or an instant, and what is not.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "engine/calendar.hpp"

using engine::read_date;
using engine::read_time;
using engine::to_text;

TEST_CASE("A date that exists is read and written the same") {
  for (const auto* text : {"2019-03-15", "2020-02-29", "1900-01-01", "2199-12-31", "2000-02-29"}) {
    CAPTURE(text);
    REQUIRE(read_date(text));
    CHECK(to_text(*read_date(text)) == text);
  }
}

TEST_CASE("What is no date of the years 1900 to 2199 is not read") {
  for (const auto* text : {"",
                           "2019-02-30",
                           "2019-02-29",
                           "1900-02-29",
                           "2019-13-01",
                           "2019-00-10",
                           "2019-04-31",
                           "2019-01-00",
                           "1899-12-31",
                           "2200-01-01",
                           "2019-3-15",
                           "19-03-15",
                           "2019/03/15",
                           "15-03-2019",
                           "2019-03-15 ",
                           " 2019-03-15",
                           "2019-03-15T00:00:00Z",
                           "+2019-03-15",
                           "2019-03-1x",
                           "-019-03-15",
                           "20190315"}) {
    CAPTURE(text);
    CHECK_FALSE(read_date(text));
  }
}

TEST_CASE("An instant is read in any offset and written in UTC") {
  struct Pair {
    std::string_view read, written;
  };
  const Pair pairs[] = {
      {"2019-03-22T17:00:00Z", "2019-03-22T17:00:00Z"},      {"2019-04-05T17:00:00+01:00", "2019-04-05T16:00:00Z"},
      {"2019-01-01T00:30:00+01:00", "2018-12-31T23:30:00Z"}, {"2019-12-31T23:30:00-01:00", "2020-01-01T00:30:00Z"},
      {"2019-03-22T17:00:00.999Z", "2019-03-22T17:00:00Z"},  {"2019-03-22T17:00:00.5+00:00", "2019-03-22T17:00:00Z"},
      {"2019-03-22t17:00:00z", "2019-03-22T17:00:00Z"},      {"2199-12-31T23:59:59Z", "2199-12-31T23:59:59Z"},
      {"1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z"},      {"1950-06-01T12:34:56Z", "1950-06-01T12:34:56Z"}};
  for (const auto& one : pairs) {
    CAPTURE(one.read);
    REQUIRE(read_time(one.read));
    CHECK(to_text(*read_time(one.read)) == one.written);
  }
}

TEST_CASE("An instant without seconds, without an offset, or that does not exist, is not read") {
  for (const auto* text : {"",
                           "2019-03-22",
                           "2019-03-22T17:00:00",
                           "2019-03-22T17:00Z",
                           "2019-03-22 17:00:00Z",
                           "2019-03-22T24:00:00Z",
                           "2019-03-22T17:60:00Z",
                           "2019-03-22T17:00:60Z",
                           "2019-02-30T17:00:00Z",
                           "2019-03-22T17:00:00.Z",
                           "2019-03-22T17:00:00.1234567890Z",
                           "2019-03-22T17:00:00+1:00",
                           "2019-03-22T17:00:00+0100",
                           "2019-03-22T17:00:00+24:00",
                           "2019-03-22T17:00:00+01:60",
                           "2019-03-22T17:00:00Zx",
                           "2019-03-22T17:00:00ZZ",
                           "9999-12-31T23:59:59Z",
                           "1900-01-01T00:00:00+01:00",
                           "2199-12-31T23:30:00-01:00",
                           "2019-03-22T17:00:00+",
                           "2019-03-22T17:00:00,5Z"}) {
    CAPTURE(text);
    CHECK_FALSE(read_time(text));
  }
}

TEST_CASE("Every instant of the years is written as it is read") {
  CHECK(rc::check("round trip", [] {
    const engine::Time at(std::chrono::seconds(*rc::gen::inRange<std::int64_t>(-2208988800, 7258118399)));
    RC_ASSERT(read_time(to_text(at)) == at);
  }));
}
