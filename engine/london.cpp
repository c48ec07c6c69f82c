// The hours of London: Greenwich, and an hour ahead of it in summer.
#include "engine/calendar.hpp"

namespace engine {
namespace {

using namespace std::chrono;

// Both changes come at 01:00 UTC.
sys_seconds last_sunday(year year, month month) { return sys_days(year / month / Sunday[last]) + hours(1); }

bool is_summer(sys_seconds instant) {
  const auto year = year_month_day(floor<days>(instant)).year();
  return last_sunday(year, March) <= instant && instant < last_sunday(year, October);
}

// What its clocks show, as if it were Greenwich.
sys_seconds shown(sys_seconds instant) { return instant + (is_summer(instant) ? hours(1) : hours(0)); }

}  // namespace

Date london_date(Time instant) { return Date(floor<days>(shown(instant))); }

seconds london_hour(Time instant) { return shown(instant) - floor<days>(shown(instant)); }

Time london_time(Date day, seconds since_midnight) {
  // Read as Greenwich time. The hour that is skipped in March is read as Greenwich time too, so 01:30 comes out as
  // 02:30; the hour that comes twice in October is the first of the two.
  const auto as_greenwich = Time(sys_days(day)) + since_midnight;
  const auto year = year_month_day(floor<days>(as_greenwich)).year();
  const bool summer =
      last_sunday(year, March) + hours(1) <= as_greenwich && as_greenwich < last_sunday(year, October) + hours(1);
  return summer ? as_greenwich - hours(1) : as_greenwich;
}

}  // namespace engine
