// The days for which meetings of bodies are scheduled: forecasts go by them.
#pragma once

#include "workflows/sec/timetable/surroundings.hpp"

namespace sec::meeting {

// The meetings that are to come, and those of which the minutes are not approved yet: the body has met in that month.
std::vector<engine::CasesLike> like_of_scheduled(const engine::Question& question,
                                                 const std::vector<const engine::Case*>& about);
// Of the meetings among these cases; null: there is none.
std::shared_ptr<const sec::Schedule> schedule_among(const std::vector<const engine::Case*>& others);
// What a forecast looks at, with the meetings that are scheduled.
Surroundings surroundings_of(const sec::Facts& facts, Date today, const std::vector<const engine::Case*>& others);

}  // namespace sec::meeting
