#include "engine/body.hpp"

namespace engine::body {

std::string escaped_pointer(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

std::optional<std::string> text_fault(const std::string& text) {
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

std::string kind_of(const Dom& value) {
  if (value.is_null()) return "null";
  if (value.is_string()) return "a text";
  if (value.is_number()) return "a number";
  if (value.is_boolean()) return "true or false";
  return value.is_array() ? "a list" : "an object";
}

std::string one_of(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " or " : ", ";
    out += "'" + names[i] + "'";
  }
  return out;
}

void read(const Dom& from, std::string& into, const std::string& at, Reading& reading) {
  if (!from.is_string()) return reading.fault(at, "must be a text, not " + kind_of(from));
  const auto& text = from.get_ref<const std::string&>();
  // What we wrote ourselves may be empty: a vacant seat has no holder.
  if (reading.unknown == Unknown::refuse)
    if (auto fault = text_fault(text)) return reading.fault(at, std::move(*fault));
  into = text;
}

void read(const Dom& from, Date& into, const std::string& at, Reading& reading) {
  const auto day = from.is_string() ? read_date(from.get_ref<const std::string&>()) : std::nullopt;
  if (!day) return reading.fault(at, "must be a day that exists, written YYYY-MM-DD");
  into = *day;
}

void read(const Dom& from, Time& into, const std::string& at, Reading& reading) {
  const auto instant = from.is_string() ? read_time(from.get_ref<const std::string&>()) : std::nullopt;
  if (!instant) return reading.fault(at, "must be an instant with its time zone, like 2019-03-22T17:00:00Z");
  into = *instant;
}

void read(const Dom& from, std::int64_t& into, const std::string& at, Reading& reading) {
  if (!from.is_number_integer()) return reading.fault(at, "must be a whole number, not " + kind_of(from));
  if (from.is_number_unsigned() ? from.get<std::uint64_t>() > static_cast<std::uint64_t>(number_max)
                                : from.get<std::int64_t>() < 0)
    return reading.fault(at, "must be from 0 to " + std::to_string(number_max));
  into = from.get<std::int64_t>();
}

}  // namespace engine::body
