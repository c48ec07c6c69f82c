// Finds the case that keeps the calendar and reads it as at a day.
#include "api/routes/kept_calendar.hpp"

namespace api {

KeptCalendar calendar_of(const Read& read, const engine::Workflow& rules, const engine::AsAt& as_at) {
  KeptCalendar found{std::nullopt, &read.parts.calendar};
  const auto name = rules.calendar_case();
  const auto id = name ? read.cases.id_of(*name) : std::nullopt;
  if (!id) return found;
  found.keeper = read.cases.as_at(*id, as_at);
  const auto* kept = found.keeper ? read.cases.rules_of(*found.keeper).calendar(*found.keeper) : nullptr;
  if (kept) found.calendar = kept;
  return found;
}

KeptCalendar calendar_of(const Read& read, const engine::AsAt& as_at) {
  for (const auto& rules : read.parts.workflows.all())
    if (rules->calendar_case()) return calendar_of(read, *rules, as_at);
  return {std::nullopt, &read.parts.calendar};
}

}  // namespace api
