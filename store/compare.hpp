// What the projections on disk say against what the journal says. It finds the first difference; it repairs nothing.
#pragma once

#include "store/connection.hpp"
#include "store/replay.hpp"

namespace store {

// Each case as it stands, its references, deadlines and tasks, the numbers given and the requests remembered; but not
// the summaries, which are compared one by one as the journal is read. A sentence, or nothing when all agree.
std::optional<std::string> first_difference(Connection& connection, const Replay& replay);
// The same without the requests, which no rebuild makes anew.
std::optional<std::string> wrong_projection(Connection& connection, const Replay& replay);

}  // namespace store
