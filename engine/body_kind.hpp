// What can be done with a value of one type, type-erased: a table of its fields with their offsets. Bodies are read,
// written and documented by these tables, so the compiler makes no reader and no writer for each struct. body_kinds.hpp
// fills them from Boost.Describe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json_node.hpp"

namespace engine::body {

enum class Nulls { leave_out, keep };      // whether fields that hold nothing are written
enum class Unknown { refuse, pass_over };  // a field that the description does not have

struct Where;
struct Reading;
struct Kind;

// A field of an object.
struct Field {
  std::string_view name;   // on the wire
  std::string head;        // what stands before its value: ,"name":
  std::size_t offset = 0;  // in its struct, in bytes
  const Kind* kind = nullptr;
};

struct Enumerator {
  int value = 0;
  std::string name;  // on the wire
};

// What stands in a JSON text for a value. `number` is a whole number of 64 bits, `small_number` one of 32.
enum class Form {
  boolean,
  small_number,
  number,
  text,
  date,
  time,
  any_object,
  enumeration,
  classified,
  optional,
  list,
  object
};

// The functions get the kind that they belong to and a value of its type; each is there for the forms that say so.
struct Kind {
  Form form{};
  void (*read)(const Kind&, const JsonNode& from, void* into, const Where& at, Reading& reading) = nullptr;
  void (*write)(const Kind&, std::string& out, const void* value, Nulls nulls) = nullptr;

  const Kind* inner = nullptr;            // optional, list: of what; classified: of its label
  std::vector<Enumerator> enumerators{};  // enumeration
  std::vector<Field> fields{};            // object
  std::size_t text_offset = 0;            // classified
  std::size_t label_offset = 0;           // classified
  bool one_or_more = false;               // list: must not be empty
  std::string_view type{};                // enumeration, object: what the program calls it, "CastVote"

  const void* (*held)(const void* optional) = nullptr;       // optional: nullptr when it holds nothing
  void* (*fill)(void* optional) = nullptr;                   // optional: holds a new value now
  bool (*is_empty)(const void* list) = nullptr;              // list
  void* (*add)(void* list, std::size_t expected) = nullptr;  // list: one more; `expected`: how many there will be
  // list: each item in turn
  void (*each)(const void* list, void* to, void (*visit)(void* to, const void* item)) = nullptr;

  bool may_be_left_out() const { return form == Form::optional || (form == Form::list && !one_or_more); }
  // Whether the value is one that is not written when nulls are left out.
  bool holds_nothing(const void* value) const {
    return (held != nullptr && held(value) == nullptr) || (is_empty != nullptr && is_empty(value));
  }
  std::string_view name_of(int enumerator) const;                    // enumeration; empty: there is none
  const Enumerator* enumerator_called(std::string_view name) const;  // enumeration; nullptr: there is none
};

void read_enumeration(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_classified(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_optional(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_list(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading);
void read_object(const Kind& kind, const JsonNode& from, void* into, const Where& at, Reading& reading);

void write_enumeration(const Kind& kind, std::string& out, const void* value, Nulls nulls);
void write_classified(const Kind& kind, std::string& out, const void* value, Nulls nulls);
void write_optional(const Kind& kind, std::string& out, const void* value, Nulls nulls);
void write_list(const Kind& kind, std::string& out, const void* value, Nulls nulls);
void write_object(const Kind& kind, std::string& out, const void* value, Nulls nulls);

}  // namespace engine::body
