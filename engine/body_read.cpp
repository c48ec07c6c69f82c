// Reads JSON into values by the tables of their kinds; what is wrong is said with a pointer, and reading goes on.
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include "engine/body.hpp"
#include "engine/title.hpp"

namespace engine::body {

namespace {
// Whoever sends a hundred thousand wrong fields hears of the first of them, and holds up nobody who sends right ones.
constexpr std::size_t faults_told_max = 100;
bool is_enough(const Reading& reading) { return reading.errors.size() >= faults_told_max; }

void read_item(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  if (kind.read == nullptr) throw std::logic_error("a value of this kind is only written");
  kind.read(kind, from, into, at, reading);
}

void* at_offset(void* value, std::size_t offset) { return static_cast<std::byte*>(value) + offset; }
}  // namespace

namespace {
void read_title(std::string_view text, void* into, const Where& at, Reading& reading) {
  auto title = as_title(text);
  if (const auto characters = characters_in(title); characters > title_characters_max)
    return reading.fault(at.pointer(), fmt::format("must have at most {} characters, and has {}: a title is a line in "
                                                   "lists; say the rest where there is room for a text",
                                                   title_characters_max, characters));
  *static_cast<std::string*>(into) = std::move(title);
}
}  // namespace

namespace scalars {
void read_boolean(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  if (from.kind() == JsonNode::Kind::boolean) *static_cast<bool*>(into) = from.boolean();
  else reading.fault(at.pointer(), "must be true or false, not " + words_of(from));
}

void read_string(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::text) return reading.fault(at.pointer(), "must be a text, not " + words_of(from));
  const auto text = from.text();
  // What we wrote ourselves may be empty: a vacant seat has no holder.
  if (reading.unknown == Unknown::refuse)
    if (auto fault = text_fault(text)) return reading.fault(at.pointer(), std::move(*fault));
  if (reading.unknown == Unknown::refuse && at.name == title_field) return read_title(text, into, at, reading);
  *static_cast<std::string*>(into) = text;
}

void read_day(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  const auto day = from.kind() == JsonNode::Kind::text ? read_date(from.text()) : std::nullopt;
  if (!day) return reading.fault(at.pointer(), "must be " + std::string(written_day));
  *static_cast<Date*>(into) = *day;
}

void read_instant(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  const auto instant = from.kind() == JsonNode::Kind::text ? read_time(from.text()) : std::nullopt;
  if (!instant) return reading.fault(at.pointer(), "must be " + std::string(written_instant));
  *static_cast<Time*>(into) = *instant;
}

// 3.0 and 3e0 are 3: what counts is the number, not how it is written (JSON Schema 2020-12, 4.2.3).
std::optional<std::int64_t> whole_number(const JsonNode& from) {
  if (from.kind() == JsonNode::Kind::integer) return from.integer();
  if (from.kind() != JsonNode::Kind::number || std::trunc(from.number()) != from.number()) return std::nullopt;
  constexpr double beyond = 0x1p63;
  if (from.number() >= beyond) return std::numeric_limits<std::int64_t>::max();
  return from.number() < -beyond ? std::numeric_limits<std::int64_t>::min() : static_cast<std::int64_t>(from.number());
}

void read_number(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  const auto whole = whole_number(from);
  if (!whole)
    return reading.fault(at.pointer(),
                         "must be a whole number, not " +
                             (from.kind() == JsonNode::Kind::number ? "one with a fraction" : words_of(from)));
  const auto number = *whole;
  const bool reckoned = reading.unknown == Unknown::pass_over;  // by us: Working Days early are below 0
  if ((reckoned ? number < -number_max : number < 0) || number > number_max)
    return reading.fault(at.pointer(), "must be from 0 to " + std::to_string(number_max));
  *static_cast<std::int64_t*>(into) = number;
}

void read_small_number(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  std::int64_t wide = 0;
  read_number(kind, from, &wide, at, reading);
  if (wide > small_number_max) reading.fault(at.pointer(), "must be at most " + std::to_string(small_number_max));
  else *static_cast<int*>(into) = static_cast<int>(wide);
}

namespace {
// Its texts will be read as those of another body: what no body may hold, it may not either.
void check_texts(const JsonNode& from, const Where& at, Reading& reading) {
  if (from.kind() == JsonNode::Kind::text) {
    if (auto fault = character_fault(from.text())) reading.fault(at.pointer(), std::move(*fault));
  } else if (from.kind() == JsonNode::Kind::object) {
    from.each_field([&](std::string_view name, const JsonNode& value) {
      if (!is_enough(reading)) check_texts(value, Where{&at, name}, reading);
    });
  } else if (from.kind() == JsonNode::Kind::list) {
    std::size_t count = 0;
    from.each_item([&](const JsonNode& item) {
      if (!is_enough(reading)) check_texts(item, Where{&at, {}, ++count}, reading);
    });
  }
}
}  // namespace

void read_any_object(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::object)
    return reading.fault(at.pointer(), "must be an object, not " + words_of(from));
  if (reading.unknown == Unknown::refuse) check_texts(from, at, reading);
  static_cast<AnyObject*>(into)->json = from.json();
}
}  // namespace scalars

