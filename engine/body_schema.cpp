// Makes the JSON Schema of a body out of the table that reads and writes it.
#include "engine/body_schema.hpp"

#include <nlohmann/json.hpp>

#include "engine/body.hpp"
#include "engine/title.hpp"

namespace engine::body {

namespace {
using Dom = nlohmann::json;

Dom made(const Kind& kind);

Dom of_optional(const Kind& kind) {
  auto inner = made(*kind.inner);
  if (inner.contains("enum")) inner["enum"].push_back(nullptr);
  if (inner.contains("type")) inner["type"] = Dom::array({inner["type"], "null"});
  if (inner.contains("anyOf")) inner["anyOf"].push_back({{"type", "null"}});
  return inner;
}

Dom of_list(const Kind& kind) {
  Dom list = {{"type", "array"}, {"items", made(*kind.inner)}, {"maxItems", items_max}};
  if (kind.one_or_more) list["minItems"] = 1;
  return list;
}

Dom of_enumeration(const Kind& kind) {
  Dom names = Dom::array();
  for (const auto& one : kind.enumerators) names.push_back(one.name);
  return {{"type", "string"}, {"enum", names}};
}

Dom of_classified(const Kind& kind) {
  const auto text = made(kind_of<std::string>());
  return {
      {"anyOf", Dom::array({text,
                            {{"type", "object"},
                             {"properties", {{"text", text}, {std::string(classification_field), made(*kind.inner)}}},
                             {"required", {"text"}},
                             {"additionalProperties", false}}})}};
}

Dom of_object(const Kind& kind) {
  Dom properties = Dom::object(), required = Dom::array();
  for (const auto& field : kind.fields) {
    auto& property = properties[std::string(field.name)] = made(*field.kind);
    if (field.name == title_field && property.contains("maxLength")) property["maxLength"] = title_characters_max;
    if (!field.kind->may_be_left_out()) required.push_back(field.name);
  }
  Dom object = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  if (!required.empty()) object["required"] = required;
  return object;
}

Dom whole_number(std::int64_t most) { return {{"type", "integer"}, {"minimum", 0}, {"maximum", most}}; }

Dom made(const Kind& kind) {
  switch (kind.form) {
    case Form::optional:
      return of_optional(kind);
    case Form::list:
      return of_list(kind);
    case Form::enumeration:
      return of_enumeration(kind);
    case Form::classified:
      return of_classified(kind);
    case Form::object:
      return of_object(kind);
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

Json schema_of(const Kind& kind) { return made(kind).dump(); }

}  // namespace engine::body
