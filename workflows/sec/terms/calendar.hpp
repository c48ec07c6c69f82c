// Working Days in England and Wales: from the data that is built in, and as a calendar's case keeps them.
#pragma once

#include "engine/calendar.hpp"
#include "engine/workflow.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec {

inline constexpr std::string_view calendar_id = "england-and-wales";

// As built in: the years that are published, and those after them by rule (DEF 16.16).
const engine::Calendar& calendar();
// The same with other holidays; `published`: the last year that is published from now on.
std::shared_ptr<const engine::Calendar> calendar_with(const engine::Calendar& calendar, int published,
                                                      std::vector<Date> holidays);

// As a calendar's case keeps it: workflows/sec/holidays.
const engine::Calendar* kept_calendar(const engine::Case& calendar);

// The one that a decision counts by: that of the calendar's case, or the built-in one if there is no such case.
inline const engine::Calendar& calendar_of(const engine::Setting& setting) {
  return setting.calendar ? *setting.calendar : calendar();
}

// The one that a report counts by: that of the calendar's case as at the day of the report.
inline const engine::Calendar& calendar_of(const engine::ReportInput& input) {
  return input.calendar ? *input.calendar : calendar();
}

// Working Days after `from` up to `to`; nothing for years that the calendar does not have.
std::optional<int> working_days_between(Date from, Date to, const engine::Calendar& by);
// Why this is no Working Day, and which one before it is; nothing: it is one, or its year is not in the calendar.
std::optional<std::string> why_no_working_day(Date day, const engine::Calendar& calendar);
// The day itself, or the Working Day before it: for days that are reckoned. What the calendar does not have stays.
Date working_day_by(Date day, const engine::Calendar& calendar);
// The same day some months before; the last of the month when it has no such day.
inline Date months_before(Date day, int months) {
  const Date before = day - std::chrono::months(months);
  return before.ok() ? before : Date(before.year() / before.month() / std::chrono::last);
}
// The London day of an instant that may not be known.
inline std::optional<Date> day_of(const std::optional<Time>& instant) {
  return instant ? std::optional(engine::london_date(*instant)) : std::nullopt;
}

// The last instant of a period of n Working Days after a day (17:00 London, sec-rules 5.1), and how it was counted.
struct Closing {
  Time due{};
  Counting counted;
};
Closing closing_after(const engine::Setting& setting, Date day, int working_days);
Counting counting(const engine::Calendar& calendar, Date from, int working_days);

// What an event keeps of a closing: when it is, and how it was counted.
template <class Event>
void keep_counted(Event& event, Time& due, Closing closing) {
  due = closing.due;
  event.counted = std::move(closing.counted);
}

std::string date_text(Date day);  // "15 March 2019"
// The day that this count comes to, by the holidays that it names.
Date counted_to(const Counting& counted);
// "15 Working Days from 15 March 2019, counting from 18 March, skipping none"; and if it is not due on the day that
// this comes to, which day that is and to which one it was moved.
std::string explanation(const Counting& counted, Time due);
// "the bank holidays of 2028 are not published yet".
std::string not_published(Date provisional_from);

}  // namespace sec
