// Says to every case with deadlines ahead which days have changed, and why.
#include "workflows/sec/holidays/circular.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "workflows/sec/holidays/table.hpp"
#include "workflows/sec/terms/between_cases.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/command_to.hpp"

namespace sec::holidays {

namespace {
// In order: a holiday before or after, not both.
std::vector<Date> differing(const engine::Calendar& before, const engine::Calendar& after) {
  std::vector<Date> found;
  std::set_symmetric_difference(before.holidays().begin(), before.holidays().end(), after.holidays().begin(),
                                after.holidays().end(), std::back_inserter(found));
  return found;
}

void say(MoveDeadlines& move, const HolidayAdded& event) {
  move.holiday = event.date;
  move.holiday_name = event.name_;
  move.reason = event.reason;
}
void say(MoveDeadlines& move, const HolidayWithdrawn& event) {
  move.withdrawn = event.date;
  move.reason = event.reason;
}
void say(MoveDeadlines& move, const HolidayMoved& event) {
  move.holiday = event.to;
  move.holiday_name = event.name_;
  move.withdrawn = event.from_;
  move.reason = event.reason;
}
void say(MoveDeadlines& move, const YearPublished& event) {
  move.published_year = event.year;
  move.reason = event.reason.value_or(Text(fmt::format("the bank holidays of {} were published", event.year)));
}

// Whether the entry is of this event; then it is said.
template <class Event>
bool said(MoveDeadlines& move, const engine::Entry& entry) {
  if (entry.event.type != Event::name) return false;
  say(move, engine::body::read_event<Event>(entry.event.body));
  return true;
}
}  // namespace

std::vector<engine::Circular> circulars(const Facts& before, const Facts& after, const engine::Entry& entry) {
  MoveDeadlines move;
  if (!said<HolidayAdded>(move, entry) && !said<HolidayWithdrawn>(move, entry) && !said<HolidayMoved>(move, entry) &&
      !said<YearPublished>(move, entry))
    return {};
  const auto days = differing(*before.calendar, *after.calendar);
  Date first = days.empty() ? Date{} : days.front();
  if (move.published_year) {
    move.changed = days;
    const Date new_year = std::chrono::year(*move.published_year) / std::chrono::January / 1;
    first = days.empty() ? new_year : std::min(first, new_year);
  }
  move.calendar = after.calendar->name();
  auto circular = circular_to("modifications", move, entry);
  circular.deadlines_after = engine::london_time(first, std::chrono::seconds{0});
  auto to_meetings = circular_to("meetings", move, entry);  // whose papers are due on a day that follows the calendar
  to_meetings.mentioned = calendar_id;
  return {circular, to_meetings};
}

}  // namespace sec::holidays
