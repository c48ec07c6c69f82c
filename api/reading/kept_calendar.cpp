// Finds the case that keeps the calendar and reads it as at a day.
#include "api/reading/kept_calendar.hpp"

namespace api {

KeptCalendar calendar_of(const Sources& sources, const engine::Workflow& rules, const engine::Calendar* otherwise) {
  KeptCalendar found{std::nullopt, otherwise};
  const auto name = rules.calendar_case();
  const auto id = name ? sources.id_of(*name) : std::nullopt;
  if (!id) return found;
  found.keeper = sources.find(*id);
  const auto* kept = found.keeper ? sources.workflows.get(found.keeper->workflow).calendar(*found.keeper) : nullptr;
  if (kept) found.calendar = kept;
  return found;
}

}  // namespace api
