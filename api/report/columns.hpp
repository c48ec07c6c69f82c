// How wide the columns of a table want to be, in characters: small letters, of which a capital or a digit is a bit
// more.
#pragma once

#include <vector>

#include "engine/report.hpp"

namespace api::report {

struct Extent {
  double least = 1;            // its longest word, up to a limit
  double natural = 1;          // its longest cell, up to a limit
  bool has_long_word = false;  // beyond that limit
  bool is_ascii = true;        // all its texts
};

std::vector<Extent> extents(const engine::Report::Section& section);  // one a column

// Widths that add up to `room` or less: as wide as natural if there is room, else the wide ones are narrowed first.
std::vector<double> fitted(const std::vector<Extent>& columns, double room);

}  // namespace api::report
