// What the members of a body are called on forms, as the schema of its command says.
#pragma once

#include <string>
#include <string_view>

#include "engine/types.hpp"

namespace api {

// Of the place that a fault names (RFC 6901); empty: the schema has no title for it.
std::string title_at(const engine::Json& schema, std::string_view pointer);

}  // namespace api
