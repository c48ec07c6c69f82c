// One function for each kind of word that a schema says.
#include "tests/support/schema.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <stdexcept>

namespace test {
namespace {

using Json = nlohmann::json;

bool is_of(const Json& value, const std::string& type) {
  if (type == "null") return value.is_null();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "string") return value.is_string();
  if (type == "array") return value.is_array();
  if (type == "object") return value.is_object();
  throw std::runtime_error("no type is called " + type);
}

// 0 stands for any digit.
bool looks_like(std::string_view text, std::string_view picture) {
  return text.size() == picture.size() &&
         std::equal(text.begin(), text.end(), picture.begin(),
                    [](char one, char wanted) { return wanted == '0' ? one >= '0' && one <= '9' : one == wanted; });
}

bool is_formatted(const std::string& text, const std::string& format) {
  if (format == "date") return looks_like(text, "0000-00-00");
  if (format == "date-time") return looks_like(text, "0000-00-00T00:00:00Z");
  throw std::runtime_error("no format is called " + format);
}

bool is_like(const std::string& text, const std::string& pattern) {
  thread_local std::map<std::string, std::regex> made;
  const auto [place, fresh] = made.try_emplace(pattern);
  if (fresh) place->second = std::regex(pattern);
  return std::regex_search(text, place->second);
}

class Check {
 public:
  // `loose`: others say which members there may be.
  Check(const Schemas& schemas, std::vector<std::string>& faults, bool loose = false)
      : schemas_(schemas), faults_(faults), loose_(loose) {}

  void value(const Json& value, const Json& schema, const std::string& at) {
    if (schema.contains("$ref")) return this->value(value, schemas_.behind(schema), at);
    only_known_words(schema);
    if (!has_a_type(value, schema))
      return fault(at, "is " + value.dump().substr(0, 60) + ", not " + schema["type"].dump());
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      fault(at, "is " + value.dump() + ", none of " + schema["enum"].dump());
    if (schema.contains("const") && value != schema["const"])
      fault(at, "is " + value.dump() + ", not " + schema["const"].dump());
    for (const char* word : {"anyOf", "oneOf"})
      if (schema.contains(word)) one_of(value, schema[word], at, schema.contains("properties"));
    if (value.is_string()) text(value, schema, at);
    if (value.is_number()) number(value, schema, at);
    if (value.is_array()) list(value, schema, at);
    if (value.is_object()) object(value, schema, at);
  }

 private:
  void fault(const std::string& at, const std::string& what) {
    faults_.push_back((at.empty() ? "/" : at) + " " + what);
  }

  static void only_known_words(const Json& schema) {
    static const std::set<std::string> known = {"type",        "enum",
                                                "anyOf",       "oneOf",
                                                "pattern",     "format",
                                                "minimum",     "maximum",
                                                "items",       "minItems",
                                                "maxItems",    "required",
                                                "properties",  "title",
                                                "examples",    "additionalProperties",
                                                "default",     "minLength",
                                                "maxLength",   "const",
                                                "description", "contentMediaType",
                                                "unevaluatedProperties"};
    for (const auto& [word, _] : schema.items())
      if (!known.contains(word)) throw std::runtime_error("a schema says " + word + ", which nobody checks here");
  }

  static bool has_a_type(const Json& value, const Json& schema) {
    const auto type = schema.find("type");
    if (type == schema.end()) return true;
    if (type->is_string()) return is_of(value, *type);
    return std::any_of(type->begin(), type->end(), [&](const Json& one) { return is_of(value, one); });
  }

  // The faults of the choice that has the fewest.
  void one_of(const Json& value, const Json& choices, const std::string& at, bool loose) {
    std::vector<std::string> best;
    for (const Json& choice : choices) {
      std::vector<std::string> found;
      Check(schemas_, found, loose).value(value, choice, at);
      if (found.empty()) return;
      if (best.empty() || found.size() < best.size()) best = found;
    }
    for (const auto& one : best) faults_.push_back(one);
  }

  void text(const Json& value, const Json& schema, const std::string& at) {
    const auto& said = value.get_ref<const std::string&>();
    const auto format = schema.find("format");
    if (format != schema.end() && !is_formatted(said, format->get_ref<const std::string&>()))
      fault(at, "is " + value.dump() + ", no " + format->dump());
    const auto pattern = schema.find("pattern");
    if (pattern != schema.end() && !is_like(said, pattern->get_ref<const std::string&>()))
      fault(at, "is " + value.dump() + ", not like " + pattern->dump());
    if (said.size() < schema.value("minLength", std::size_t{0})) fault(at, "is too short");
  }

  void number(const Json& value, const Json& schema, const std::string& at) {
    if (schema.contains("minimum") && value < schema["minimum"]) fault(at, "is " + value.dump() + ", which is too low");
    if (schema.contains("maximum") && value > schema["maximum"])
      fault(at, "is " + value.dump() + ", which is too high");
  }

  void list(const Json& value, const Json& schema, const std::string& at) {
    if (value.size() < schema.value("minItems", std::size_t{0})) fault(at, "has too few items");
    if (!schema.contains("items")) return;
    for (std::size_t i = 0; i < value.size(); ++i) this->value(value[i], schema["items"], at + "/" + std::to_string(i));
  }

  void object(const Json& value, const Json& schema, const std::string& at) {
    for (const Json& name : schema.value("required", Json::array()))
      if (!value.contains(name.get<std::string>())) fault(at, "has no " + name.get<std::string>());
    static const Json none = Json::object();
    const Json& properties = schema.contains("properties") ? schema["properties"] : none;
    for (const auto& [name, member] : value.items()) {
      if (const auto known = properties.find(name); known != properties.end())
        Check(schemas_, faults_).value(member, *known, at + "/" + name);
      else if (!loose_) other(member, schema, at, name);
    }
  }

  void other(const Json& member, const Json& schema, const std::string& at, const std::string& name) {
    const auto typed = schema.find("unevaluatedProperties");
    const auto others = typed != schema.end() ? typed : schema.find("additionalProperties");
    if (others != schema.end() && others->is_object()) return value(member, *others, at + "/" + name);
    const bool any = others != schema.end() ? others->get<bool>() : !schema.contains("properties");
    if (!any) fault(at, "has " + name + ", of which its schema does not know");
  }

  const Schemas& schemas_;
  std::vector<std::string>& faults_;
  const bool loose_;
};

}  // namespace

const Json& Schemas::behind(const Json& schema) const {
  const Json* found = &schema;
  while (found->contains("$ref"))
    found = &document_.at(Json::json_pointer((*found)["$ref"].get<std::string>().substr(1)));
  return *found;
}

std::vector<std::string> Schemas::faults(const Json& value, const Json& schema) const {
  std::vector<std::string> found;
  Check(*this, found).value(value, schema, "");
  return found;
}

}  // namespace test
