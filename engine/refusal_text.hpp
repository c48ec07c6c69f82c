// A refusal as JSON text and back: what the journal remembers of a refused request that may be sent again.
#pragma once

#include "engine/types.hpp"

namespace engine {

Json to_text(const Refused& refused);
Refused read_refusal(const Json& text);  // throws std::exception for what to_text() has not written

}  // namespace engine
