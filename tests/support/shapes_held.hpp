// Holds what callers see of a case against the shapes that the workflows say: its view, its summary, its parts.
#pragma once

#include "engine/workflow.hpp"

namespace story {

// Fails the running test if a member is missing, is written otherwise, or is not said at all.
void hold_to_shapes(const engine::Workflow& rules, const engine::Case& current, const engine::Actor& seen_by);

}  // namespace story
