// Finds the fields of a schema that may be confidential, and puts a canary into each.
#include "tests/support/canary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/body.hpp"

namespace canary {

namespace {
constexpr std::string_view beginning = "canarybird";
constexpr std::size_t word_chars = beginning.size() + 6;

bool has(const Dom& schema, const char* property) {
  return schema.contains("properties") && schema["properties"].contains(property);
}
// The form of a classified text that is an object; nullptr: it is none.
const Dom* labelled_form(const Dom& schema) {
  if (schema.contains("anyOf"))
    for (const auto& one : schema["anyOf"])
      if (has(one, "text") && has(one, "classification")) return &one;
  return nullptr;
}
std::string kind_of(const Dom& schema) {
  if (!schema.contains("type")) return "";
  return schema["type"].is_array() ? schema["type"][0].get<std::string>() : schema["type"].get<std::string>();
}
bool plain_text(const Dom& schema) {
  return kind_of(schema) == "string" && !schema.contains("enum") && !schema.contains("format");
}
// Of an object with a classification of its own: these identify it, and say nothing of what it is about.
// An item of an agenda is called in the open minutes what it is called in the confidential ones.
bool identifies(const Dom& schema, const std::string& property) {
  static const std::set<std::string> names{"kind", "version", "sha256", "ref",
                                           "id",   "meeting", "paper",  "neutral_line", "held_elsewhere"};
  return names.contains(property) || (property == "title" && has(schema, "item"));
}

void find(Field at, const Dom& schema, std::vector<Field>& found) {
  if (labelled_form(schema) != nullptr) {
    found.push_back(at);
    return;
  }
  if (kind_of(schema) == "array") return find(at, schema["items"], found);
  if (!schema.contains("properties")) return;
  for (const auto& [name, property] : schema["properties"].items()) {
    const Field inside{at.collection, at.command, at.path + "/" + name};
    if (has(schema, "classification") && plain_text(property) && !identifies(schema, name)) found.push_back(inside);
    else find(inside, property, found);
  }
}

// The least that a schema takes.
Dom least(const Dom& schema) {
  if (schema.contains("enum")) return schema["enum"][0];
  const auto kind = kind_of(schema);
  if (kind == "boolean") return false;
  if (kind == "integer") return 1;
  if (kind == "array") return Dom::array();
  if (kind == "string" || kind.empty()) return schema.value("format", "") == "date" ? "2019-03-15" : "x";
  Dom made = Dom::object();
  for (const auto& name : schema.value("required", Dom::array()))
    made[name.get<std::string>()] = name == "code" ? Dom("CB_VOTE")  // of a milestone: no text will do
                                                   : least(schema["properties"][name.get<std::string>()]);
  return made;
}
}  // namespace

std::string in_words(const Field& field) { return field.collection + " " + field.command + " " + field.path; }

std::string Birds::word(const Field& field, sec::Classification classification) {
  const Word word{field, classification};
  auto& text = texts_[word];
  if (text.empty()) {
    text = fmt::format("{}{:05}x", beginning, texts_.size());
    words_[text] = word;
  }
  planted_.insert(word);
  return text;
}

void Birds::walk(Field at, const Dom& schema, sec::Classification classification, Dom& value) {
  std::vector<Field> below;
  find(at, schema, below);
  if (below.empty()) return;
  if (labelled_form(schema) != nullptr) {
    value = {{"classification", engine::body::wire_name(classification)}, {"text", word(at, classification)}};
    return;
  }
  if (value.is_null()) value = least(schema);
  if (kind_of(schema) == "array") {
    if (value.empty()) value.push_back(least(schema["items"]));
    for (auto& item : value) walk(at, schema["items"], classification, item);
    return;
  }
  const bool bears_a_class = has(schema, "classification");
  if (bears_a_class) value["classification"] = engine::body::wire_name(classification);
  for (const auto& [name, property] : schema["properties"].items()) {
    const Field inside{at.collection, at.command, at.path + "/" + name};
    if (bears_a_class && plain_text(property) && !identifies(schema, name)) value[name] = word(inside, classification);
    else {
      Dom member = value.contains(name) ? value[name] : Dom();
      walk(inside, property, classification, member);
      if (!member.is_null()) value[name] = std::move(member);
    }
  }
}

void Birds::plant(const std::string& collection, const std::string& command, const Dom& schema,
                  sec::Classification classification, Dom& body) {
  walk({collection, command, ""}, schema, classification, body);
}

std::vector<Field> fields(const std::string& collection, const std::string& command, const Dom& schema) {
  std::vector<Field> found;
  find({collection, command, ""}, schema, found);
  return found;
}

std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> found;
  for (auto at = text.find(beginning); at != std::string::npos; at = text.find(beginning, at + 1))
    found.push_back(text.substr(at, word_chars));
  return found;
}

}  // namespace canary
