// Reads the members by which commands and events name bytes.
#include "engine/documents.hpp"

#include "engine/json_node.hpp"
#include "engine/text.hpp"

namespace engine {

namespace {
struct Named {
  std::optional<std::string> sha256;
  bool has_size = false;
};

Named named_in(const Json& body) {
  Named found;
  JsonNode root;
  if (body.find("\"sha256\"") == std::string::npos) return found;  // most name none
  if (!JsonNode::read(body, root) || root.kind() != JsonNode::Kind::object) return found;
  root.each_field([&](std::string_view name, const JsonNode& value) {
    if (name == "sha256" && value.kind() == JsonNode::Kind::text) found.sha256 = lower(value.text());
    if (name == "size" && value.kind() == JsonNode::Kind::integer) found.has_size = true;
  });
  return found;
}
}  // namespace

std::optional<std::string> hash_named(const Json& body) { return named_in(body).sha256; }

std::optional<std::string> hash_kept(const Json& body) {
  auto found = named_in(body);
  return found.has_size ? std::move(found.sha256) : std::nullopt;
}

std::string mention_of(std::string_view sha256) { return "sha256:" + std::string(sha256); }

}  // namespace engine
