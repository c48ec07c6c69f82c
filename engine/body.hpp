// Bodies are described once: from a struct's Boost.Describe description come the reader with a pointer for each error,
// the writer and the JSON Schema. Include it only where a workflow is made: it brings nlohmann in.
#pragma once

#include <algorithm>
#include <array>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <nlohmann/json.hpp>

#include "engine/calendar.hpp"
#include "engine/json_text.hpp"

namespace engine::body {

namespace describe = boost::describe;
namespace mp11 = boost::mp11;
using Dom = nlohmann::json;

inline constexpr std::size_t text_chars_max = 20'000;
inline constexpr std::size_t items_max = 1'000;
inline constexpr std::int64_t number_max = 1'000'000'000'000;

// A list that must not be empty; a plain std::vector may be, and may be left out.
template <class T>
struct OneOrMore : std::vector<T> {
  using std::vector<T>::vector;
};

template <class T>
concept Described = (describe::has_describe_members<T>::value || requires { typename T::DescribedAs; }) &&
                    !std::is_enum_v<T>;
template <class T>
concept DescribedEnum = describe::has_describe_enumerators<T>::value;
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsList : std::false_type {};
template <class T>
struct IsList<std::vector<T>> : std::true_type {};
template <class T>
struct IsList<OneOrMore<T>> : std::true_type {};
template <class T>
struct IsOneOrMore : std::false_type {};
template <class T>
struct IsOneOrMore<OneOrMore<T>> : std::true_type {};
template <class T>
constexpr bool may_be_left_out = IsOptional<T>::value || (IsList<T>::value && !IsOneOrMore<T>::value);

// A struct that adds no fields to its base names it as `DescribedAs` instead of describing itself again.
template <class T>
struct Description {
  using type = T;
};
template <class T>
requires requires { typename T::DescribedAs; }
struct Description<T> {
  using type = typename T::DescribedAs;
};

// A field whose plain name means something else in its struct ends in an underscore; its name on the wire does not.
constexpr std::string_view wire_field(std::string_view name) {
  return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

template <class T, class Visit>
void for_each_member(Visit visit) {
  using Members =
      describe::describe_members<typename Description<T>::type, describe::mod_public | describe::mod_inherited>;
  mp11::mp_for_each<Members>([&](auto member) { visit(wire_field(member.name), member.pointer); });
}

// Enumerators are written with hyphens: not_incur is "not-incur" on the wire.
template <DescribedEnum E>
const std::vector<std::pair<E, std::string>>& wire_names() {
  static const auto names = [] {
    std::vector<std::pair<E, std::string>> found;
    mp11::mp_for_each<describe::describe_enumerators<E>>([&](auto one) {
      std::string text(one.name);
      if (text.ends_with('_')) text.pop_back();  // a word that C++ keeps for itself
      std::replace(text.begin(), text.end(), '_', '-');
      found.emplace_back(one.value, std::move(text));
    });
    return found;
  }();
  return names;
}

template <DescribedEnum E>
std::string_view wire_name(E value) {
  for (const auto& [known, name] : wire_names<E>())
    if (known == value) return name;
  return "";
}

template <DescribedEnum E>
std::optional<E> from_wire(std::string_view text) {
  for (const auto& [value, name] : wire_names<E>())
    if (name == text) return value;
  return {};
}

// --- writing ---------------------------------------------------------------------------------------------------------

enum class Nulls { leave_out, keep };

template <class T>
void write(std::string& out, const T& value, Nulls nulls = Nulls::leave_out) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    out += std::to_string(value);
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
    append_quoted(out, value);
  } else if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, Time>) {
    out += '"';
    out += to_text(value);
    out += '"';
  } else if constexpr (DescribedEnum<T>) {
    append_quoted(out, wire_name(value));
  } else if constexpr (IsOptional<T>::value) {
    if (value) write(out, *value, nulls);
    else out += "null";
  } else if constexpr (Described<T>) {
    out += '{';
    bool first = true;
    for_each_member<T>([&](std::string_view name, auto pointer) {
      const auto& field = value.*pointer;
      using Field = std::decay_t<decltype(field)>;
      if constexpr (IsOptional<Field>::value) {
        if (!field && nulls == Nulls::leave_out) return;
      } else if constexpr (IsList<Field>::value) {
        if (field.empty() && nulls == Nulls::leave_out) return;
      }
      if (!first) out += ',';
      first = false;
      append_quoted(out, name);
      out += ':';
      write(out, field, nulls);
    });
    out += '}';
  } else {  // a list of any kind
    out += '[';
    bool first = true;
    for (const auto& item : value) {
      if (!first) out += ',';
      first = false;
      write(out, item, nulls);
    }
    out += ']';
  }
}

