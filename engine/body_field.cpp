// Looks one field up in a body; of a field that is there twice the last counts.
#include "engine/body_field.hpp"

namespace engine::body {

std::optional<std::string> text_in(const Json& body, std::string_view field) {
  std::optional<std::string> found;
  JsonNode root;
  if (!JsonNode::read(body, root) || root.kind() != JsonNode::Kind::object) return found;
  root.each_field([&](std::string_view name, const JsonNode& value) {
    if (name != field) return;
    found.reset();
    if (value.kind() == JsonNode::Kind::text) found = value.text();
  });
  return found;
}

}  // namespace engine::body
