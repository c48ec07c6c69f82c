#include "api/routes/kept_calendar.hpp"

namespace api {

KeptCalendar calendar_of(const Shared& shared, const engine::Workflow& rules, const engine::AsAt& as_at) {
  KeptCalendar found{std::nullopt, &shared.parts.calendar};
  const auto name = rules.calendar_case();
  const auto id = name ? shared.cases.id_of(*name) : std::nullopt;
  if (!id) return found;
  found.keeper = shared.cases.as_at(*id, as_at);
  const auto* kept = found.keeper ? shared.cases.rules_of(*found.keeper).calendar(*found.keeper) : nullptr;
  if (kept) found.calendar = kept;
  return found;
}

KeptCalendar calendar_of(const Shared& shared, const engine::AsAt& as_at) {
  for (const auto& rules : shared.parts.workflows.all())
    if (rules->calendar_case()) return calendar_of(shared, *rules, as_at);
  return {std::nullopt, &shared.parts.calendar};
}

}  // namespace api
