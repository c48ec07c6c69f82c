// Days that somebody named and that cannot be: a forecast, or a supposition, before what comes before it.
#pragma once

#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

// Adds a sentence on each to the assumptions.
void say_what_comes_too_early(Reckoning& made, const Facts& facts, const Supposition& supposed);

}  // namespace sec
