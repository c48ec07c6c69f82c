// Writes values as JSON by the tables of their kinds.
#include <cstring>

#include "engine/body.hpp"

namespace engine::body {

namespace {
int enumerator_at(const void* value) {  // of an enum class of int
  int enumerator = 0;
  std::memcpy(&enumerator, value, sizeof enumerator);
  return enumerator;
}

const void* at_offset(const void* value, std::size_t offset) { return static_cast<const std::byte*>(value) + offset; }

void write_quoted(std::string& out, const std::string& plain) {
  out += '"';
  out += plain;
  out += '"';
}
}  // namespace

namespace scalars {
void write_boolean(const Kind&, std::string& out, const void* value, Nulls) {
  out += *static_cast<const bool*>(value) ? "true" : "false";
}
void write_small_number(const Kind&, std::string& out, const void* value, Nulls) {
  out += std::to_string(*static_cast<const int*>(value));
}
void write_number(const Kind&, std::string& out, const void* value, Nulls) {
  out += std::to_string(*static_cast<const std::int64_t*>(value));
}
void write_string(const Kind&, std::string& out, const void* value, Nulls) {
  append_quoted(out, *static_cast<const std::string*>(value));
}
void write_view(const Kind&, std::string& out, const void* value, Nulls) {
  append_quoted(out, *static_cast<const std::string_view*>(value));
}
void write_day(const Kind&, std::string& out, const void* value, Nulls) {
  write_quoted(out, to_text(*static_cast<const Date*>(value)));
}
void write_instant(const Kind&, std::string& out, const void* value, Nulls) {
  write_quoted(out, to_text(*static_cast<const Time*>(value)));
}
void write_any_object(const Kind&, std::string& out, const void* value, Nulls) {
  out += static_cast<const AnyObject*>(value)->json;
}

// Of body_read.cpp.
void read_boolean(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_string(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_day(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_instant(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_number(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_small_number(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_any_object(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading);
}  // namespace scalars

namespace {
template <Form form, auto read, auto write>
const Kind& scalar() {
  static const Kind kind{form, read, write};
  return kind;
}
}  // namespace

using namespace scalars;
template <>
const Kind& kind_of<bool>() {
  return scalar<Form::boolean, read_boolean, write_boolean>();
}
template <>
const Kind& kind_of<int>() {
  return scalar<Form::small_number, read_small_number, write_small_number>();
}
template <>
const Kind& kind_of<std::int64_t>() {
  return scalar<Form::number, read_number, write_number>();
}
template <>
const Kind& kind_of<std::string>() {
  return scalar<Form::text, read_string, write_string>();
}
template <>
const Kind& kind_of<std::string_view>() {
  return scalar<Form::text, nullptr, write_view>();
}
template <>
const Kind& kind_of<Date>() {
  return scalar<Form::date, read_day, write_day>();
}
template <>
const Kind& kind_of<Time>() {
  return scalar<Form::time, read_instant, write_instant>();
}
template <>
const Kind& kind_of<AnyObject>() {
  return scalar<Form::any_object, read_any_object, write_any_object>();
}

void write_enumeration(const Kind& kind, std::string& out, const void* value, Nulls) {
  append_quoted(out, kind.name_of(enumerator_at(value)));
}

// A text of the lowest label is a plain one.
void write_classified(const Kind& kind, std::string& out, const void* value, Nulls) {
  const auto& text = *static_cast<const std::string*>(at_offset(value, kind.text_offset));
  const int label = enumerator_at(at_offset(value, kind.label_offset));
  if (label == 0) return append_quoted(out, text);
  JsonObject labelled(out);
  labelled.text(classification_field, kind.inner->name_of(label));
  labelled.text("text", text);
}

void write_optional(const Kind& kind, std::string& out, const void* value, Nulls nulls) {
  if (const auto* held = kind.held(value)) kind.inner->write(*kind.inner, out, held, nulls);
  else out += "null";
}

void write_list(const Kind& kind, std::string& out, const void* value, Nulls nulls) {
  struct Writing {
    const Kind& item;
    std::string& out;
    Nulls nulls;
    bool first = true;
  } writing{*kind.inner, out, nulls};
  out += '[';
  kind.each(value, &writing, [](void* to, const void* item) {
    auto& [inner, text, keep, first] = *static_cast<Writing*>(to);
    if (!first) text += ',';
    first = false;
    inner.write(inner, text, item, keep);
  });
  out += ']';
}

void write_object(const Kind& kind, std::string& out, const void* value, Nulls nulls) {
  out += '{';
  std::size_t comma = 1;  // the first field has none
  for (const auto& field : kind.fields) {
    const auto* held = at_offset(value, field.offset);
    if (nulls == Nulls::leave_out && field.kind->holds_nothing(held)) continue;
    out.append(field.head, comma);
    comma = 0;
    field.kind->write(*field.kind, out, held, nulls);
  }
  out += '}';
}

}  // namespace engine::body
