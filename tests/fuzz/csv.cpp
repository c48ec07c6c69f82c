// Any texts in a table: as CSV it is RFC 4180 to the letter, comes back as it was, and has nothing that a spreadsheet
// takes for a formula.
#include "api/report/csv.hpp"
#include "engine/text.hpp"
#include "tests/fuzz/holds.hpp"
#include "tools/secmp/csv.hpp"

namespace {
using fuzz::holds;
using Table = std::vector<std::vector<std::string>>;

// The grammar of RFC 4180, 2, read strictly.
class Grammar {
 public:
  explicit Grammar(std::string_view text) : text_(text) {}

  Table file() {
    Table records;
    while (at_ < text_.size()) {
      auto& fields = records.emplace_back();
      fields.push_back(field());
      while (take(",")) fields.push_back(field());
      holds(take("\r\n"), "every record ends with CR LF", text_.substr(0, at_));
    }
    return records;
  }

 private:
  bool take(std::string_view wanted) {
    if (text_.substr(at_, wanted.size()) != wanted) return false;
    at_ += wanted.size();
    return true;
  }
  std::string field() {
    std::string found;
    if (!take("\"")) {
      while (at_ < text_.size() && std::string_view(",\r\n\"").find(text_[at_]) == std::string_view::npos)
        found += text_[at_++];
      return found;
    }
    while (true) {
      holds(at_ < text_.size(), "a quote that is opened is closed");
      if (take("\"\"")) found += '"';
      else if (take("\"")) return found;
      else found += text_[at_++];
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool begins_as_a_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
}

// As csv.hpp says that a text is read back.
std::string unguarded(const std::string& text) {
  const auto first = text.find_first_not_of('\'');
  const bool guarded = first != std::string::npos && first > 0 && begins_as_a_formula(text.substr(first));
  return guarded ? text.substr(1) : text;
}

engine::Cell cell_of(fuzz::Bytes& input) {
  const auto kind = input.byte();
  if (kind % 8 == 1) return std::int64_t{input.byte()} - 128;
  if (kind % 8 == 2) return engine::Date(std::chrono::sys_days(std::chrono::days(input.byte() * 100)));
  if (kind % 8 == 3) return engine::Cell();
  return std::string(input.text());
}

engine::Report report_of(fuzz::Bytes& input) {
  engine::Report report;
  auto& table = report.sections.emplace_back();
  const std::size_t columns = 1 + input.byte() % 5;
  for (std::size_t i = 0; i < columns; ++i) table.columns.push_back({std::string(input.text()), "", {}});
  while (!input.ended() && table.rows.size() < 50) {
    auto& row = table.rows.emplace_back();
    for (std::size_t i = 0; i < columns; ++i) row.push_back(cell_of(input));
  }
  return report;
}

void comes_back(const engine::Cell& cell, const std::string& field) {
  const bool is_text = std::holds_alternative<std::string>(cell);
  holds(!is_text || !begins_as_a_formula(field), "no text is taken for a formula", field);
  holds((is_text ? unguarded(field) : field) == engine::text_of(cell), "every field comes back", field);
}

// Our own reader, which takes what others write, and leaves out lines that have nothing.
void is_read_by_ours(const std::string& text, Table records) {
  std::erase_if(records, [](const auto& one) { return one.size() == 1 && one[0].empty(); });
  Table ours;
  for (auto& row : secmp::read_csv(text)) ours.push_back(std::move(row.fields));
  holds(ours == records, "both readers read the same", text);
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes input(data, size);
  const auto report = report_of(input);
  const auto text = api::report::csv(report);
  if (!engine::is_utf8(text)) return 0;  // no text of ours is anything else
  holds(text.starts_with(api::report::byte_order_mark), "it begins with the mark of UTF-8");
  const auto records = Grammar(std::string_view(text).substr(api::report::byte_order_mark.size())).file();
  const auto& table = report.sections[0];
  holds(records.size() == table.rows.size() + 1, "there is a record for each row");
  for (std::size_t row = 0; row < records.size(); ++row) {
    holds(records[row].size() == table.columns.size(), "a record has a field for each column");
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      comes_back(row == 0 ? engine::Cell(table.columns[i].name) : table.rows[row - 1][i], records[row][i]);
  }
  is_read_by_ours(text, records);
  return 0;
}
