// Working Days: the worked dates of the rules, and what must hold of any two days.
#include "engine/calendar.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <fstream>
#include <nlohmann/json.hpp>

using engine::Calendar;
using engine::Date;
using engine::OutsideCalendar;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

Date date(std::string_view text) { return engine::read_date(text).value(); }

const Calendar& england() {
  static const Calendar calendar = [] {
    std::ifstream file(SECMP_SOURCE_DIR "/workflows/sec/data/bank-holidays-england-wales.json");
    std::vector<Date> holidays;
    const auto data = nlohmann::json::parse(file);
    for (const auto& [year, list] : data.items())
      for (const auto& day : list) holidays.push_back(date(day.get<std::string>()));
    return Calendar("England and Wales", 2011, 2027, std::move(holidays));
  }();
  return calendar;
}

// The same questions asked of each day in turn.
bool is_working_day_by_hand(Date day) {
  const auto weekday = std::chrono::weekday(sys_days(day));
  if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday) return false;
  for (const auto holiday : england().holidays())
    if (holiday == day) return false;
  return true;
}

Date add_by_hand(Date from, int n) {
  auto day = sys_days(from);
  const int step = n < 0 ? -1 : 1;
  for (int left = std::abs(n); left > 0;) {
    day += days(step);
    if (is_working_day_by_hand(Date(day))) --left;
  }
  return Date(day);
}

rc::Gen<Date> any_day() {  // far enough from both ends for what is added
  return rc::gen::map(rc::gen::inRange(0, 5400), [](int n) { return Date(sys_days(date("2012-02-01")) + days(n)); });
}

}  // namespace

TEST_CASE("Working Days are counted as the rules count them, without the first day") {
  struct Vector {
    std::string_view from;
    int n;
    std::string_view to;
  };
  const Vector vectors[] = {
      {"2019-03-15", 1, "2019-03-18"},  {"2019-03-15", 6, "2019-03-25"},   {"2019-03-15", 10, "2019-03-29"},
      {"2019-03-15", 15, "2019-04-05"}, {"2019-03-15", 25, "2019-04-23"},  {"2019-03-15", 40, "2019-05-15"},
      {"2019-03-15", -5, "2019-03-08"}, {"2019-03-15", -10, "2019-03-01"}, {"2019-03-18", 40, "2019-05-16"},
      {"2019-03-27", 10, "2019-04-10"}, {"2019-04-24", 10, "2019-05-09"},  {"2019-04-24", 25, "2019-05-31"},
      {"2017-02-22", 10, "2017-03-08"}, {"2020-05-01", 10, "2020-05-18"},  {"2020-12-18", 15, "2021-01-13"},
      {"2022-05-27", 10, "2022-06-14"}, {"2022-09-14", 10, "2022-09-29"},  {"2023-04-28", 10, "2023-05-16"},
      {"2021-06-09", 10, "2021-06-23"}, {"2019-06-13", 15, "2019-07-04"},  {"2015-11-26", 15, "2015-12-17"},
  };
  for (const auto& one : vectors) {
    CAPTURE(one.from);
    CAPTURE(one.n);
    CHECK(engine::to_text(england().add(date(one.from), one.n)) == one.to);
    CHECK(england().between(date(one.from), date(one.to)) == one.n);
  }
}

TEST_CASE("Consultation windows that were really held count as the rules say, without the first day") {
  struct Window {
    std::string_view from, to;
    int n;
  };
  const Window windows[] = {
      {"2021-04-19", "2021-05-10", 14}, {"2021-02-15", "2021-03-05", 14}, {"2020-06-22", "2020-07-10", 14},
      {"2021-03-15", "2021-04-06", 14}, {"2020-03-17", "2020-04-07", 15}, {"2020-06-12", "2020-07-03", 15},
      {"2021-06-11", "2021-07-02", 15}, {"2021-06-30", "2021-07-19", 13}, {"2020-02-18", "2020-03-06", 13},
      {"2015-11-26", "2015-12-17", 15}, {"2016-12-08", "2017-01-03", 15}};
  for (const auto& one : windows) {
    CAPTURE(one.from);
    CHECK(england().between(date(one.from), date(one.to)) == one.n);
  }
}

TEST_CASE("No Working Days after a day is that day, or the next Working Day when it is none") {
  CHECK(england().add(date("2019-03-15"), 0) == date("2019-03-15"));
  CHECK(england().add(date("2019-03-16"), 0) == date("2019-03-18"));
  CHECK(england().add(date("2019-04-19"), 0) == date("2019-04-23"));
}

