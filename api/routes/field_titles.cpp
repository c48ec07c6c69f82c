// Follows a pointer into a body through the schema of that body.
#include "api/routes/field_titles.hpp"

#include <nlohmann/json.hpp>

namespace api {
namespace {

using Dom = nlohmann::json;

// Where a schema has a choice and no members of its own: the one that has members.
const Dom& with_members(const Dom& schema) {
  if (schema.contains("properties")) return schema;
  if (const auto any = schema.find("anyOf"); any != schema.end())
    for (const Dom& one : *any)
      if (one.contains("properties")) return one;
  return schema;
}

// nullptr: the schema knows of no such place.
const Dom* step(const Dom& schema, const std::string& name) {
  const Dom& whole = with_members(schema);
  if (const auto items = whole.find("items"); items != whole.end()) return &*items;
  const auto properties = whole.find("properties");
  if (properties == whole.end()) return nullptr;
  const auto found = properties->find(name);
  return found == properties->end() ? nullptr : &*found;
}

}  // namespace

std::string title_at(const engine::Json& schema, std::string_view pointer) {
  if (schema.empty() || !pointer.starts_with('/')) return "";
  const Dom whole = Dom::parse(schema);
  const Dom* at = &whole;
  for (std::size_t from = 1, to = 0; at != nullptr && to != std::string_view::npos; from = to + 1) {
    to = pointer.find('/', from);
    at = step(*at, std::string(pointer.substr(from, to == std::string_view::npos ? to : to - from)));
  }
  return at == nullptr ? "" : at->value("title", std::string());
}

}  // namespace api
