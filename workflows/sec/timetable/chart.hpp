// The programme of work of a modification as bars over days, with the Working Days that each step takes.
#pragma once

#include "engine/picture.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

// The time that a step takes: from the end of what it follows, if that is known, to its day.
struct Stretch {
  Date from{};
  Date to{};
  std::optional<int> working_days;  // nothing: what it follows is not known, or the calendar does not have these years
};
// As it was first agreed, and as it is expected or went. Nothing: its own day is not known. `place`: of the milestone.
std::optional<Stretch> planned_stretch(const Outlook& found, std::size_t place, const engine::Calendar& calendar);
std::optional<Stretch> expected_stretch(const Outlook& found, std::size_t place, const engine::Calendar& calendar);
// "12 WD", at a bar; empty: they are not known.
std::string working_days_at_bar(const std::optional<int>& working_days);

// After what is expected on a day that may still move.
std::string provisional_mark_of(const MilestoneView& one);

engine::Chart chart_of(const Facts& facts, const Outlook& found, const Surroundings& around);

}  // namespace sec
