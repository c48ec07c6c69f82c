// What the projections on disk say against what the journal says. It finds the first difference; it repairs nothing.
#pragma once

#include "store/connection.hpp"
#include "store/replays.hpp"

namespace store {

// Each case as it stands, its references, deadlines and tasks, and the numbers given; but not the summaries, which are
// compared one by one as the journal is read. A sentence, or nothing when all agree.
std::optional<std::string> wrong_projection(Connection& connection, const CasesInReplay& cases,
                                            const std::map<std::string, int>& numbers);
// The requests remembered, which no rebuild makes anew; `remembered_from`: no entry before it is still remembered.
std::optional<std::string> wrong_request(Connection& connection, std::int64_t remembered_from);

}  // namespace store
