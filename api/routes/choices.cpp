// Finds the field in the schema, and says there what may stand in it.
#include "api/routes/choices.hpp"

#include <algorithm>
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

bool is_number(const Dom& field) {
  const auto type = field.value("type", Dom());
  return type == "integer" || (type.is_array() && std::find(type.begin(), type.end(), "integer") != type.end());
}

// As the field writes it.
Dom value_of(const Dom& field, const engine::Choice& one) {
  return is_number(field) ? Dom(std::stoll(one.value)) : Dom(one.value);
}

void say_examples(Dom& field, const std::vector<engine::Choice>& some) {
  Dom examples = Dom::array();
  for (const engine::Choice& one : some) examples.push_back(value_of(field, one));
  field["examples"] = std::move(examples);
}

void say(Dom& field, const std::vector<engine::Choice>& among) {
  Dom words = Dom::array(), choices = Dom::array();
  for (const engine::Choice& one : among) {
    words.push_back(value_of(field, one));
    Dom choice = {{"const", value_of(field, one)}};
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

// A field that the text does not name is not in it; to read a schema takes its time, and most have none of the fields.
bool may_have(const engine::Json& schema, const engine::FieldChoices& one) {
  const auto first = one.field.substr(1, one.field.find('/', 1) - 1);
  return !one.among.empty() && schema.find('"' + first + '"') != std::string::npos;
}

}  // namespace

engine::Json with_choices(const engine::Json& schema, const std::vector<engine::FieldChoices>& choices) {
  if (std::none_of(choices.begin(), choices.end(), [&](const auto& one) { return may_have(schema, one); }))
    return schema;
  Dom whole = Dom::parse(schema);
  for (const auto& one : choices)
    if (Dom* field = one.among.empty() ? nullptr : field_in(whole, one.field))
      one.only ? say(*field, one.among) : say_examples(*field, one.among);
  return whole.dump();
}

}  // namespace api
