// Whether somebody can see that a step was taken at all: a vote of an open ballot shows to nobody outside.
#pragma once

#include "engine/workflow.hpp"

namespace api {

// Whoever shows neither token nor cookie.
inline const engine::Actor public_actor{"public", "public", "", "", ""};

// `current`: the case as that entry left it, or later.
bool shows(const engine::Workflow& rules, const engine::Case& current, const engine::Entry& entry,
           engine::Clearance eyes);

}  // namespace api
