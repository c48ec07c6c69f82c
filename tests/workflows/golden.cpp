// Reading, comparing and, when asked to, writing.
#include "tests/workflows/golden.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace golden {

std::string path_of(const std::string& name) {
  return std::string(SECMP_SOURCE_DIR) + "/tests/workflows/golden/" + name;
}

std::string read(const std::string& name) {
  std::ifstream file(path_of(name), std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

namespace {
bool asked_to_write() {
  const char* asked = std::getenv("SECMP_UPDATE_GOLDEN");
  return asked != nullptr && std::string(asked) == "1";
}
std::string first_difference(const std::string& is, const std::string& was) {
  std::istringstream is_lines(is), was_lines(was);
  std::string new_line, old_line;
  for (int number = 1;; ++number) {
    const bool more = static_cast<bool>(std::getline(is_lines, new_line)),
               had_more = static_cast<bool>(std::getline(was_lines, old_line));
    if (!more && !had_more) return "the ends of their lines";
    if (!more || !had_more || new_line != old_line)
      return "line " + std::to_string(number) + "\n  is:  " + (more ? new_line : "(nothing)") +
             "\n  was: " + (had_more ? old_line : "(nothing)");
  }
}
}  // namespace

void same_as_file(const std::string& name, const std::string& text) {
  if (asked_to_write()) {
    std::ofstream(path_of(name), std::ios::binary) << text;
    return;
  }
  const auto was = read(name);
  CHECK_MESSAGE(text == was,
                name << " differs at " << first_difference(text, was) << "\nSECMP_UPDATE_GOLDEN=1 writes it anew");
}

namespace {
using Dom = nlohmann::json;
Dom least(const Dom& schema) {
  if (schema.contains("enum")) return schema["enum"][0];
  if (schema.contains("anyOf")) return least(schema["anyOf"][0]);
  auto type = schema.at("type");
  if (type.is_array()) type = type[0];
  if (type == "object") {
    Dom object = Dom::object();
    if (schema.contains("required"))
      for (const auto& name : schema["required"])
        object[name.get<std::string>()] = name == "code" ? Dom("CB_VOTE")  // of a milestone: no text will do
                                                         : least(schema["properties"][name.get<std::string>()]);
    return object;
  }
  if (type == "array") return schema.value("minItems", 0) > 0 ? Dom::array({least(schema["items"])}) : Dom::array();
  if (type == "boolean") return true;
  if (type == "integer") return 1;
  if (schema.value("format", "") == "date") return "2021-09-06";
  if (schema.value("format", "") == "date-time") return "2021-09-07T16:00:00Z";
  return "text";
}
}  // namespace

std::string least_body(const std::string& schema) { return least(Dom::parse(schema)).dump(); }

}  // namespace golden
