// Makes an example out of what a schema demands.
#include "api/routes/example.hpp"

#include <algorithm>
#include <string>

namespace api {
namespace {

using Json = nlohmann::ordered_json;

Json of_object(const Json& schema) {
  Json made = Json::object();
  const Json properties = schema.value("properties", Json::object());
  if (!schema.contains("required"))
    for (const auto& [name, member] : properties.items())
      if (member.contains("examples")) made[name] = example_of(member);
  for (const auto& name : schema.value("required", Json::array()))
    if (const auto one = properties.find(name.get<std::string>()); one != properties.end())
      made[name.get<std::string>()] = example_of(*one);
  return made;
}

Json of_list(const Json& schema) {
  Json made = Json::array();
  const auto items = schema.find("items");
  if (items != schema.end())
    for (int i = 0; i < schema.value("minItems", 0); ++i) made.push_back(example_of(*items));
  return made;
}

Json of_text(const Json& schema) {
  const auto format = schema.value("format", std::string());
  if (format == "date") return "2019-03-18";
  if (format == "date-time") return "2019-03-18T17:00:00Z";
  return schema.value("title", std::string("text"));
}

std::string type_of(const Json& schema) {
  const auto type = schema.find("type");
  if (type == schema.end()) return "";
  return type->is_array() ? type->front().get<std::string>() : type->get<std::string>();
}

}  // namespace

Json example_of(const Json& schema) {
  if (const auto own = schema.find("examples"); own != schema.end() && !own->empty()) return own->front();
  if (const auto words = schema.find("enum"); words != schema.end()) return words->front();
  for (const char* choice : {"anyOf", "oneOf"})
    if (const auto any = schema.find(choice); any != schema.end()) return example_of(any->front());
  const auto type = type_of(schema);
  if (type == "object") return of_object(schema);
  if (type == "array") return of_list(schema);
  if (type == "integer") return std::max(1, schema.value("minimum", 1));
  if (type == "boolean") return true;
  return of_text(schema);
}

}  // namespace api
