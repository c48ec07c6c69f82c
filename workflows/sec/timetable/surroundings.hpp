// What a forecast looks at beside the modification, found among the other cases that a question was handed: the
// calendar and the releases that its parts are in.
#pragma once

#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

// `others`: the calendar's case is the first; null if nobody keeps one, and then it is the calendar as built in.
const engine::Calendar& calendar_among(const std::vector<const engine::Case*>& others);
Surroundings surroundings_of(const Facts& facts, Date today, const std::vector<const engine::Case*>& others);

}  // namespace sec
