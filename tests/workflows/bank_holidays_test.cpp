// The bank holidays by rule, against all the years that were published.
#include "workflows/sec/terms/bank_holidays.hpp"

#include <doctest/doctest.h>

#include <set>

#include "workflows/sec/terms/calendar.hpp"

namespace {
std::vector<std::string> texts(const std::vector<engine::Date>& days) {
  std::vector<std::string> all;
  for (const auto day : days) all.push_back(engine::to_text(day));
  return all;
}

std::vector<std::string> published(int year) {
  std::vector<engine::Date> days;
  for (const auto day : sec::calendar().holidays())
    if (static_cast<int>(day.year()) == year) days.push_back(day);
  return texts(days);
}
}  // namespace

TEST_CASE("The rule gives what was published for every year without a special day") {
  // A royal wedding, two jubilees, VE Day, a state funeral, a coronation.
  const std::set<int> special{2011, 2012, 2020, 2022, 2023};
  const auto& years = sec::calendar().years();
  REQUIRE(years.first == 2011);
  for (int year = years.first; year <= years.published; ++year) {
    CAPTURE(year);
    const bool same = texts(sec::bank_holidays_by_rule(year)) == published(year);
    CHECK(same == !special.contains(year));
  }
}

TEST_CASE("The rule puts substitutes for what falls on a weekend, and finds Easter early and late") {
  const auto rule = [](int year) { return texts(sec::bank_holidays_by_rule(year)); };
  CHECK(rule(2028) == std::vector<std::string>{"2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29",
                                               "2028-08-28", "2028-12-25", "2028-12-26"});
  // Christmas Day on a Saturday, a Sunday, and a Friday.
  CHECK(rule(2032) == std::vector<std::string>{"2032-01-01", "2032-03-26", "2032-03-29", "2032-05-03", "2032-05-31",
                                               "2032-08-30", "2032-12-27", "2032-12-28"});
  CHECK(rule(2033)[6] == "2033-12-26");
  CHECK(rule(2033)[7] == "2033-12-27");
  CHECK(rule(2033)[0] == "2033-01-03");
  CHECK(rule(2037)[6] == "2037-12-25");
  CHECK(rule(2037)[7] == "2037-12-28");
  CHECK(rule(2038)[1] == "2038-04-23");  // Easter as late as it can be
  CHECK(rule(2160)[1] == "2160-03-21");  // and nearly as early
}

TEST_CASE("After the published years the built-in calendar goes on by rule, up to 30 years and no day later") {
  const auto& calendar = sec::calendar();
  const auto day = [](const char* text) { return engine::read_date(text).value(); };
  const auto today = day("2026-11-30");
  CHECK(calendar.years().published == 2027);
  CHECK(calendar.years().named == 2057);
  CHECK_FALSE(calendar.is_working_day(day("2028-01-03")));
  CHECK(engine::to_text(calendar.add(day("2028-01-04"), 10)) == "2028-01-18");
  CHECK_FALSE(calendar.provisional_from(day("2027-12-31")).has_value());
  CHECK(calendar.provisional_from(day("2031-05-01")) == day("2028-01-01"));
  CHECK_FALSE(calendar.why_too_late(day("2057-12-31"), today).has_value());
  CHECK(calendar.why_too_late(day("2058-01-01"), today).value().find("2057-12-31") != std::string::npos);
  // Nobody who lives then is refused the next year.
  CHECK_FALSE(calendar.why_too_late(day("2061-12-31"), day("2060-02-01")).has_value());
}
