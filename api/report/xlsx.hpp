// A report as a workbook: real numbers, real dates, filters.
#pragma once

#include "engine/report.hpp"

namespace api::report {

// Office Open XML. The sheet "About" has the title, the header, the classification and a list of the sheets; then comes
// a sheet for each section with columns, those that are too wide for paper too. A sheet's first line has the headings,
// frozen and with filters. Texts are texts: never formulas, never links. Dates before 1900, which no workbook knows,
// and numbers beyond 2^53 are texts. A text that is longer than a cell may hold (32,767 characters) stands in pieces on
// the sheet "Long texts", and its cell says so. The same report gives the same bytes.
// Throws std::system_error: no room among the temporary files.
std::string xlsx(const engine::Report& report);

}  // namespace api::report
