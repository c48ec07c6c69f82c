// Goes through a schema as far as it demands something.
#include "tests/system/made_up.hpp"

#include <algorithm>

namespace outside {
namespace {

const std::string today = "2019-03-18";

Json text_for(const Json& schema, const std::string& name) {
  static const std::map<std::string, std::string> known{
      {"seat", "LS-1"},     {"release", "november-2019"},    {"ref", "SECMP0026"},   {"code", "CB_VOTE"},
      {"party", "party-1"}, {"category", "large-suppliers"}, {"relation", "affects"}};
  const auto format = schema.value("format", "");
  if (format == "date") return today;
  if (format == "date-time") return "2019-04-03T16:00:00Z";
  return known.contains(name) ? known.at(name) : "x";
}

Json value_of(const Json& schema, const std::string& name, bool all) {
  if (schema.contains("enum")) return schema["enum"][0];
  if (schema.contains("anyOf")) return value_of(schema["anyOf"][0], name, all);
  const Json type = schema.value("type", Json("string"));
  const std::string kind = type.is_array() ? type[0].get<std::string>() : type.get<std::string>();
  if (kind == "boolean") return true;
  if (kind == "integer" || kind == "number") return 1;
  if (kind == "array") return Json::array({value_of(schema["items"], name, false)});
  if (kind == "string") return text_for(schema, name);
  Json body = Json::object();
  const Json required = schema.value("required", Json::array());
  const Json properties = schema.value("properties", Json::object());
  for (const auto& [one, inner] : properties.items()) {
    const bool demanded = std::find(required.begin(), required.end(), one) != required.end();
    if (demanded || one == "reason" || (all && one != "decision" && one != "effective_on" && one != "recorded_from"))
      body[one] = value_of(inner, one, false);
  }
  return body;
}

}  // namespace

Json made_up(const Json& schema, bool all) { return value_of(schema, "", all); }

Json schema_of(const Json& document, const std::string& path) {
  return schema_of(document.at("paths").at(path).at("post"));
}

Json schema_of(const Json& method) {
  if (!method.contains("requestBody")) return Json::object();
  return method["requestBody"]["content"]["application/json"].value("schema", Json::object());
}

std::vector<std::string> command_paths(const Json& document) {
  std::vector<std::string> found;
  for (const auto& [path, methods] : document.at("paths").items()) {
    const bool of_no_case = path == "/v1/clock" || path == "/v1/batch" || path == "/v1/documents";
    const bool opens = path.starts_with("/v1/") && path.find('/', 4) == std::string::npos && !of_no_case;
    if (methods.contains("post") && (opens || path.find("/commands/") != std::string::npos)) found.push_back(path);
  }
  return found;
}

}  // namespace outside