TEST_CASE("A start that is no Working Day counts as day 0 unchanged") {
  CHECK(england().add(date("2019-03-16"), 1) == date("2019-03-18"));
  CHECK(england().add(date("2019-03-17"), -1) == date("2019-03-15"));
  CHECK(england().between(date("2019-03-16"), date("2019-03-18")) == 1);
  CHECK(england().between(date("2019-03-18"), date("2019-03-16")) == 0);
}

TEST_CASE("The bank holidays on the way are named") {
  CHECK(england().skipped(date("2019-03-15"), date("2019-05-15")) ==
        std::vector{date("2019-04-19"), date("2019-04-22"), date("2019-05-06")});
  CHECK(england().skipped(date("2019-05-06"), date("2019-04-19")) ==
        std::vector{date("2019-04-19"), date("2019-04-22")});
  CHECK(england().skipped(date("2019-05-06"), date("2019-05-06")).empty());
}

TEST_CASE("A day outside the calendar's years is never guessed") {
  CHECK_THROWS_AS((void)england().is_working_day(date("2010-12-31")), OutsideCalendar);
  CHECK_THROWS_AS((void)england().add(date("2027-12-31"), 1), OutsideCalendar);
  CHECK_THROWS_AS((void)england().add(date("2011-01-04"), -1), OutsideCalendar);
  CHECK_THROWS_AS((void)england().add(date("2028-01-04"), -10), OutsideCalendar);
  CHECK_THROWS_AS((void)england().between(date("2019-01-04"), date("2028-01-04")), OutsideCalendar);
  CHECK_THROWS_AS((void)england().skipped(date("2019-01-04"), date("2028-01-04")), OutsideCalendar);
  CHECK(england().add(date("2027-12-30"), 1) == date("2027-12-31"));
  CHECK(england().add(date("2011-01-05"), -1) == date("2011-01-04"));
}

TEST_CASE("What is counted over years that are not published is provisional from the first of them") {
  const Calendar calendar("some", {2026, 2027, 2030, 2040}, {date("2027-12-27"), date("2028-01-03")});
  CHECK(calendar.add(date("2027-12-31"), 1) == date("2028-01-04"));
  CHECK_FALSE(calendar.provisional_from(date("2027-12-31")));
  CHECK(calendar.provisional_from(date("2029-06-01")) == date("2028-01-01"));
  CHECK(calendar.is_holiday(date("2028-01-03")));
  CHECK_FALSE(calendar.is_holiday(date("2028-01-04")));
  CHECK_FALSE(calendar.why_too_late(date("2030-12-31"), date("2026-01-01")));
  CHECK(calendar.why_too_late(date("2031-01-01"), date("2026-01-01")) ==
        "lies too far ahead: days up to 2030-12-31 may be named, for the holidays of some are published up to 2027");
  CHECK_FALSE(calendar.why_too_late(date("2031-01-01"), date("2030-01-01")));
  CHECK(calendar.add(date("2030-12-31"), 5) == date("2031-01-07"));  // sums go on
}

TEST_CASE("A calendar with a holiday outside its years, or with no years, is not made") {
  CHECK_THROWS_AS(Calendar("odd", 2019, 2019, {date("2020-01-01")}), std::invalid_argument);
  CHECK_THROWS_AS(Calendar("odd", 2020, 2019, {}), std::invalid_argument);
}

TEST_CASE("Adding by table is adding by hand, and between() undoes it") {
  CHECK(rc::check("add", [] {
    const auto from = *any_day();
    const auto n = *rc::gen::inRange(-200, 200);
    RC_PRE(n != 0);
    const auto to = england().add(from, n);
    RC_ASSERT(to == add_by_hand(from, n));
    RC_ASSERT(england().is_working_day(to));
    RC_ASSERT(england().between(from, to) == n);
  }));
}

TEST_CASE("Adding keeps the order of days and of counts") {
  CHECK(rc::check("monotone", [] {
    const auto a = *any_day();
    const auto b = *any_day();
    const auto n = *rc::gen::inRange(-200, 200);
    RC_ASSERT(england().add(std::min(a, b), n) <= england().add(std::max(a, b), n));
    RC_ASSERT(n == -1 || england().add(a, n) < england().add(a, n + 1) || n == 0);
    RC_ASSERT(england().between(a, b) == 0 || (england().between(a, b) > 0) == (a < b));
  }));
}
