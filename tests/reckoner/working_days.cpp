// Prints Working Day sums for reckoner.py to compare: a line a day of the calendar's years, n from -60 to 60, and "-"
// where the sum leaves them.
#include <iostream>

#include "workflows/sec/terms/calendar.hpp"

int main() {
  using std::chrono::sys_days;
  const auto& calendar = sec::calendar();
  const auto first = sys_days(std::chrono::year(calendar.first_year()) / 1 / 1);
  const auto last = sys_days(std::chrono::year(calendar.last_year()) / 12 / 31);
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
