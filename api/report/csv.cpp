// A byte order mark, without which Excel takes the letters for others; fields quoted as RFC 4180 has it, and guarded
// against being taken for formulas.
#include "api/report/csv.hpp"

#include <algorithm>

#include "api/report/sections.hpp"

namespace api::report {
namespace {

constexpr std::string_view end_of_line = "\r\n";

bool could_be_formula(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  return first != std::string_view::npos && std::string_view("=+-@\t\r\n").find(text[first]) != std::string_view::npos;
}

void append_field(std::string& out, std::string_view text, bool guarded) {
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos ||
                      (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  if (quoted) out += '"';
  if (guarded) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  if (quoted) out += '"';
}

void append_cell(std::string& out, const engine::Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  if (text != nullptr) append_field(out, *text, could_be_formula(*text));
  else out += engine::text_of(cell);
}

}  // namespace

std::string csv(const engine::Report& report) {
  const auto* table = main_table(report);
  if (table == nullptr) return "";
  std::string out(byte_order_mark);
  const auto count = table->columns.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += ',';
    append_field(out, table->columns[i].name, could_be_formula(table->columns[i].name));
  }
  out += end_of_line;
  for (const auto& row : table->rows) {
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += ',';
      if (i < row.size()) append_cell(out, row[i]);
    }
    out += end_of_line;
  }
  return out;
}

}  // namespace api::report
