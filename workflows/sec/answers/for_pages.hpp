// What pages say of modifications beyond what schemas say: the ballot paper, receipts, and what lies on SECAS's desk.
#pragma once

#include "engine/ballot_paper.hpp"

namespace sec {

engine::ForPages for_pages();

}  // namespace sec
