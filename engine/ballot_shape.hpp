// Reading the record of a ballot strictly: every member that the format has, in its order, and no other.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "engine/ballot_bundle.hpp"

namespace engine::shape {

using Ordered = nlohmann::ordered_json;

// Leaves by the first thing that does not hold.
struct DoesNotHold {
  std::string what;
};
void must(bool holds, std::string otherwise);

const Ordered& field(const Ordered& from, const char* name);
// That an object has these members and no other, in this order.
void has_members(const Ordered& from, const std::string& where, std::initializer_list<std::string_view> names);
// Names the first place in which what is there is not what was to be there.
void must_be(const Ordered& from, const Json& expected, const std::string& where);

template <class T>
Json as_written(const T& value) {
  return body::text_of(value, body::Nulls::keep);
}
inline Json as_written(const FrozenBallot& value) { return frozen_text(value); }

template <class T>
T read_as(const Ordered& from, const std::string& where) {
  T value{};
  body::Reading reading{body::Unknown::pass_over, {}};
  body::read_text(body::kind_of<T>(), from.dump(), &value, reading);
  if (!reading.errors.empty()) throw DoesNotHold{where + reading.errors[0].pointer + " " + reading.errors[0].detail};
  must_be(from, as_written(value), where);
  return value;
}

// The value of "ballot" in a bundle, byte for byte.
std::string_view opened(std::string_view bytes);
// The members around what is read by its type.
void check_shape(const Ordered& ballot, int form);

}  // namespace engine::shape
