// What lies on SECAS's desk: each live modification, whom it waits for, and whether anything will move it.
#pragma once

#include "engine/ballot_paper.hpp"

namespace sec {

engine::Desk desk();

}  // namespace sec
