// How wide the columns of a table want to be, in characters as they stand on paper.
#pragma once

#include <vector>

#include "engine/report.hpp"

namespace api::report {

struct Extent {
  std::size_t least = 1;    // its longest word, up to a limit
  std::size_t natural = 1;  // its longest cell, up to a limit
};

std::vector<Extent> extents(const engine::Report::Section& section);  // one a column

// Widths that add up to `room` or less: as wide as natural where there is room, else the wide ones give way first.
std::vector<double> fitted(const std::vector<Extent>& columns, double room);

}  // namespace api::report
