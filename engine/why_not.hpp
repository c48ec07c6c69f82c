// Refusals in words: the same for whoever asks over HTTP and for a person at a terminal.
#pragma once

#include "engine/types.hpp"

namespace engine {

// What stands in the way of the rows that come nearest to holding, each reason once: the fewest guards that do not
// hold, then the most that do. A command with many rows is refused by all of them, also by those that nobody meant.
std::vector<Unmet> nearest_reasons(const Refused& refused);

// Who may send what the caller may not: "these roles may: authority; or dcc, saying in recorded_from from what they
// record it".
std::string who_may(const Forbidden& forbidden);

}  // namespace engine
