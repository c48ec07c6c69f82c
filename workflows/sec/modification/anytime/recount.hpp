// Deadlines that are counted again: because the calendar has changed, or because they run for longer.
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// The deadline counted from its own day 0 over so many Working Days by this calendar, at the hour that it has.
MovedDeadline counted_again(const engine::Calendar& calendar, const std::string& name, Time due,
                            const Counting& counted, int working_days);
// The deadline later by so many Working Days. One that was moved from the day that it was counted to is so from the day
// that it has.
MovedDeadline later_by(const engine::Calendar& calendar, const std::string& name, Time due, const Counting& counted,
                       int working_days);

}  // namespace sec
