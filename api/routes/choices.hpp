// The choices of one case, written into the schema of a command.
#pragma once

#include "engine/choices.hpp"

namespace api {

engine::Json with_choices(const engine::Json& schema, const std::vector<engine::FieldChoices>& choices);

}  // namespace api
