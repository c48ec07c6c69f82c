// A reply as one line for a terminal.
#pragma once

#include <string>

#include "engine/types.hpp"

namespace secmp {

std::string sentence(const engine::Reply& reply);

}  // namespace secmp
