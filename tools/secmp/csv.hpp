// Comma-separated values as RFC 4180 has them: quotes, doubled quotes, line breaks inside quotes; CRLF or LF; a byte
// order mark before them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace secmp {

struct CsvRow {
  int line = 0;  // where it begins in the file, from 1
  std::vector<std::string> fields;
};
// Lines without anything are left out. Throws BadFile with the line in which the text is not UTF-8, a quote is
// never closed, or something follows one.
std::vector<CsvRow> read_csv(std::string_view text);

}  // namespace secmp
