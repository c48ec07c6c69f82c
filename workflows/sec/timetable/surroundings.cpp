// Looks through the other cases for the calendar and for releases; what is of another kind is passed over.
#include "workflows/sec/timetable/surroundings.hpp"

#include <algorithm>

#include "workflows/sec/terms/calendar.hpp"

namespace sec {

const engine::Calendar& calendar_among(const std::vector<const engine::Case*>& others) {
  return others.empty() || others.front() == nullptr ? calendar() : *kept_calendar(*others.front());
}

Surroundings surroundings_of(const Facts& facts, Date today, const std::vector<const engine::Case*>& others) {
  Surroundings around{today, &calendar_among(others), {}};
  for (std::size_t i = 1; i < others.size(); ++i) {
    if (others[i] == nullptr || others[i]->workflow != release::workflow_name) continue;
    const bool in_it = std::any_of(facts.parts.begin(), facts.parts.end(),
                                   [&](const auto& part) { return part.release == others[i]->id && !part.actual_on; });
    if (in_it) around.releases.push_back(&release::facts_of(*others[i]));
  }
  return around;
}

}  // namespace sec
