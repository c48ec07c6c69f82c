// What readers of bodies say when something is wrong, and the look-ups in a kind.
#include "engine/body.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/blanks.hpp"
#include "engine/text.hpp"

namespace engine::body {

std::string Where::pointer() const {
  if (parent == nullptr) return "";
  return parent->pointer() + "/" + (index > 0 ? std::to_string(index - 1) : escaped_pointer(name));
}

std::string escaped_pointer(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

std::optional<std::string> text_fault(std::string_view text) {
  if (text.empty()) return "must not be empty; leave it out when it is not known";
  if (text.size() > text_chars_max) return "must have at most " + std::to_string(text_chars_max) + " bytes";
  if (auto fault = character_fault(text)) return fault;
  if (is_blank(text)) return "must not be blank";
  return {};
}

std::optional<std::string> character_fault(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    char32_t character = static_cast<unsigned char>(text[at]);
    at += character < 0x80 ? 1 : std::max<std::size_t>(read_utf8(text.substr(at), character), 1);
    if ((character < 0x20 && character != '\n' && character != '\t' && character != '\r') || character == 0x7f)
      return "must not contain control characters";
    if (is_noncharacter(character)) {
      return fmt::format("must not contain U+{:04X}, which is no character: XML cannot hold it",
                         static_cast<unsigned>(character));
    }
  }
  return {};
}

std::string words_of(const JsonNode& value) {
  switch (value.kind()) {
    case JsonNode::Kind::null:
      return "null";
    case JsonNode::Kind::boolean:
      return "true or false";
    case JsonNode::Kind::integer:
    case JsonNode::Kind::number:
      return "a number";
    case JsonNode::Kind::text:
      return "a text";
    case JsonNode::Kind::list:
      return "a list";
    case JsonNode::Kind::object:
      break;
  }
  return "an object";
}

std::string one_of(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += "'" + names[i] + "'";
  }
  return out;
}

std::string_view Kind::name_of(int enumerator) const {
  for (const auto& one : enumerators)
    if (one.value == enumerator) return one.name;
  return "";
}

const Enumerator* Kind::enumerator_called(std::string_view name) const {
  for (const auto& one : enumerators)
    if (one.name == name) return &one;
  return nullptr;
}

namespace detail {
Kind enumeration_kind(std::vector<Enumerator> described) {
  for (auto& [_, name] : described) {
    if (name.ends_with('_')) name.pop_back();  // a word that C++ keeps for itself
    std::replace(name.begin(), name.end(), '_', '-');
  }
  Kind kind{Form::enumeration, read_enumeration, write_enumeration};
  kind.enumerators = std::move(described);
  return kind;
}

Kind object_kind(std::vector<Field> fields) {
  Kind kind{Form::object, read_object, write_object};
  kind.fields = std::move(fields);
  return kind;
}

Field field(const char* name, std::size_t offset, const Kind& kind) {
  const auto on_the_wire = wire_field(name);
  return {on_the_wire, ",\"" + std::string(on_the_wire) + "\":", offset, &kind};
}
}  // namespace detail

}  // namespace engine::body
