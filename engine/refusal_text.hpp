// A refusal as JSON text and back: what the journal remembers of a refused request that may be sent again.
#pragma once

#include "engine/types.hpp"

namespace engine {

// `index`: which of the commands that came together it is about.
Json to_text(const Refused& refused, std::optional<std::size_t> index = {});
Refused read_refusal(const Json& text);  // throws std::exception for what to_text() has not written
std::size_t index_in(const Json& text);  // 0: it says none

}  // namespace engine
