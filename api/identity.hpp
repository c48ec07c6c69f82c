// Who is calling: the bearer token of a request, and whose it is.
#pragma once

#include "api/parts.hpp"

namespace api {

inline const engine::Actor public_actor{"public", "public", "", "", ""};

// The holder of the token in an Authorization header; public_actor when there is no header (nullptr). Throws Problem
// (401) for another scheme and for a token that nobody holds.
engine::Actor who_calls(const Parts& parts, const std::string* authorization);

// The same for the path that must not throw: nothing instead of 401.
std::optional<engine::Actor> who_calls_quietly(const Parts& parts, std::string_view authorization);

}  // namespace api
