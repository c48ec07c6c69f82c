// Looks for the calendar among the cases that the server has at hand.
#include "api/routes/kept_calendar.hpp"

namespace api {

KeptCalendar calendar_of(const Read& read, const engine::Workflow& rules, const engine::AsAt& as_at) {
  return calendar_of(read.sources(as_at), rules, &read.parts.calendar);
}

KeptCalendar calendar_of(const Read& read, const engine::AsAt& as_at) {
  for (const auto& rules : read.parts.workflows.all())
    if (rules->calendar_case()) return calendar_of(read, *rules, as_at);
  return {std::nullopt, &read.parts.calendar};
}

}  // namespace api
