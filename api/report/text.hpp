// A report as a plain-text paper: what one prints, mails and reads on a terminal.
#pragma once

#include "engine/report.hpp"

namespace api::report {

inline constexpr std::size_t paper_columns = 100;

// Lines of at most paper_columns characters (a word that is longer is cut), UTF-8, with tables whose columns stand
// under each other; a table of many columns is wider rather than break its words.
std::string text(const engine::Report& report);

}  // namespace api::report
