// What pages say of votes beyond what schemas say: the ballot paper, receipts, and where a task is seen to.
#pragma once

#include "engine/ballot_paper.hpp"

namespace sec {

engine::Ballots ballots();

}  // namespace sec
