// A bar on a terminal; nothing if standard error is none.
#pragma once

#include <cstddef>

namespace secmp {

void show_progress(std::size_t done, std::size_t all);

}  // namespace secmp
