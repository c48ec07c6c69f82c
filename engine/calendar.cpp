// Working Days by table: every question is answered by one or two look-ups.
#include "engine/calendar.hpp"

#include <algorithm>

namespace engine {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

sys_days january_first(int year) {
  return sys_days(Date(std::chrono::year(year), std::chrono::January, std::chrono::day(1)));
}

std::vector<Date> in_order(std::vector<Date> holidays, const CalendarYears& years) {
  for (const auto day : holidays)
    if (!day.ok() || int(day.year()) < years.first || int(day.year()) > years.last)
      throw std::invalid_argument("a holiday that is no day of the calendar's years");
  std::sort(holidays.begin(), holidays.end());
  holidays.erase(std::unique(holidays.begin(), holidays.end()), holidays.end());
  return holidays;
}

}  // namespace

bool is_weekend(sys_days day) {
  const auto weekday = std::chrono::weekday(day);
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

Date weekday_after(Date from, int n, const std::vector<Date>& holidays) {
  sys_days day = from;
  for (; n > 0; --n) {
    do day += days(1);
    while (is_weekend(day) || std::find(holidays.begin(), holidays.end(), Date(day)) != holidays.end());
  }
  return day;
}

Calendar::Calendar(std::string name, CalendarYears years, std::vector<Date> holidays)
    : name_(std::move(name)),
      years_(years),
      holidays_(in_order(std::move(holidays), years)),
      start_(january_first(years.first)) {
  if (years.last < years.first) throw std::invalid_argument("a calendar ends before it begins");
  const auto size = (january_first(years.last + 1) - start_).count();
  before_.reserve(static_cast<std::size_t>(size) + 1);
  working_.reserve(static_cast<std::size_t>(size) * 5 / 7 + 2);
  auto holiday = holidays_.begin();
  auto weekday = std::chrono::weekday(start_).c_encoding();
  for (std::int32_t number = 0; number < size; ++number, weekday = (weekday + 1) % 7) {
    before_.push_back(static_cast<std::int32_t>(working_.size()));
    const bool is_holiday = holiday != holidays_.end() && sys_days(*holiday) == start_ + days(number);
    if (is_holiday) ++holiday;
    if (!is_holiday && weekday != 0 && weekday != 6) working_.push_back(number);
  }
  before_.push_back(static_cast<std::int32_t>(working_.size()));  // the day after the last
}

Calendar::Calendar(std::string name, int first_year, int last_year, std::vector<Date> holidays)
    : Calendar(std::move(name), {first_year, last_year, last_year, last_year}, std::move(holidays)) {}

std::size_t Calendar::day_number(Date day) const {
  if (!day.ok()) throw OutsideCalendar(name_ + ": no such day");
  const auto number = (sys_days(day) - start_).count();
  if (number < 0 || static_cast<std::size_t>(number) + 1 >= before_.size())
    throw OutsideCalendar(name_ + " knows no Working Days of " + std::to_string(int(day.year())));
  return static_cast<std::size_t>(number);
}

Date Calendar::nth(std::ptrdiff_t index) const {
  if (index < 0 || index >= std::ssize(working_))
    throw OutsideCalendar(name_ + " ends before that Working Day: it covers " + std::to_string(years_.first) + " to " +
                          std::to_string(years_.last));
  return Date(start_ + days(working_[static_cast<std::size_t>(index)]));
}

std::size_t Calendar::bytes() const {
  return sizeof(Calendar) + holidays_.size() * sizeof(Date) + (before_.size() + working_.size()) * sizeof(std::int32_t);
}

bool Calendar::is_holiday(Date day) const { return std::binary_search(holidays_.begin(), holidays_.end(), day); }

bool Calendar::is_working_day(Date day) const {
  const auto number = day_number(day);
  return before_[number + 1] > before_[number];
}

std::optional<Date> Calendar::provisional_from(Date day) const {
  if (int(day.year()) <= years_.published) return {};
  return Date(january_first(years_.published + 1));
}

std::optional<std::string> Calendar::why_too_late(Date day, Date today) const {
  const int last = std::max(years_.named, int(today.year()) + 1);
  if (int(day.year()) <= last) return {};
  return "lies too far ahead: days up to " + std::to_string(last) + "-12-31 may be named, for the holidays of " +
         name_ + " are published up to " + std::to_string(years_.published);
}

Date Calendar::add(Date from, int n) const {
  const auto number = day_number(from);
  // Counting on, the day itself does not count even if it is a Working Day; counting back, or not at all, it does.
  if (n > 0) return nth(std::ptrdiff_t{before_[number + 1]} + n - 1);
  return nth(std::ptrdiff_t{before_[number]} + n);
}

int Calendar::between(Date from, Date to) const {
  const auto a = day_number(from);
  const auto b = day_number(to);
  return b >= a ? before_[b + 1] - before_[a + 1] : before_[b] - before_[a];
}

std::vector<Date> Calendar::skipped(Date from, Date to) const {
  day_number(from);
  day_number(to);
  // Counted on, the first day does not count; counted back, the last one does not.
  const bool forward = from <= to;
  const auto first = forward ? std::upper_bound(holidays_.begin(), holidays_.end(), from)
                             : std::lower_bound(holidays_.begin(), holidays_.end(), to);
  const auto end =
      forward ? std::upper_bound(first, holidays_.end(), to) : std::lower_bound(first, holidays_.end(), from);
  std::vector<Date> found;
  std::copy_if(first, end, std::back_inserter(found), [](Date day) { return !is_weekend(sys_days(day)); });
  return found;
}

}  // namespace engine
