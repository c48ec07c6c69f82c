// The least that fits a JSON Schema, for people who read it.
#pragma once

#include <nlohmann/json.hpp>

namespace api {

// Its own example where it says one, else a value that it takes: of an object the members that have to be there, or, if
// none has to, those that have an example.
nlohmann::ordered_json example_of(const nlohmann::ordered_json& schema);

}  // namespace api
