// What differs between two projections of a case: the store rewrites that, and leaves the rest alone.
#pragma once

#include "engine/ports.hpp"

namespace engine {

// Fills in what changed from `was` to change.after; for an opening everything did.
void compare(Change& change, const Projection& was, bool opening);

}  // namespace engine
