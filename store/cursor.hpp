// Where a page of a list ended, as text that a client hands back. It is no secret; it is proof against mistakes.
#pragma once

#include <string>
#include <string_view>
#include <variant>

namespace store {

// The value that the list is sorted by, as SQLite has it, and the place of the reference, which tells equal values
// apart.
struct Place {
  std::variant<std::int64_t, double, std::string> value;
  std::string place;
  std::int64_t seq = 0;  // the journal's newest entry when the first page was read
};

// `list` says which list it is, with its filter: a cursor of another one is refused.
std::string cursor_of(const Place& place, std::string_view list);
Place place_of(std::string_view cursor, std::string_view list);  // throws std::invalid_argument

}  // namespace store