void read_enumeration(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::text) return reading.fault(at.pointer(), "must be a text, not " + words_of(from));
  if (const auto* one = kind.enumerator_called(from.text())) {
    std::memcpy(into, &one->value, sizeof one->value);  // an enum class of int
    return;
  }
  std::vector<std::string> names;
  for (const auto& one : kind.enumerators) names.push_back(one.name);
  reading.fault(at.pointer(), "must be " + one_of(names));
}

void read_classified(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  void* const text = at_offset(into, kind.text_offset);
  const auto& plain = kind_of<std::string>();
  if (from.kind() == JsonNode::Kind::text) return read_item(plain, from, text, at, reading);
  if (from.kind() != JsonNode::Kind::object)
    return reading.fault(at.pointer(),
                         "must be a text, or an object with a text and its classification, not " + words_of(from));
  bool has_text = false;
  from.each_field([&](std::string_view name, const JsonNode& value) {
    if (is_enough(reading)) return;
    const Where where{&at, name};
    if (name == "text") {
      has_text = true;
      // The gate left its label alone.
      if (value.kind() == JsonNode::Kind::null && reading.unknown == Unknown::pass_over) return;
      read_item(plain, value, text, where, reading);
    } else if (name == classification_field) {
      read_item(*kind.inner, value, at_offset(into, kind.label_offset), where, reading);
    } else if (reading.unknown == Unknown::refuse) {
      reading.fault(where.pointer(), "is not a field of a classified text");
    }
  });
  if (!has_text) reading.fault(Where{&at, "text"}.pointer(), "is missing");
}

void read_optional(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  if (from.kind() == JsonNode::Kind::null) return;
  read_item(*kind.inner, from, kind.fill(into), at, reading);
}

void read_list(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::list) return reading.fault(at.pointer(), "must be a list, not " + words_of(from));
  if (kind.add == nullptr) throw std::logic_error("a list of this kind is only written");
  const auto size = from.size();
  if (kind.one_or_more && size == 0) return reading.fault(at.pointer(), "must name at least one");
  if (reading.unknown == Unknown::refuse && size > items_max)
    return reading.fault(at.pointer(), "must have at most " + std::to_string(items_max) + " items");
  std::size_t count = 0;
  from.each_item([&](const JsonNode& item) {
    read_item(*kind.inner, item, kind.add(into, size), Where{&at, {}, ++count}, reading);
  });
}

namespace {
// The place of a field; as many as there are: there is none. What we wrote ourselves comes in the order of the
// description, so the field after the last one that was found is tried first.
std::size_t place_of(const std::vector<Field>& fields, std::string_view name, std::size_t next) {
  if (next < fields.size() && fields[next].name == name) return next;
  std::size_t place = 0;
  while (place < fields.size() && fields[place].name != name) ++place;
  return place;
}

void say_what_is_missing(const Kind& kind, const std::vector<bool>& seen, const Where& at, Reading& reading) {
  for (std::size_t i = 0; i < kind.fields.size(); ++i)
    if (!seen[i] && !kind.fields[i].kind->may_be_left_out())
      reading.fault(Where{&at, kind.fields[i].name}.pointer(), "is missing");
}
}  // namespace

// Field by field as they come; what is not there is looked for at the end.
void read_object(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading) {
  if (from.kind() != JsonNode::Kind::object)
    return reading.fault(at.pointer(), "must be an object, not " + words_of(from));
  std::vector<bool> seen(kind.fields.size());
  std::size_t next = 0;
  from.each_field([&](std::string_view name, const JsonNode& value) {
    if (is_enough(reading)) return;
    const Where where{&at, name};
    const auto place = place_of(kind.fields, name, next);
    if (place == kind.fields.size()) {
      if (reading.unknown == Unknown::refuse) reading.fault(where.pointer(), "is not a field of this body");
      return;
    }
    next = place + 1;
    if (seen[place]) return reading.fault(where.pointer(), "is there twice");
    seen[place] = true;
    const auto& field = kind.fields[place];
    read_item(*field.kind, value, at_offset(into, field.offset), where, reading);
  });
  if (!is_enough(reading)) say_what_is_missing(kind, seen, at, reading);
}

void read_text(const Kind& kind, const Json& text, void* into, Reading& reading) {
  JsonNode root;
  if (JsonNode::read(text, root)) read_item(kind, root, into, Where{}, reading);
  else reading.fault("", "is not readable JSON");
  if (is_enough(reading)) reading.fault("", fmt::format("was read no further after {} faults", reading.errors.size()));
}

void read_own_text(const Kind& kind, const Json& text, void* into) {
  Reading reading{Unknown::pass_over, {}};
  read_text(kind, text, into, reading);
  if (!reading.errors.empty())
    throw std::runtime_error("event body " + reading.errors[0].pointer + " " + reading.errors[0].detail);
}

}  // namespace engine::body