template <class T>
Json text_of(const T& value, Nulls nulls = Nulls::leave_out) {
  Json out;
  write(out, value, nulls);
  return out;
}

// --- reading ---------------------------------------------------------------------------------------------------------

enum class Unknown { refuse, pass_over };  // a field that the description does not have

struct Reading {
  Unknown unknown = Unknown::refuse;
  std::vector<FieldError> errors;
  void fault(const std::string& pointer, std::string detail) { errors.push_back({pointer, std::move(detail)}); }
};

std::string escaped_pointer(std::string_view name);              // RFC 6901, section 3
std::optional<std::string> text_fault(const std::string& text);  // why this is no text we keep; nothing: it is fine
std::string kind_of(const Dom& value);                           // "a number", for sentences
std::string one_of(const std::vector<std::string>& names);

inline void read(const Dom& from, bool& into, const std::string& at, Reading& reading) {
  if (from.is_boolean()) into = from.get<bool>();
  else reading.fault(at, "must be true or false, not " + kind_of(from));
}
void read(const Dom& from, std::string& into, const std::string& at, Reading& reading);
void read(const Dom& from, Date& into, const std::string& at, Reading& reading);
void read(const Dom& from, Time& into, const std::string& at, Reading& reading);
void read(const Dom& from, std::int64_t& into, const std::string& at, Reading& reading);
inline void read(const Dom& from, int& into, const std::string& at, Reading& reading) {
  std::int64_t wide = 0;
  read(from, wide, at, reading);
  if (wide > 1'000'000) reading.fault(at, "must be at most 1000000");
  else into = static_cast<int>(wide);
}

template <DescribedEnum E>
void read(const Dom& from, E& into, const std::string& at, Reading& reading) {
  if (!from.is_string()) return reading.fault(at, "must be a text, not " + kind_of(from));
  if (auto value = from_wire<E>(from.get_ref<const std::string&>())) {
    into = *value;
    return;
  }
  std::vector<std::string> names;
  for (const auto& [_, name] : wire_names<E>()) names.push_back(name);
  reading.fault(at, "must be " + one_of(names));
}

template <Described T>
void read(const Dom& from, T& into, const std::string& at, Reading& reading);
template <class T>
void read(const Dom& from, std::optional<T>& into, const std::string& at, Reading& reading);
template <class T>
requires IsList<T>::value void read(const Dom& from, T& into, const std::string& at, Reading& reading);

template <class T>
void read(const Dom& from, std::optional<T>& into, const std::string& at, Reading& reading) {
  if (from.is_null()) return;
  read(from, into.emplace(), at, reading);
}

template <class T>
requires IsList<T>::value void read(const Dom& from, T& into, const std::string& at, Reading& reading) {
  if (!from.is_array()) return reading.fault(at, "must be a list, not " + kind_of(from));
  if (IsOneOrMore<T>::value && from.empty()) return reading.fault(at, "must name at least one");
  if (from.size() > items_max && reading.unknown == Unknown::refuse)  // what we wrote ourselves may be longer
    return reading.fault(at, "must have at most " + std::to_string(items_max) + " items");
  for (std::size_t i = 0; i < from.size(); ++i)
    read(from[i], into.emplace_back(), at + "/" + std::to_string(i), reading);
}

