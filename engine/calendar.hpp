// Working Days, and the hours of London. A Working Day is any day except a Saturday, a Sunday or a holiday of the
// calendar.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/types.hpp"

namespace engine {

// A question about a day outside the years that the calendar's data cover. Never a guess.
struct OutsideCalendar : std::out_of_range {
  using std::out_of_range::out_of_range;
};

// The years of a calendar. The holidays of those after `published` are expected, and not published yet: what is counted
// over them is provisional.
struct CalendarYears {
  int first = 0;      // of the table
  int published = 0;  // the last one whose holidays are published
  int named = 0;      // the last one that anybody may name a day of
  int last = 0;       // of the table: what is counted from a day that may be named stays inside it
};

bool is_weekend(std::chrono::sys_days day);
// The n-th day after `from` that is on no weekend and is none of these: a Working Day, if they are the holidays
// between.
Date weekday_after(Date from, int n, const std::vector<Date>& holidays);

class Calendar {
 public:
  // `holidays` of all the years; throws std::invalid_argument for a holiday outside them.
  Calendar(std::string name, CalendarYears years, std::vector<Date> holidays);
  // All of these years are published, and no day of another is known.
  Calendar(std::string name, int first_year, int last_year, std::vector<Date> holidays);

  const std::string& name() const { return name_; }
  const CalendarYears& years() const { return years_; }
  const std::vector<Date>& holidays() const { return holidays_; }  // in order
  std::size_t bytes() const;                                       // estimated size in memory
  bool is_holiday(Date day) const;
  bool is_working_day(Date day) const;
  // The first day whose year is not published, if `day` is that one or later: what is counted up to it is provisional.
  std::optional<Date> provisional_from(Date day) const;
  // Whether `day` can be one that was counted over such days: back from a later one, it lies within a year of them.
  bool may_be_provisional(Date day) const { return int(day.year()) >= years_.published; }
  // Why nobody may name this day: its year lies beyond those that are reckoned with. Nothing: they may. The end of the
  // year after this one may be named in any case.
  std::optional<std::string> why_too_late(Date day, Date today) const;

  // The n-th Working Day after `from`, which is day 0 and need not be one (counting is exclusive); n < 0 counts back;
  // n = 0 gives `from`, or the next Working Day when it is none. All throw OutsideCalendar.
  Date add(Date from, int n) const;
  // Working Days after `from` up to and with `to`; negative when `to` is before `from`.
  int between(Date from, Date to) const;
  // Holidays on weekdays in (from, to] or, backwards, [to, from).
  std::vector<Date> skipped(Date from, Date to) const;

 private:
  // Days since 1 January of the first year; throws OutsideCalendar.
  std::size_t day_number(Date day) const;
  Date nth(std::ptrdiff_t index) const;  // of working_

  std::string name_;
  CalendarYears years_;
  std::vector<Date> holidays_;
  std::chrono::sys_days start_;        // 1 January of the first year
  std::vector<std::int32_t> before_;   // for each day number: how many Working Days there are before it
  std::vector<std::int32_t> working_;  // the day numbers of the Working Days, in order
};

// London time: GMT, and BST from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October
// (Summer Time Order 2002; the same rule since 1996).
Date london_date(Time instant);
Time london_time(Date day, std::chrono::seconds since_midnight);
// The hour that its clocks show, since midnight: the one that london_time() is given, on days of summer time changes
// too.
std::chrono::seconds london_hour(Time instant);
inline Time close_of_business(Date day) { return london_time(day, std::chrono::hours{17}); }

// Text of dates and instants. Readers return nullopt for anything but "2019-03-15" and "2019-03-22T17:00:00Z" (or with
// an offset "+01:00"; t and z do for T and Z, as RFC 3339 has it), for days that do not exist, and for years outside
// 1900 to 2199.
std::string to_text(Date day);
std::string to_text(Time instant);
std::optional<Date> read_date(std::string_view text);
std::optional<Time> read_time(std::string_view text);
// What they read, for the sentence that refuses something else.
inline constexpr std::string_view written_day = "a day that exists, written YYYY-MM-DD, of the years 1900 to 2199";
inline constexpr std::string_view written_instant =
    "an instant with its time zone, like 2019-03-22T17:00:00Z, of the years 1900 to 2199";

}  // namespace engine
