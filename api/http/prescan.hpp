// Reads a JSON text once, before anybody builds anything of it, and says where it stops being JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace api {

inline constexpr int json_depth_max = 64;

struct JsonFault {
  std::string what;        // "a string that does not end"
  std::size_t line = 1;    // from 1
  std::size_t column = 1;  // from 1, in bytes
  // Of a text that is JSON, but has a whole number beyond 64 bits: where it stands (RFC 6901).
  std::optional<std::string> pointer = {};
};

// Nothing when `text` is one JSON value (RFC 8259) in UTF-8, at most json_depth_max deep, with no name twice in an
// object and no number beyond what a double holds. Time is linear in the text, and ends at the first fault.
std::optional<JsonFault> prescan(std::string_view text);

}  // namespace api
