// An archive of small files.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace api::report {

// ZIP (APPNOTE 6.3), the files as they are, all of 1 January 1980. Names are ASCII; up to 4 GB.
std::string zip(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace api::report
