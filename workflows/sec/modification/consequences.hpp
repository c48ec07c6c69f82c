// What one change of a modification brings with it elsewhere.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

std::vector<engine::Consequence> consequences(const Facts& before, std::string_view state, const engine::Entry& entry);

}  // namespace sec
