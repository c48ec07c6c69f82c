// Writes a workbook with libxlsxwriter: a sheet for each table, within the limits of Excel.
#include "api/report/xlsx.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "api/report/columns.hpp"
#include "api/report/paper_text.hpp"
#include "api/report/private_folder.hpp"
#include "api/report/words.hpp"
#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace api::report {
namespace {

using Section = engine::Report::Section;

constexpr std::size_t cell_max = 32'767;   // UTF-16 units, as Excel has it
constexpr std::size_t piece_max = 16'000;  // of a text that is longer; literal() can make nearly twice of it
constexpr std::size_t sheet_name_max = 31;
constexpr std::size_t page_header_max = 255;
constexpr std::int64_t exact_max = std::int64_t{1} << 53U;  // numbers of a workbook are doubles
constexpr double narrowest = 8, widest = 60;
constexpr double line_height = 15, row_max = 409;  // points; programs other than Excel do not fit rows to their texts

std::size_t units_of(char lead) {
  return static_cast<unsigned char>(lead) >= 0xF0 ? 2 : engine::starts_character(lead) ? 1 : 0;
}

std::size_t units(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += units_of(c);
  return count;
}

// The lines that a text takes in a column so wide, as near as can be said without its font: words leave gaps at the
// ends of lines.
std::size_t lines_of(std::string_view text, double width) {
  std::size_t lines = 0;
  while (true) {
    const auto end = text.find('\n');
    const auto length = static_cast<double>(units(text.substr(0, end)));
    lines += length <= width ? 1 : static_cast<std::size_t>(length * 1.15 / width) + 1;
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

// The bytes of whole characters at the front that are at most `most` units.
std::size_t front(std::string_view text, std::size_t most) {
  std::size_t count = 0, at = 0;
  for (; at < text.size(); ++at) {
    count += units_of(text[at]);
    if (count > most) break;
  }
  return at;
}

// "_x0041_" would be read as "A": its first line becomes "_x005F_", which is read as that line.
std::string literal(std::string_view text) {
  auto out = printable(text);
  const auto hex = [&](std::size_t at) { return std::isxdigit(static_cast<unsigned char>(out[at])) != 0; };
  for (std::size_t at = out.find("_x"); at != std::string::npos && at + 6 < out.size(); at = out.find("_x", at + 1)) {
    if (out[at + 6] != '_' || !hex(at + 2) || !hex(at + 3) || !hex(at + 4) || !hex(at + 5)) continue;
    out.insert(at, "_x005F");
    at += 6;
  }
  return out;
}

struct Formats {
  explicit Formats(lxw_workbook* book) : book(book) {
    title = made(true);
    format_set_font_size(title, 16);
    heading = made(true);
    format_set_bg_color(heading, 0xE9EEF3);
    format_set_bottom(heading, LXW_BORDER_MEDIUM);
    format_set_text_wrap(heading);
    label = made(true);
    text = made(false);
    format_set_text_wrap(text);
    date = made(false);
    format_set_num_format(date, "yyyy-mm-dd");
    format_set_align(date, LXW_ALIGN_LEFT);
    provisional = made(false);
    format_set_num_format(provisional, ("yyyy-mm-dd\"" + std::string(engine::provisional_mark) + "\"").c_str());
    format_set_align(provisional, LXW_ALIGN_LEFT);
    number = made(false);
    green = made(true);
    format_set_font_color(green, 0x135A2B);
    amber = made(true);
    format_set_font_color(amber, 0x7D4900);
    red = made(true);
    format_set_font_color(red, 0x8C1D18);
  }
  lxw_format* made(bool bold) const {
    auto* format = workbook_add_format(book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (bold) format_set_bold(format);
    return format;
  }
  lxw_format* of(std::string_view rag) const {
    return rag == "GREEN" ? green : rag == "AMBER" ? amber : rag == "RED" ? red : text;
  }

  lxw_workbook* book;
  lxw_format *title, *heading, *label, *text, *date, *provisional, *number, *green, *amber, *red;
};

struct LongText {
  std::string sheet, column;
  lxw_row_t row;  // as people count: from 1
  std::string text;
};

// The sheets being written. libxlsxwriter copies what it is given.
class Book {
 public:
  Book(const engine::Report& report, lxw_workbook* book) : report_(report), book_(book), formats_(book) {}

  void write() {
    properties();
    about_ = sheet("About");
    std::vector<std::pair<const Section*, std::string>> tables;
    for (const auto& section : report_.sections) {
      tables.emplace_back(&section, "");
      if (section.rows.empty()) continue;  // the first sheet says so
      tables.back().second = name_of(section.heading.empty() ? section.name : section.heading);
      table(section, tables.back().second);
    }
    about(tables);
    long_texts();
  }

 private:
  void properties() {
    auto title = printable(report_.title), classification = printable(report_.classification);
    lxw_doc_properties all{};
    all.title = title.data();
    all.keywords = classification.data();
    const auto day =
        report_.as_at.value_or(engine::Date{std::chrono::year{2000}, std::chrono::January, std::chrono::day{1}});
    all.created = std::chrono::system_clock::to_time_t(std::chrono::sys_days(day));
    workbook_set_properties(book_, &all);
  }

  // Valid, and once in the workbook whatever the case of its letters.
  std::string name_of(const std::string& wanted) {
    std::string clean = printable(wanted);
    for (char& c : clean)
      if (std::string_view("[]:*?/\\'\n\t").find(c) != std::string_view::npos) c = ' ';
    clean.erase(0, clean.find_first_not_of(' '));
    if (clean.empty()) clean = "Sheet";
    for (int number = 1;; ++number) {
      const auto suffix = number == 1 ? std::string() : fmt::format(" ({})", number);
      auto name = clean.substr(0, front(clean, sheet_name_max - suffix.size()));
      name.erase(name.find_last_not_of(' ') + 1);
      name += suffix;
      if (taken_.insert(engine::lower(name)).second) return name;
    }
  }

  lxw_worksheet* sheet(const std::string& name) {
    auto* made = workbook_add_worksheet(book_, name.c_str());
    if (made == nullptr) throw std::runtime_error("no sheet can be called " + name);
    worksheet_set_landscape(made);
    worksheet_set_paper(made, 9);  // A4
    worksheet_fit_to_pages(made, 1, 0);
    worksheet_set_header(made,
                         ("&L" + on_page(report_.title) + "&R&\"-,Bold\"" + on_page(report_.classification)).c_str());
    worksheet_set_footer(made, report_.simulated ? "&LSimulated clock&RPage &P of &N" : "&L&A&RPage &P of &N");
    return made;
  }

  // In the header of a page "&" begins an instruction.
  static std::string on_page(const std::string& text) {
    const auto whole = printable(text);
    std::string out;
    for (const char c : whole.substr(0, front(whole, page_header_max / 3)))
      out += c == '&' ? "&&" : c == '\n' ? " " : std::string(1, c);
    return out;
  }

  void text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text, lxw_format* format) {
    if (const auto error = worksheet_write_string(sheet, row, column, literal(text).c_str(), format);
        error != LXW_NO_ERROR)
      throw std::runtime_error(std::string("a cell cannot be written: ") + lxw_strerror(error));
  }

  static void height(lxw_worksheet* sheet, lxw_row_t row, std::size_t lines) {
    if (lines > 1) worksheet_set_row(sheet, row, std::min(static_cast<double>(lines) * line_height, row_max), nullptr);
  }

  void table(const Section& section, const std::string& name) {
    auto* made = sheet(name);
    std::vector<double> widths;
    for (const auto& column : extents(section)) widths.push_back(std::clamp(column.natural + 3, narrowest, widest));
    const auto last_column = static_cast<lxw_col_t>(section.columns.size() - 1);
    for (lxw_col_t i = 0; i <= last_column; ++i) {
      worksheet_set_column(made, i, i, widths[i], nullptr);
      text(made, 0, i, section.columns[i].heading, formats_.heading);
    }
    lxw_row_t at = 0;
    for (const auto& row : section.rows) {
      ++at;
      std::size_t lines = 1;
      for (lxw_col_t i = 0; i <= last_column && i < row.size(); ++i) {
        cell({made, name, at, i}, section.columns[i], row[i]);
        if (const auto* words = std::get_if<std::string>(&row[i])) lines = std::max(lines, lines_of(*words, widths[i]));
      }
      height(made, at, lines);
    }
    worksheet_freeze_panes(made, 1, 1);
    worksheet_autofilter(made, 0, 0, std::max<lxw_row_t>(at, 1), last_column);
    worksheet_repeat_rows(made, 0, 0);
  }

  struct Place {
    lxw_worksheet* sheet;
    const std::string& name;
    lxw_row_t row;
    lxw_col_t column;
  };

  void cell(const Place& at, const engine::Report::Column& column, const engine::Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
      if (*number > exact_max || *number < -exact_max)
        return text(at.sheet, at.row, at.column, std::to_string(*number), formats_.text);
      worksheet_write_number(at.sheet, at.row, at.column, static_cast<double>(*number), formats_.number);
    } else if (const auto* day = std::get_if<engine::Date>(&cell)) {
      date(at, *day, formats_.date);
    } else if (const auto* expected = std::get_if<engine::ProvisionalDay>(&cell)) {
      date(at, expected->on, formats_.provisional);
    } else if (const auto* words = std::get_if<std::string>(&cell); words != nullptr && !words->empty()) {
      if (units(literal(*words)) > cell_max) return shortened(at, column, *words);
      text(at.sheet, at.row, at.column, *words, column.name == "rag" ? formats_.of(*words) : formats_.text);
    }
  }

  void date(const Place& at, engine::Date day, lxw_format* format) {
    if (static_cast<int>(day.year()) < 1900)
      return text(at.sheet, at.row, at.column, engine::to_text(day), formats_.text);
    lxw_datetime when{static_cast<int>(day.year()),
                      static_cast<int>(static_cast<unsigned>(day.month())),
                      static_cast<int>(static_cast<unsigned>(day.day())),
                      0,
                      0,
                      0};
    worksheet_write_datetime(at.sheet, at.row, at.column, &when, format);
  }

  void shortened(const Place& at, const engine::Report::Column& column, const std::string& whole) {
    long_.push_back({at.name, column.heading, at.row + 1, whole});
    const auto cut = whole.substr(0, front(whole, piece_max)) +
                     fmt::format(" ... [cut: all {} characters are on the sheet \"Long texts\", text {}]", units(whole),
                                 long_.size());
    text(at.sheet, at.row, at.column, cut, formats_.text);
  }

  void about(const std::vector<std::pair<const Section*, std::string>>& tables) {
    constexpr double widths[] = {34, 60, 70, 40};
    for (lxw_col_t i = 0; i < std::size(widths); ++i) worksheet_set_column(about_, i, i, widths[i], nullptr);
    lxw_row_t row = 0;
    height(about_, row, 2);  // its letters are larger
    text(about_, row++, 0, report_.title, formats_.title);
    for (const auto& [label, value] : lines()) {
      text(about_, row, 0, label, formats_.label);
      height(about_, row, lines_of(value, widths[1]));
      cell({about_, about_name_, row++, 1}, value_, value);
    }
    ++row;
    lxw_col_t column = 0;
    for (const char* heading : {"Sheet", "Section", "About it", "Rows"})
      text(about_, row, column++, heading, formats_.heading);
    for (const auto& [section, name] : tables) {
      ++row;
      if (!name.empty()) text(about_, row, 0, name, formats_.label);
      text(about_, row, 1, section->heading, formats_.text);
      if (!section->lead.empty()) cell({about_, about_name_, row, 2}, lead_, section->lead);
      height(about_, row,
             std::max({lines_of(section->heading, widths[1]), lines_of(section->lead, widths[2]),
                       lines_of(section->when_empty, widths[3])}));
      if (section->columns.empty()) continue;
      if (section->rows.empty())
        text(about_, row, 3, section->when_empty.empty() ? "None." : section->when_empty, formats_.text);
      else worksheet_write_number(about_, row, 3, static_cast<double>(section->rows.size()), formats_.number);
    }
  }

  std::vector<std::pair<std::string, std::string>> lines() const {
    auto all = report_.header;
    const auto add = [&](const char* label, const std::string& value) {
      const bool said = std::any_of(all.begin(), all.end(), [&](const auto& line) { return line.first == label; });
      if (!said && !value.empty()) all.emplace_back(label, value);
    };
    add("Classification", report_.classification);
    add("Handling", report_.handling);
    add("As at", report_.as_at ? engine::to_text(*report_.as_at) : "");
    add("Since", report_.since ? engine::to_text(*report_.since) : "");
    add("As known at", report_.known_at ? engine::to_text(*report_.known_at) : "");
    if (report_.head) add("Journal then", words_of_head(report_) + " " + report_.head->hash);
    add("Clock", report_.simulated ? "simulated" : "");
    return all;
  }

  void long_texts() {
    if (long_.empty()) return;
    auto* made = sheet("Long texts");
    lxw_col_t column = 0;
    for (const char* heading : {"Text", "Sheet", "Row", "Column", "Piece", "Characters"})
      text(made, 0, column++, heading, formats_.heading);
    worksheet_set_column(made, 5, 5, widest, nullptr);
    lxw_row_t row = 0;
    for (std::size_t i = 0; i < long_.size(); ++i) {
      std::string_view left = long_[i].text;
      for (int piece = 1; !left.empty(); ++piece) {
        const auto now = front(left, piece_max);
        ++row;
        worksheet_write_number(made, row, 0, static_cast<double>(i + 1), formats_.number);
        text(made, row, 1, long_[i].sheet, formats_.text);
        worksheet_write_number(made, row, 2, long_[i].row, formats_.number);
        text(made, row, 3, long_[i].column, formats_.text);
        worksheet_write_number(made, row, 4, piece, formats_.number);
        text(made, row, 5, std::string(left.substr(0, now)), formats_.text);
        left.remove_prefix(now);
      }
    }
    worksheet_freeze_panes(made, 1, 0);
  }

  const engine::Report& report_;
  lxw_workbook* book_;
  Formats formats_;
  lxw_worksheet* about_ = nullptr;
  const std::string about_name_ = "About";
  const engine::Report::Column value_{"value", "Header", {}}, lead_{"lead", "About it", {}};
  std::set<std::string> taken_ = {"about", "long texts", "history"};  // names of sheets; Excel keeps the last
  std::vector<LongText> long_;
};

std::string written(const engine::Report& report) {
  const PrivateFolder folder;
  auto inside = folder.path().string();
  lxw_workbook_options options{};
  options.tmpdir = inside.data();
  auto* book = workbook_new_opt((folder.path() / "book.xlsx").c_str(), &options);
  if (book == nullptr) throw std::system_error(ENOMEM, std::generic_category(), "cannot begin a workbook");
  Book(report, book).write();
  if (const auto error = workbook_close(book); error != LXW_NO_ERROR)
    throw std::system_error(EIO, std::generic_category(),
                            std::string("cannot write a workbook: ") + lxw_strerror(error));
  return folder.read("book.xlsx");
}

}  // namespace

// libxlsxwriter does not look whether the parts that it writes on the way got to their disk, and makes a workbook of
// what did. The same report gives the same bytes, and two that are alike are whole.
std::string xlsx(const engine::Report& report) {
  auto book = written(report);
  if (book != written(report))
    throw std::system_error(EIO, std::generic_category(),
                            "cannot write a workbook: not all of it got into the folder of temporary files");
  return book;
}

}  // namespace api::report
