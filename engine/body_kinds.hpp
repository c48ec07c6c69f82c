// Fills the tables of body_kind.hpp from a struct's Boost.Describe description, once for each type.
#pragma once

#include <algorithm>
#include <optional>
#include <type_traits>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "engine/body_kind.hpp"
#include "engine/types.hpp"

namespace engine::body {

namespace describe = boost::describe;
namespace mp11 = boost::mp11;

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

template <class T>
using MembersOf =
    describe::describe_members<typename Description<T>::type, describe::mod_public | describe::mod_inherited>;

// The table of one type; the same for as long as the program runs.
template <class T>
const Kind& kind_of();

// The tables of types that are texts, numbers and days.
template <>
const Kind& kind_of<bool>();
template <>
const Kind& kind_of<int>();
template <>
const Kind& kind_of<std::int64_t>();
template <>
const Kind& kind_of<std::string>();
template <>
const Kind& kind_of<std::string_view>();  // is written only
template <>
const Kind& kind_of<Date>();
template <>
const Kind& kind_of<Time>();
template <>
const Kind& kind_of<AnyObject>();

namespace detail {

// Without its namespaces.
template <class T>
constexpr std::string_view type_name() {
  const std::string_view whole = __PRETTY_FUNCTION__;  // "... [T = sec::CastVote]", or with more after a semicolon
  const auto begin = whole.find("T = ") + 4;
  const auto name = whole.substr(begin, whole.find_first_of(";]", begin) - begin);
  return name.substr(name.rfind(':') + 1);
}

Kind enumeration_kind(std::vector<Enumerator> described);
Kind object_kind(std::vector<Field> fields);
Field field(const char* name, std::size_t offset, const Kind& kind);

template <class E>
Kind enumeration() {
  static_assert(std::is_same_v<std::underlying_type_t<E>, int>, "enumerators are kept as int");
  std::vector<Enumerator> all;
  mp11::mp_for_each<describe::describe_enumerators<E>>([&](auto one) {
    all.push_back({static_cast<int>(one.value), one.name});
  });
  Kind kind = enumeration_kind(std::move(all));
  kind.type = type_name<E>();
  return kind;
}

// Where a member lies; no value of the type is needed for that, only its room.
template <class T, class M, class C>
std::size_t offset_of(M C::*member) {
  alignas(T) static unsigned char room[sizeof(T)];
  const auto& base = static_cast<const C&>(reinterpret_cast<const T&>(room));
  return static_cast<std::size_t>(reinterpret_cast<const unsigned char*>(&(base.*member)) - room);
}

template <class T, class... Members>
std::vector<Field> fields(mp11::mp_list<Members...>) {
  std::vector<Field> all;
  all.reserve(sizeof...(Members));
  (all.push_back(field(Members::name, offset_of<T>(Members::pointer),
                       kind_of<std::remove_cvref_t<decltype(std::declval<T&>().*Members::pointer)>>())),
   ...);
  return all;
}

template <class T>
Kind object() {
  static_assert(std::is_same_v<T, typename Description<T>::type>);
  Kind kind = object_kind(fields<T>(mp11::mp_rename<MembersOf<T>, mp11::mp_list>{}));
  kind.type = type_name<T>();
  return kind;
}

template <class T>
Kind classified() {
  Kind kind{Form::classified, read_classified, write_classified};
  kind.inner = &kind_of<decltype(T::classification)>();
  kind.text_offset = offset_of<T>(&T::text);
  kind.label_offset = offset_of<T>(&T::classification);
  return kind;
}

template <class T>
Kind optional() {
  using Inner = typename T::value_type;
  Kind kind{Form::optional, read_optional, write_optional};
  kind.inner = &kind_of<Inner>();
  kind.held = [](const void* value) -> const void* {
    const auto& optional = *static_cast<const T*>(value);
    return optional ? &*optional : nullptr;
  };
  kind.fill = [](void* value) -> void* { return &static_cast<T*>(value)->emplace(); };
  return kind;
}

template <class T>
Kind list() {
  using Item = std::remove_cvref_t<decltype(*std::begin(std::declval<const T&>()))>;
  Kind kind{Form::list, read_list, write_list};
  kind.inner = &kind_of<Item>();
  kind.each = [](const void* value, void* to, void (*visit)(void*, const void*)) {
    for (const auto& item : *static_cast<const T*>(value)) visit(to, &item);
  };
  if constexpr (IsList<T>::value) {
    kind.one_or_more = IsOneOrMore<T>::value;
    kind.is_empty = [](const void* value) { return static_cast<const T*>(value)->empty(); };
    kind.add = [](void* value, std::size_t expected) -> void* {
      auto& items = *static_cast<T*>(value);
      if (items.empty()) items.reserve(expected);
      return &items.emplace_back();
    };
  }
  return kind;
}

template <class T>
Kind made() {
  if constexpr (DescribedEnum<T>) return enumeration<T>();
  else if constexpr (IsClassified<T>::value) return classified<T>();
  else if constexpr (IsOptional<T>::value) return optional<T>();
  else if constexpr (Described<T>) return object<T>();
  else return list<T>();
}

}  // namespace detail

template <class T>
const Kind& kind_of() {
  if constexpr (requires { typename T::DescribedAs; }) {
    return kind_of<typename T::DescribedAs>();  // its base, which stands at its beginning
  } else {
    static const Kind kind = detail::made<T>();
    return kind;
  }
}

}  // namespace engine::body
