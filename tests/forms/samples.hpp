// Reports to try every form with.
#pragma once

#include "engine/report.hpp"

namespace samples {

engine::Report ordinary();                   // what goes to a Panel: many sections, dates, numbers, traffic lights
engine::Report empty();                      // no row anywhere, no day, no header
engine::Report hostile();                    // titles that try to be something else
engine::Report many(int rows, int columns);  // one table
const engine::Report* find(const std::string& name);  // "ordinary"; nullptr: there is none

}  // namespace samples
