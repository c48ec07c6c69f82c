// Draws the bar on standard error.
#include "tools/secmp/progress.hpp"

#include <unistd.h>

#include <iostream>

namespace secmp {

void show_progress(std::size_t done, std::size_t all) {
  if (isatty(STDERR_FILENO) == 0) return;
  constexpr std::size_t width = 40;
  const auto filled = all == 0 ? width : done * width / all;
  std::cerr << '\r' << '[' << std::string(filled, '#') << std::string(width - filled, '.') << "] " << done << '/' << all
            << (done == all ? "\n" : "") << std::flush;
}

}  // namespace secmp
