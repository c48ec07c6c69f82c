// What is searched of the Code's cases: which members hold words of people, and whose eyes there are.
#pragma once

#include "engine/finding.hpp"

namespace sec {

engine::Finding finding();

}  // namespace sec
