// Working Days by table: every question is answered by one or two look-ups.
#include "engine/calendar.hpp"

#include <algorithm>

namespace engine {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

bool is_weekend(sys_days day) {
  const auto weekday = std::chrono::weekday(day);
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

sys_days january_first(int year) {
  return sys_days(Date(std::chrono::year(year), std::chrono::January, std::chrono::day(1)));
}

std::vector<Date> in_order(std::vector<Date> holidays, int first_year, int last_year) {
  for (const auto day : holidays)
    if (!day.ok() || int(day.year()) < first_year || int(day.year()) > last_year)
      throw std::invalid_argument("a holiday that is no day of the calendar's years");
  std::sort(holidays.begin(), holidays.end());
  holidays.erase(std::unique(holidays.begin(), holidays.end()), holidays.end());
  return holidays;
}

}  // namespace

Calendar::Calendar(std::string name, int first_year, int last_year, std::vector<Date> holidays)
    : name_(std::move(name)),
      first_year_(first_year),
      last_year_(last_year),
      holidays_(in_order(std::move(holidays), first_year, last_year)),
      start_(january_first(first_year)) {
  if (last_year < first_year) throw std::invalid_argument("a calendar ends before it begins");
  const auto end = january_first(last_year + 1);
  auto holiday = holidays_.begin();
  for (auto day = start_; day < end; day += days(1)) {
    before_.push_back(static_cast<std::int32_t>(working_.size()));
    const bool is_holiday = holiday != holidays_.end() && sys_days(*holiday) == day;
    if (is_holiday) ++holiday;
    if (!is_holiday && !is_weekend(day)) working_.push_back(static_cast<std::int32_t>((day - start_).count()));
  }
  before_.push_back(static_cast<std::int32_t>(working_.size()));  // the day after the last
}

std::size_t Calendar::day_number(Date day) const {
  if (!day.ok()) throw OutsideCalendar(name_ + ": no such day");
  const auto number = (sys_days(day) - start_).count();
  if (number < 0 || static_cast<std::size_t>(number) + 1 >= before_.size())
    throw OutsideCalendar(name_ + " knows no Working Days of " + std::to_string(int(day.year())));
  return static_cast<std::size_t>(number);
}

Date Calendar::nth(std::ptrdiff_t index) const {
  if (index < 0 || index >= std::ssize(working_))
    throw OutsideCalendar(name_ + " ends before that Working Day: it covers " + std::to_string(first_year_) + " to " +
                          std::to_string(last_year_));
  return Date(start_ + days(working_[static_cast<std::size_t>(index)]));
}

bool Calendar::is_working_day(Date day) const {
  const auto number = day_number(day);
  return before_[number + 1] > before_[number];
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
  const bool forward = from <= to;
  std::vector<Date> found;
  for (const auto day : holidays_) {
    const bool within = forward ? from < day && day <= to : to <= day && day < from;
    if (within && !is_weekend(sys_days(day))) found.push_back(day);
  }
  return found;
}

}  // namespace engine
