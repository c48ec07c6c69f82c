// SEC Releases as a workflow: when the Code changes, and with what.
#pragma once

#include "workflows/sec/release/facts.hpp"

namespace sec::release {

std::unique_ptr<engine::Workflow> workflow();

// What a change of a release brings about on the modifications in its scope.
std::vector<engine::Consequence> consequences(const Facts& before, const engine::Entry& entry);

}  // namespace sec::release
