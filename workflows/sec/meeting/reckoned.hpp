// Drafts that were reckoned on the day on which they were proposed are reckoned again on the day of their confirmation.
#pragma once

#include "workflows/sec/meeting/commands.hpp"

namespace sec::meeting {

// The milestones of its timetable that are to come, as they can be agreed on that day: on Working Days where a body
// meets, and with causes of the Code. None, if they cannot be reckoned.
std::vector<Milestone> presented(const engine::Case& modification, Date day, const engine::Calendar& calendar);

// Whether a step that somebody proposes is the timetable as it is reckoned that day: nobody chose these days.
bool is_as_reckoned(const ProposeDecision& command, const Look& look);

// What a confirmation says of a step that was drafted earlier: its body as it is reckoned now, and how that differs
// from what was drafted. `modification`: that it is a step of; nullptr: it is not at hand.
void reckon_again(StepTaken& step, std::vector<Text>& warnings, const Look& look, const engine::Case* modification);

}  // namespace sec::meeting
