// Bodies are described once: from a struct's Boost.Describe description come the reader with a pointer for each error
// and the writer, and (body_schema.hpp) the JSON Schema.
#pragma once

#include <algorithm>
#include <array>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "engine/calendar.hpp"
#include "engine/json_node.hpp"
#include "engine/json_text.hpp"

namespace engine::body {

namespace describe = boost::describe;
namespace mp11 = boost::mp11;

inline constexpr std::size_t text_chars_max = 20'000;
inline constexpr std::size_t items_max = 1'000;
inline constexpr std::int64_t number_max = 1'000'000'000'000;

// A list that must not be empty; a plain std::vector may be, and may be left out.
template <class T>
struct OneOrMore : std::vector<T> {
  using std::vector<T>::vector;
};

// A text with a label of who may see it. Those of the lowest label are plain texts in JSON, others objects:
// {"text": ..., "classification": ...}; both are read. A gate shows them as objects without their text (null).
template <class E>
struct Classified {
  std::string text;
  E classification{};

  Classified() = default;
  Classified(std::string plain, E label = {}) : text(std::move(plain)), classification(label) {}
  Classified(const char* plain) : text(plain) {}
  bool operator==(const Classified&) const = default;
};
template <class T>
struct IsClassified : std::false_type {};
template <class E>
struct IsClassified<Classified<E>> : std::true_type {};
inline constexpr std::string_view classification_field = "classification";

// An object that somebody else describes, kept as it is: the body of another command.
struct AnyObject {
  Json json = "{}";
  bool operator==(const AnyObject&) const = default;
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

template <class T>
inline constexpr std::size_t members_of = mp11::mp_size<
    describe::describe_members<typename Description<T>::type, describe::mod_public | describe::mod_inherited>>::value;

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

// What stands before the values of the fields: {",\"ref\":", ...}. Made once, for they are written all the time.
template <class T>
const std::vector<std::string>& field_heads() {
  static const auto heads = [] {
    std::vector<std::string> found;
    for_each_member<T>([&](std::string_view name, auto) { found.push_back(",\"" + std::string(name) + "\":"); });
    return found;
  }();
  return heads;
}

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
  } else if constexpr (IsClassified<T>::value) {
    if (value.classification == decltype(value.classification){}) return append_quoted(out, value.text);
    JsonObject labelled(out);
    labelled.text(classification_field, wire_name(value.classification));
    labelled.text("text", value.text);
  } else if constexpr (std::is_same_v<T, AnyObject>) {
    out += value.json;
  } else if constexpr (IsOptional<T>::value) {
    if (value) write(out, *value, nulls);
    else out += "null";
  } else if constexpr (Described<T>) {
    out += '{';
    auto head = field_heads<T>().begin();
    std::size_t comma = 1;  // the first field has none
    for_each_member<T>([&](std::string_view, auto pointer) {
      const std::string_view name = *head++;
      const auto& field = value.*pointer;
      using Field = std::decay_t<decltype(field)>;
      if constexpr (IsOptional<Field>::value) {
        if (!field && nulls == Nulls::leave_out) return;
      } else if constexpr (IsList<Field>::value) {
        if (field.empty() && nulls == Nulls::leave_out) return;
      }
      out += name.substr(comma);
      comma = 0;
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
std::string kind_of(const JsonNode& value);                    // "a number", for sentences
std::string one_of(const std::vector<std::string>& names);

void read(const JsonNode& from, bool& into, const Where& at, Reading& reading);
void read(const JsonNode& from, std::string& into, const Where& at, Reading& reading);
void read(const JsonNode& from, Date& into, const Where& at, Reading& reading);
void read(const JsonNode& from, Time& into, const Where& at, Reading& reading);
void read(const JsonNode& from, std::int64_t& into, const Where& at, Reading& reading);
void read(const JsonNode& from, int& into, const Where& at, Reading& reading);
void read(const JsonNode& from, AnyObject& into, const Where& at, Reading& reading);

template <DescribedEnum E>
void read(const JsonNode& from, E& into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::text) return reading.fault(at.pointer(), "must be a text, not " + kind_of(from));
  if (auto value = from_wire<E>(from.text())) {
    into = *value;
    return;
  }
  std::vector<std::string> names;
  for (const auto& [_, name] : wire_names<E>()) names.push_back(name);
  reading.fault(at.pointer(), "must be " + one_of(names));
}

template <class E>
void read(const JsonNode& from, Classified<E>& into, const Where& at, Reading& reading) {
  if (from.kind() == JsonNode::Kind::text) return read(from, into.text, at, reading);
  if (from.kind() != JsonNode::Kind::object)
    return reading.fault(at.pointer(),
                         "must be a text, or an object with a text and its classification, not " + kind_of(from));
  bool has_text = false;
  from.each_field([&](std::string_view name, const JsonNode& value) {
    const Where where{&at, name};
    if (name == "text") {
      has_text = true;
      // The gate left its label alone.
      if (value.kind() == JsonNode::Kind::null && reading.unknown == Unknown::pass_over) return;
      read(value, into.text, where, reading);
    } else if (name == classification_field) {
      read(value, into.classification, where, reading);
    } else if (reading.unknown == Unknown::refuse) {
      reading.fault(where.pointer(), "is not a field of a classified text");
    }
  });
  if (!has_text) reading.fault(Where{&at, "text"}.pointer(), "is missing");
}

template <Described T>
void read(const JsonNode& from, T& into, const Where& at, Reading& reading);
template <class T>
void read(const JsonNode& from, std::optional<T>& into, const Where& at, Reading& reading);
template <class T>
requires IsList<T>::value void read(const JsonNode& from, T& into, const Where& at, Reading& reading);

template <class T>
void read(const JsonNode& from, std::optional<T>& into, const Where& at, Reading& reading) {
  if (from.kind() == JsonNode::Kind::null) return;
  read(from, into.emplace(), at, reading);
}

template <class T>
requires IsList<T>::value void read(const JsonNode& from, T& into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::list) return reading.fault(at.pointer(), "must be a list, not " + kind_of(from));
  const auto size = from.size();
  if (IsOneOrMore<T>::value && size == 0) return reading.fault(at.pointer(), "must name at least one");
  if (reading.unknown == Unknown::refuse && size > items_max)
    return reading.fault(at.pointer(), "must have at most " + std::to_string(items_max) + " items");
  into.reserve(size);
  from.each_item([&](const JsonNode& item) {
    auto& place = into.emplace_back();
    read(item, place, Where{&at, {}, into.size()}, reading);
  });
}

// Field by field as they come; what is not there is looked for at the end.
template <Described T>
void read(const JsonNode& from, T& into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::object)
    return reading.fault(at.pointer(), "must be an object, not " + kind_of(from));
  std::array<bool, members_of<T>> seen{};
  constexpr std::size_t any = members_of<T>;
  std::size_t next = 0;  // what we wrote ourselves comes in the order of the description
  from.each_field([&](std::string_view name, const JsonNode& value) {
    const Where where{&at, name};
    bool known = false;
    for (const auto only : {next, any}) {
      std::size_t index = 0;
      for_each_member<T>([&](std::string_view member, auto pointer) {
        const auto mine = index++;
        if (known || (only != any && mine != only) || member != name) return;
        known = true;
        next = mine + 1;
        if (seen[mine]) return reading.fault(where.pointer(), "is there twice");
        seen[mine] = true;
        read(value, into.*pointer, where, reading);
      });
      if (known) break;
    }
    if (!known && reading.unknown == Unknown::refuse) reading.fault(where.pointer(), "is not a field of this body");
  });
  std::size_t index = 0;
  for_each_member<T>([&](std::string_view member, auto pointer) {
    using Field = std::decay_t<decltype(into.*pointer)>;
    if (!seen[index++] && !may_be_left_out<Field>) reading.fault(Where{&at, member}.pointer(), "is missing");
  });
}

// The body of a command: strict. Errors come back in `reading`; unreadable JSON is one at the root.
template <class T>
T read_command(const Json& text, Reading& reading) {
  T value{};
  JsonNode root;
  if (JsonNode::read(text, root)) read(root, value, Where{}, reading);
  else reading.fault("", "is not readable JSON");
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

}  // namespace engine::body
