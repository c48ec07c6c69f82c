// What a change of the calendar brings about: whatever is open and counted over it moves, in the same transaction.
#pragma once

#include "engine/workflow.hpp"
#include "workflows/sec/holidays/facts.hpp"

namespace sec::holidays {

std::vector<engine::Circular> circulars(const Facts& before, const Facts& after, const engine::Entry& entry);

}  // namespace sec::holidays
