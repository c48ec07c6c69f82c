// Drafts that were reckoned on the day on which they were proposed are reckoned again on the day of their confirmation.
#pragma once

#include "workflows/sec/meeting/commands.hpp"

namespace sec::meeting {

// The milestones of its timetable that are to come, as the paper on timetables prints them on that day; none, if they
// cannot be reckoned.
std::vector<Milestone> presented(const engine::Case& modification, Date day, const engine::Calendar& calendar);

// Whether a step that somebody proposes is the timetable as it is reckoned that day: nobody chose these days.
bool is_as_reckoned(const ProposeDecision& command, const Look& look);

// What a confirmation says of a step that was drafted earlier: its body as it is reckoned now, and how that differs
// from what was drafted. `modification`: that it is a step of; nullptr: it is not at hand.
void reckon_again(StepTaken& step, std::vector<std::string>& warnings, const Look& look,
                  const engine::Case* modification);

}  // namespace sec::meeting
