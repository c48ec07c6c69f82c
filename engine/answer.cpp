// Makes JSON Schemas out of the tables by which values are written.
#include "engine/answer.hpp"

#include <nlohmann/json.hpp>

namespace engine {

namespace {
using body::Form;
using body::Kind;
using body::Nulls;
using Dom = nlohmann::ordered_json;

Dom made(const Kind& kind, Nulls nulls);

Dom nullable(Dom schema) {
  if (schema.contains("type") && schema["type"].is_string()) {
    schema["type"] = Dom::array({schema["type"], "null"});
    if (schema.contains("enum")) schema["enum"].push_back(nullptr);
    return schema;
  }
  if (!schema.contains("anyOf")) schema = {{"anyOf", Dom::array({std::move(schema)})}};
  schema["anyOf"].push_back({{"type", "null"}});
  return schema;
}

Dom words(const std::vector<body::Enumerator>& all) {
  Dom names = Dom::array();
  for (const auto& one : all) names.push_back(one.name);
  return {{"type", "string"}, {"enum", std::move(names)}};
}

// A text that the reader may not see is null beside its label.
Dom classified(const Kind& kind) {
  Dom labelled = {{"type", "object"},
                  {"properties",
                   {{std::string(body::classification_field), words(kind.inner->enumerators)},
                    {"text", {{"type", {"string", "null"}}}}}},
                  {"required", {body::classification_field, "text"}}};
  return {{"anyOf", Dom::array({{{"type", "string"}}, std::move(labelled)})}};
}

bool is_left_out_if_empty(const Kind& kind) { return kind.held != nullptr || kind.is_empty != nullptr; }

Dom object(const Kind& kind, Nulls nulls) {
  Dom properties = Dom::object(), required = Dom::array();
  for (const auto& field : kind.fields) {
    const bool may_lack = nulls == Nulls::leave_out && is_left_out_if_empty(*field.kind);
    const bool holds = may_lack && field.kind->form == Form::optional;
    properties[std::string(field.name)] = made(holds ? *field.kind->inner : *field.kind, nulls);
    if (!may_lack) required.push_back(field.name);
  }
  Dom one = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) one["required"] = std::move(required);
  return one;
}

Dom made(const Kind& kind, Nulls nulls) {
  switch (kind.form) {
    case Form::optional:
      return nullable(made(*kind.inner, nulls));
    case Form::list:
      return {{"type", "array"}, {"items", made(*kind.inner, nulls)}};
    case Form::enumeration:
      return words(kind.enumerators);
    case Form::classified:
      return classified(kind);
    case Form::object:
      return object(kind, nulls);
    case Form::any_object:
      return {{"type", "object"}};
    case Form::boolean:
      return {{"type", "boolean"}};
    case Form::small_number:
    case Form::number:
      return {{"type", "integer"}};
    case Form::date:
      return {{"type", "string"}, {"format", "date"}};
    case Form::time:
      return {{"type", "string"}, {"format", "date-time"}};
    case Form::text:
      break;
  }
  return {{"type", "string"}};
}
}  // namespace

Json written_as(const Kind& kind, Nulls nulls) { return made(kind, nulls).dump(); }

Json shaped(std::string_view shape) { return Dom{{"$ref", "#/components/schemas/" + std::string(shape)}}.dump(); }
Json list_of(const Json& item) { return Dom{{"type", "array"}, {"items", Dom::parse(item)}}.dump(); }
Json or_null(const Json& schema) { return nullable(Dom::parse(schema)).dump(); }
Json map_of(const Json& value) { return Dom{{"type", "object"}, {"additionalProperties", Dom::parse(value)}}.dump(); }
Json any_object() { return R"({"type":"object","additionalProperties":true})"; }
Json word_among(const std::vector<std::string>& all) { return Dom{{"type", "string"}, {"enum", all}}.dump(); }
Json text_like(std::string_view pattern) { return Dom{{"type", "string"}, {"pattern", pattern}}.dump(); }
Json sha256_text() { return text_like("^[0-9a-f]{64}$"); }

Shape& Shape::has(std::string_view member, Json schema) {
  members_.push_back({std::string(member), std::move(schema), true});
  return *this;
}

Shape& Shape::may_have(std::string_view member, Json schema) {
  members_.push_back({std::string(member), std::move(schema), false});
  return *this;
}

Shape& Shape::members_of(const Kind& kind, Nulls nulls) {
  const Dom whole = object(kind, nulls);
  const Dom required = whole.value("required", Dom::array());
  for (const auto& [name, schema] : whole["properties"].items())
    members_.push_back({name, schema.dump(), std::find(required.begin(), required.end(), name) != required.end()});
  return *this;
}

Shape& Shape::all_others(Json schema) {
  others_ = std::move(schema);
  return *this;
}

Json Shape::schema() const {
  Dom properties = Dom::object(), required = Dom::array();
  for (const auto& one : members_) {
    properties[one.name] = Dom::parse(one.schema);
    if (one.always) required.push_back(one.name);
  }
  Dom whole = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) whole["required"] = std::move(required);
  // Makers of clients take `additionalProperties` with a type for that of all members.
  if (!others_.empty()) whole["unevaluatedProperties"] = Dom::parse(others_);
  return whole.dump();
}

Shape page_of(std::string name, std::string_view item) {
  return Shape(std::move(name)).has("items", list_of(shaped(item))).has<std::optional<std::string>>("next");
}

const std::string* Answers::find(std::string_view what) const {
  const auto found = of.find(what);
  return found == of.end() ? nullptr : &found->second;
}

}  // namespace engine
