// Single fields of a body: one text out of a body that nobody has read yet, one value into an object being written.
#pragma once

#include "engine/body.hpp"

namespace engine::body {

// The text that a body has in that field; nothing: it has none there, or is no object.
std::optional<std::string> text_in(const Json& body, std::string_view field);

// A field of an object being written; null: its value is not known.
template <class T>
void value(JsonObject& out, std::string_view name, const T& what) {
  write(out.key(name), what, Nulls::keep);
}

}  // namespace engine::body
