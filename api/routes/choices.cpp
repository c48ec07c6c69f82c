// Finds the field in the schema, and says there what may stand in it.
#include "api/routes/choices.hpp"

#include <nlohmann/json.hpp>

namespace api {
namespace {

using Dom = nlohmann::ordered_json;

// nullptr: the schema has no such field.
Dom* field_in(Dom& schema, std::string_view pointer) {
  Dom* at = &schema;
  for (std::size_t from = 1, to = 0; to != std::string_view::npos; from = to + 1) {
    to = pointer.find('/', from);
    const std::string name(pointer.substr(from, to == std::string_view::npos ? to : to - from));
    const char* within = name == "*" ? "items" : "properties";
    if (!at->contains(within)) return nullptr;
    at = &(*at)[within];
    if (name == "*") continue;
    if (!at->contains(name)) return nullptr;
    at = &(*at)[name];
  }
  return at;
}

void say_examples(Dom& field, const std::vector<engine::Choice>& some) {
  field["examples"] = Dom::array();
  for (const engine::Choice& one : some) field["examples"].push_back(one.value);
}

void say(Dom& field, const std::vector<engine::Choice>& among) {
  Dom words = Dom::array(), choices = Dom::array();
  for (const engine::Choice& one : among) {
    words.push_back(one.value);
    Dom choice = {{"const", one.value}};
    if (!one.title.empty()) choice["title"] = one.title;
    if (!one.hint.empty()) choice["description"] = one.hint;
    choices.push_back(std::move(choice));
  }
  if (field.contains("type") && field["type"].is_array()) {  // it may be null as well
    words.push_back(nullptr);
    choices.push_back({{"type", "null"}});
  }
  field["enum"] = std::move(words);
  field["oneOf"] = std::move(choices);
}

}  // namespace

engine::Json with_choices(const engine::Json& schema, const std::vector<engine::FieldChoices>& choices) {
  if (choices.empty()) return schema;
  Dom whole = Dom::parse(schema);
  for (const auto& [pointer, among, only] : choices)
    if (Dom* field = among.empty() ? nullptr : field_in(whole, pointer))
      only ? say(*field, among) : say_examples(*field, among);
  return whole.dump();
}

}  // namespace api
