// Bodies are described once: from a struct's Boost.Describe description come the reader with a pointer for each error,
// the writer, and (body_schema.hpp) the JSON Schema.
#pragma once

#include "engine/body_kinds.hpp"
#include "engine/calendar.hpp"
#include "engine/json_text.hpp"

namespace engine::body {

inline constexpr std::size_t text_chars_max = 20'000;
inline constexpr std::size_t items_max = 1'000;
inline constexpr std::int64_t number_max = 1'000'000'000'000;
inline constexpr std::int64_t small_number_max = 1'000'000;

// Enumerators are written with hyphens: not_incur is "not-incur" on the wire.

template <DescribedEnum E>
const std::vector<std::pair<E, std::string>>& wire_names() {
  static const auto names = [] {
    std::vector<std::pair<E, std::string>> found;
    for (const auto& one : kind_of<E>().enumerators) found.emplace_back(static_cast<E>(one.value), one.name);
    return found;
  }();
  return names;
}

template <DescribedEnum E>
std::string_view wire_name(E value) {
  return kind_of<E>().name_of(static_cast<int>(value));
}

template <DescribedEnum E>
std::optional<E> from_wire(std::string_view text) {
  const auto* one = kind_of<E>().enumerator_called(text);
  return one == nullptr ? std::nullopt : std::optional(static_cast<E>(one->value));
}

template <class T>
void write(std::string& out, const T& value, Nulls nulls = Nulls::leave_out) {
  const typename Description<T>::type& described = value;
  const auto& kind = kind_of<typename Description<T>::type>();
  kind.write(kind, out, &described, nulls);
}

template <class T>
Json text_of(const T& value, Nulls nulls = Nulls::leave_out) {
  Json out;
  write(out, value, nulls);
  return out;
}

// How strictly a body is read, and what was wrong in it.
struct Reading {
  Unknown unknown = Unknown::refuse;
  std::vector<FieldError> errors;
  void fault(std::string pointer, std::string detail) { errors.push_back({std::move(pointer), std::move(detail)}); }
};

// The way from the root to a value. Most values are right, and then nobody asks for its text.
struct Where {
  const Where* parent = nullptr;
  std::string_view name;        // of a field
  std::size_t index = 0;        // of an item: its place + 1
  std::string pointer() const;  // RFC 6901, section 3
};

std::string escaped_pointer(std::string_view name);            // RFC 6901, section 3
std::optional<std::string> text_fault(std::string_view text);  // why this is no text we keep; nothing: it is fine
std::optional<std::string> character_fault(std::string_view text);  // a character in it that we do not keep
std::string words_of(const JsonNode& value);                   // "a number", for sentences
std::string one_of(const std::vector<std::string>& names);

// Reads JSON text into a value of the kind. Errors come back in `reading`; unreadable JSON is one at the root.
void read_text(const Kind& kind, const Json& text, void* into, Reading& reading);
// The same for what we wrote ourselves: a field that a later release dropped is passed over.
// Throws std::runtime_error when it cannot be read: then the journal is not what we wrote.
void read_own_text(const Kind& kind, const Json& text, void* into);

// The body of a command: strict.
template <class T>
T read_command(const Json& text, Reading& reading) {
  T value{};
  typename Description<T>::type& described = value;
  read_text(kind_of<typename Description<T>::type>(), text, &described, reading);
  return value;
}

// The body of an event, as read_own_text().
template <class T>
T read_event(const Json& text) {
  T value{};
  typename Description<T>::type& described = value;
  read_own_text(kind_of<typename Description<T>::type>(), text, &described);
  return value;
}

}  // namespace engine::body
