// The body of a POST as JSON text.
#pragma once

#include "api/http/message.hpp"

namespace api {

// The text itself, "{}" when there is none. Throws Problem: 400 with the line and column of the first fault, 422 for a
// whole number that 64 bits do not hold.
std::string read_body(const Request& request);

}  // namespace api
