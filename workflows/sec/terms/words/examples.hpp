// What somebody might type into a field.
#pragma once

#include <span>
#include <string_view>

namespace sec::words {

// Named as in rows.hpp.
struct Example {
  std::string_view of;
  std::string_view json;
};

std::span<const Example> examples();

}  // namespace sec::words
