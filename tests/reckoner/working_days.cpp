// Prints Working Day sums for reckoner.py to compare: a line a day of the published years and of some years by rule
// after them, n from -60 to 60, and "-" where the sum leaves the calendar.
#include <iostream>

#include "workflows/sec/terms/calendar.hpp"

constexpr int years_by_rule = 12;  // reckoner.py has the same number

int main() {
  using std::chrono::sys_days;
  const auto& calendar = sec::calendar();
  const auto first = sys_days(std::chrono::year(calendar.years().first) / 1 / 1);
  const auto last = sys_days(std::chrono::year(calendar.years().published + years_by_rule) / 12 / 31);
  std::string out;
  for (auto day = first; day <= last; day += std::chrono::days(1)) {
    out += engine::to_text(engine::Date(day));
    for (int n = -60; n <= 60; ++n) {
      try {
        out += ' ' + engine::to_text(calendar.add(engine::Date(day), n));
      } catch (const engine::OutsideCalendar&) {
        out += " -";
      }
    }
    out += '\n';
  }
  std::cout << out;
}
