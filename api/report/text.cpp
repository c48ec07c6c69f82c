// Lays tables out in columns of characters, wrapped to the width of the paper.
#include "api/report/text.hpp"

#include <algorithm>
#include <numeric>

#include "api/report/sections.hpp"
#include "api/report/words.hpp"

namespace api::report {
namespace {

constexpr std::string_view between_columns = "  ";
constexpr std::size_t column_min = 6;

using Cells = std::vector<std::vector<std::string>>;  // rows of texts

// How wide each column is: as its widest text if the paper allows it; else the widest columns are narrowed first, but
// none below column_min or its longest word. If that is not enough, the table is wider than the paper.
class Widths {
 public:
  explicit Widths(const Cells& cells) {
    for (const auto& row : cells)
      for (std::size_t i = 0; i < row.size(); ++i) widen(i, row[i]);
    shrink();
  }

  const std::vector<std::size_t>& all() const { return widths_; }

 private:
  void widen(std::size_t column, const std::string& text) {
    if (column >= widths_.size()) {
      widths_.resize(column + 1, 1);
      least_.resize(column + 1, column_min);
    }
    widths_[column] = std::max(widths_[column], width_of(text));
    for (const std::string& word : words_of(text))
      least_[column] = std::max(least_[column], std::min(width_of(word), std::size_t{24}));
  }

  std::size_t total() const {
    const std::size_t gaps = widths_.empty() ? 0 : (widths_.size() - 1) * between_columns.size();
    return std::accumulate(widths_.begin(), widths_.end(), gaps);
  }

  void shrink() {
    while (total() > paper_columns) {
      std::size_t widest = widths_.size();
      for (std::size_t i = 0; i < widths_.size(); ++i)
        if (widths_[i] > least_[i] && (widest == widths_.size() || widths_[i] > widths_[widest])) widest = i;
      if (widest == widths_.size()) return;
      --widths_[widest];
    }
  }

  std::vector<std::size_t> widths_;
  std::vector<std::size_t> least_;
};

void append_row(std::string& out, const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
  std::vector<std::vector<std::string>> columns;
  std::size_t height = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    columns.push_back(wrapped(row[i], widths[i]));
    height = std::max(height, columns.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    std::string text;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string cell = line < columns[i].size() ? columns[i][line] : "";
      text += cell + std::string(widths[i] - std::min(widths[i], width_of(cell)), ' ');
      text += between_columns;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + '\n';
  }
}

void append_table(std::string& out, const engine::Report::Section& section) {
  Cells cells(1);
  for (const auto& column : section.columns) cells[0].push_back(column.heading);
  for (const auto& row : section.rows) {
    auto& texts = cells.emplace_back();
    for (const auto& cell : row) texts.push_back(engine::text_of(cell));
    texts.resize(section.columns.size());
    for (std::string& text : texts)
      if (text.empty()) text = "-";
  }
  const std::vector<std::size_t> widths = Widths(cells).all();
  append_row(out, cells.front(), widths);
  std::vector<std::string> rule;
  for (const std::size_t width : widths) rule.emplace_back(width, '-');
  append_row(out, rule, widths);
  for (std::size_t i = 1; i < cells.size(); ++i) append_row(out, cells[i], widths);
}

void append_wrapped(std::string& out, const std::string& text) {
  for (const std::string& line : wrapped(text, paper_columns)) out += line + '\n';
}

// A blank line between paragraphs, none between the points of a list; these hang.
void append_prose(std::string& out, const engine::Report::Section& section) {
  for (const auto& paragraph : section.prose) {
    const auto text = paragraph.text();
    if (!paragraph.point) {
      if (&paragraph != &section.prose.front()) out += '\n';
      append_wrapped(out, text);
      continue;
    }
    append_row(out, {"-", text.substr(engine::Report::point_mark.size())},
               {1, paper_columns - 1 - between_columns.size()});
  }
}

void append_heading(std::string& out, std::string_view heading) {
  out += '\n';
  append_wrapped(out, std::string(heading));
  out += std::string(std::min(width_of(heading), paper_columns), '-') + '\n';
}

void append_header(std::string& out, const engine::Report& report) {
  append_wrapped(out, report.title);
  out += std::string(std::min(width_of(report.title), paper_columns), '=') + "\n\n";
  auto lines = report.header;
  if (report.simulated) lines.emplace_back("Clock", "simulated");
  std::size_t widest = 1;
  for (const auto& [label, value] : lines) widest = std::max(widest, width_of(label));
  widest = std::min(widest, paper_columns / 2);
  for (const auto& [label, value] : lines)
    append_row(out, {label, value}, {widest, paper_columns - widest - between_columns.size()});
  if (!report.handling.empty()) append_wrapped(out, "\n" + report.classification + ": " + report.handling);
}

}  // namespace

std::string text(const engine::Report& report) {
  std::string out;
  append_header(out, report);
  for (const engine::Report::Section& section : report.sections) {
    if (!is_printed(section)) continue;
    append_heading(out, section.heading);
    if (!section.prose.empty()) {
      append_prose(out, section);
      continue;
    }
    if (!section.lead.empty()) append_wrapped(out, section.lead);
    if (section.columns.empty()) continue;
    if (section.rows.empty()) append_wrapped(out, section.when_empty);
    else append_table(out, section);
  }
  if (const auto quiet = quiet_sections(report); !quiet.empty()) {
    append_heading(out, nothing_to_report);
    append_wrapped(out, quiet);
  }
  if (report.head) append_wrapped(out, "\n" + words_of_head(report) + "\n" + report.head->hash);
  return out;
}

}  // namespace api::report
