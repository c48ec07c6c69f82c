// Makes the JSON Schema of a body out of the table that reads and writes it.
#include "engine/body_schema.hpp"

#include <nlohmann/json.hpp>

#include "engine/body.hpp"
#include "engine/title.hpp"

namespace engine::body {

namespace {
using Dom = nlohmann::ordered_json;  // members in the order in which the command has them

Dom made(const Kind& kind, WordOf word_of);

// What people read beside it.
void say(Dom& schema, WordOf word_of, std::string_view type, std::string_view member) {
  const auto word = word_of != nullptr ? word_of(type, member) : std::nullopt;
  if (!word) return;
  schema["title"] = word->title;
  schema["description"] = word->hint;
  if (!word->example.empty()) schema["examples"] = Dom::array({Dom::parse(word->example)});
}

Dom of_optional(const Kind& kind, WordOf word_of) {
  auto inner = made(*kind.inner, word_of);
  if (inner.contains("enum")) inner["enum"].push_back(nullptr);
  if (inner.contains("type")) inner["type"] = Dom::array({inner["type"], "null"});
  for (const char* choices : {"anyOf", "oneOf"})
    if (inner.contains(choices)) inner[choices].push_back({{"type", "null"}});
  return inner;
}

Dom of_list(const Kind& kind, WordOf word_of) {
  Dom list = {{"type", "array"}, {"items", made(*kind.inner, word_of)}, {"maxItems", items_max}};
  if (kind.one_or_more) list["minItems"] = 1;
  return list;
}

// With words each choice stands once more, beside its own.
Dom of_enumeration(const Kind& kind, WordOf word_of) {
  Dom names = Dom::array(), choices = Dom::array();
  for (const auto& one : kind.enumerators) {
    names.push_back(one.name);
    Dom choice = {{"const", one.name}};
    say(choice, word_of, kind.type, one.name);
    choices.push_back(std::move(choice));
  }
  Dom words = {{"type", "string"}, {"enum", std::move(names)}};
  if (word_of != nullptr) words["oneOf"] = std::move(choices);
  return words;
}

Dom of_classified(const Kind& kind, WordOf word_of) {
  const auto plain = made(kind_of<std::string>(), nullptr);
  auto text = plain, label = made(*kind.inner, word_of);
  say(text, word_of, classified_type, "text");
  say(label, word_of, classified_type, classification_field);
  return {{"anyOf", Dom::array({plain,
                                {{"type", "object"},
                                 {"properties", {{"text", text}, {std::string(classification_field), label}}},
                                 {"required", {"text"}},
                                 {"additionalProperties", false}}})}};
}

Dom of_object(const Kind& kind, WordOf word_of) {
  Dom properties = Dom::object(), required = Dom::array();
  for (const auto& field : kind.fields) {
    auto& property = properties[std::string(field.name)] = made(*field.kind, word_of);
    say(property, word_of, kind.type, field.name);
    if (field.name == title_field && property.contains("maxLength")) property["maxLength"] = title_characters_max;
    if (!field.kind->may_be_left_out()) required.push_back(field.name);
  }
  Dom object = {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) object["required"] = std::move(required);
  return object;
}

Dom whole_number(std::int64_t most) { return {{"type", "integer"}, {"minimum", 0}, {"maximum", most}}; }

Dom made(const Kind& kind, WordOf word_of) {
  switch (kind.form) {
    case Form::optional:
      return of_optional(kind, word_of);
    case Form::list:
      return of_list(kind, word_of);
    case Form::enumeration:
      return of_enumeration(kind, word_of);
    case Form::classified:
      return of_classified(kind, word_of);
    case Form::object:
      return of_object(kind, word_of);
    case Form::any_object:
      return {{"type", "object"}};
    case Form::boolean:
      return {{"type", "boolean"}};
    case Form::small_number:
      return whole_number(small_number_max);
    case Form::number:
      return whole_number(number_max);
    case Form::date:
      return {{"type", "string"}, {"format", "date"}};
    case Form::time:
      return {{"type", "string"}, {"format", "date-time"}};
    case Form::text:
      break;
  }
  return {{"type", "string"}, {"minLength", 1}, {"maxLength", text_chars_max}};
}
}  // namespace

Json schema_of(const Kind& kind, WordOf word_of) { return made(kind, word_of).dump(); }

}  // namespace engine::body
