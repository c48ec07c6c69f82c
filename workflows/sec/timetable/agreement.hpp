// Releases and modifications say the same of each other after every step: what is in the scope of which.
#pragma once

#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/release/facts.hpp"

namespace sec::agreement {

// A sentence when a step of a modification, or of a release, has left the two in disagreement. What disagreed before it
// (older programs did not see to it) is no fault of the step.
std::optional<std::string> broken(const Facts& before, const Facts& after, std::string_view state,
                                  const engine::FindCase& find);
std::optional<std::string> broken(const release::Facts& before, const release::Facts& after,
                                  const engine::FindCase& find);

}  // namespace sec::agreement
