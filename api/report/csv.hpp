// The main table of a report for spreadsheets and programs that read CSV.
#pragma once

#include "engine/report.hpp"

namespace api::report {

// What stands before it all: by it Excel knows that the letters are UTF-8.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// RFC 4180, UTF-8 after a byte order mark: lines end with CR LF, the first has the columns' names, every other one is a
// row of report.main_table (empty: of the first section with columns; "" when there is none). A field is in quotes, its
// quotes doubled, if it has a comma, a quote, a line break, or a blank at an end. What is not known is an empty field;
// dates are YYYY-MM-DD.
//
// No text is taken for a formula: one that begins, after any number of apostrophes, with = + - @ TAB CR or LF gets one
// apostrophe more in front. To read a text back, take one apostrophe away if it has such a beginning.
// Numbers and dates are as they are.
std::string csv(const engine::Report& report);

}  // namespace api::report
