#include "engine/body.hpp"

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
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7f)
      return "must not contain control characters";
  }
  if (text.find_first_not_of(" \n\t\r") == std::string::npos) return "must not be blank";
  return {};
}

std::string kind_of(const JsonNode& value) {
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

void read(const JsonNode& from, bool& into, const Where& at, Reading& reading) {
  if (from.kind() == JsonNode::Kind::boolean) into = from.boolean();
  else reading.fault(at.pointer(), "must be true or false, not " + kind_of(from));
}

void read(const JsonNode& from, std::string& into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::text) return reading.fault(at.pointer(), "must be a text, not " + kind_of(from));
  const auto text = from.text();
  // What we wrote ourselves may be empty: a vacant seat has no holder.
  if (reading.unknown == Unknown::refuse)
    if (auto fault = text_fault(text)) return reading.fault(at.pointer(), std::move(*fault));
  into = text;
}

void read(const JsonNode& from, Date& into, const Where& at, Reading& reading) {
  const auto day = from.kind() == JsonNode::Kind::text ? read_date(from.text()) : std::nullopt;
  if (!day) return reading.fault(at.pointer(), "must be a day that exists, written YYYY-MM-DD");
  into = *day;
}

void read(const JsonNode& from, Time& into, const Where& at, Reading& reading) {
  const auto instant = from.kind() == JsonNode::Kind::text ? read_time(from.text()) : std::nullopt;
  if (!instant) return reading.fault(at.pointer(), "must be an instant with its time zone, like 2019-03-22T17:00:00Z");
  into = *instant;
}

void read(const JsonNode& from, std::int64_t& into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::integer)
    return reading.fault(at.pointer(), "must be a whole number, not " + (from.kind() == JsonNode::Kind::number
                                                                             ? "one with a fraction or an exponent"
                                                                             : kind_of(from)));
  const auto number = from.integer();
  if (number < 0 || number > number_max)
    return reading.fault(at.pointer(), "must be from 0 to " + std::to_string(number_max));
  into = number;
}

void read(const JsonNode& from, int& into, const Where& at, Reading& reading) {
  std::int64_t wide = 0;
  read(from, wide, at, reading);
  if (wide > 1'000'000) reading.fault(at.pointer(), "must be at most 1000000");
  else into = static_cast<int>(wide);
}

void read(const JsonNode& from, AnyObject& into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::object)
    return reading.fault(at.pointer(), "must be an object, not " + kind_of(from));
  into.json = from.json();
}

}  // namespace engine::body