template <Described T>
void read(const Dom& from, T& into, const std::string& at, Reading& reading) {
  if (!from.is_object()) return reading.fault(at, "must be an object, not " + kind_of(from));
  std::size_t used = 0;
  for_each_member<T>([&](std::string_view name, auto pointer) {
    auto& field = into.*pointer;
    const auto found = from.find(name);
    const auto where = at + "/" + escaped_pointer(name);
    if (found != from.end()) {
      ++used;
      read(*found, field, where, reading);
    } else if constexpr (!may_be_left_out<std::decay_t<decltype(field)>>) {
      reading.fault(where, "is missing");
    }
  });
  if (used == from.size() || reading.unknown == Unknown::pass_over) return;
  for (const auto& [name, _] : from.items()) {
    bool known = false;
    for_each_member<T>([&](std::string_view member, auto) { known = known || member == name; });
    if (!known) reading.fault(at + "/" + escaped_pointer(name), "is not a field of this body");
  }
}

// The body of a command: strict. Errors come back in `reading`; unreadable JSON is one at the root.
template <class T>
T read_command(const Json& text, Reading& reading) {
  T value{};
  const auto dom = Dom::parse(text, nullptr, false);
  if (dom.is_discarded()) reading.fault("", "is not readable JSON");
  else read(dom, value, "", reading);
  return value;
}

// The body of an event that we wrote ourselves: a field that a later release dropped is passed over.
// Throws std::runtime_error when it cannot be read: then the journal is not what we wrote.
template <class T>
T read_event(const Json& text) {
  Reading reading{Unknown::pass_over, {}};
  auto value = read_command<T>(text, reading);
  if (!reading.errors.empty())
    throw std::runtime_error("event body " + reading.errors[0].pointer + " " + reading.errors[0].detail);
  return value;
}

// --- schema ----------------------------------------------------------------------------------------------------------

template <class T>
Dom schema() {
  if constexpr (IsOptional<T>::value) {
    auto inner = schema<typename T::value_type>();
    if (inner.contains("enum")) inner["enum"].push_back(nullptr);
    if (inner.contains("type")) inner["type"] = Dom::array({inner["type"], "null"});
    return inner;
  } else if constexpr (IsList<T>::value) {
    Dom list = {{"type", "array"}, {"items", schema<typename T::value_type>()}, {"maxItems", items_max}};
    if (IsOneOrMore<T>::value) list["minItems"] = 1;
    return list;
  } else if constexpr (DescribedEnum<T>) {
    Dom names = Dom::array();
    for (const auto& [_, name] : wire_names<T>()) names.push_back(name);
    return {{"type", "string"}, {"enum", names}};
  } else if constexpr (Described<T>) {
    Dom properties = Dom::object(), required = Dom::array();
    for_each_member<T>([&](std::string_view name, auto pointer) {
      using Field = std::decay_t<decltype(std::declval<T&>().*pointer)>;
      properties[std::string(name)] = schema<Field>();
      if (!may_be_left_out<Field>) required.push_back(name);
    });
    Dom object = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty()) object["required"] = required;
    return object;
  } else if constexpr (std::is_same_v<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::is_integral_v<T>) {
    return {{"type", "integer"}, {"minimum", 0}, {"maximum", sizeof(T) > 4 ? number_max : 1'000'000}};
  } else if constexpr (std::is_same_v<T, Date>) {
    return {{"type", "string"}, {"format", "date"}};
  } else if constexpr (std::is_same_v<T, Time>) {
    return {{"type", "string"}, {"format", "date-time"}};
  } else {
    return {{"type", "string"}, {"minLength", 1}, {"maxLength", text_chars_max}};
  }
}

}  // namespace engine::body
