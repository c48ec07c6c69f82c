// Reckons Easter, the Mondays of May and August, and what stands in for New Year's Day, Christmas and Boxing Day.
#include "workflows/sec/terms/bank_holidays.hpp"

#include <algorithm>

namespace sec {

namespace {
using engine::is_weekend;
using std::chrono::days;
using std::chrono::last;
using std::chrono::Monday;
using std::chrono::sys_days;
using std::chrono::year;

// Of the Gregorian calendar: the anonymous algorithm of 1876, as Meeus gives it.
sys_days easter_sunday(int in) {
  const int golden = in % 19, century = in / 100, of_century = in % 100;
  const int leap_centuries = century / 4, correction = (century - (century + 8) / 25 + 1) / 3;
  const int moon = (19 * golden + century - leap_centuries - correction + 15) % 30;
  const int weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
  const int late = (golden + 11 * moon + 22 * weekday) / 451;
  const int month_and_day = moon + weekday - 7 * late + 114;
  return sys_days(year(in) / (month_and_day / 31) / (month_and_day % 31 + 1));
}
}  // namespace

std::vector<engine::Date> bank_holidays_by_rule(int in) {
  const year y(in);
  const auto easter = easter_sunday(in);
  std::vector<sys_days> found{easter - days(2), easter + days(1), sys_days(y / std::chrono::May / Monday[1]),
                              sys_days(y / std::chrono::May / Monday[last]),
                              sys_days(y / std::chrono::August / Monday[last])};
  // A day that falls on a weekend is kept on the next weekday that is not one of the others.
  const auto keep = [&](sys_days day) {
    while (is_weekend(day) || std::find(found.begin(), found.end(), day) != found.end()) day += days(1);
    found.push_back(day);
  };
  const auto christmas = sys_days(y / std::chrono::December / 25);
  keep(sys_days(y / std::chrono::January / 1));
  if (!is_weekend(christmas + days(1))) found.push_back(christmas + days(1));  // Boxing Day stays on a weekday
  keep(christmas);
  if (is_weekend(christmas + days(1))) keep(christmas + days(1));
  std::sort(found.begin(), found.end());
  return {found.begin(), found.end()};
}

}  // namespace sec
