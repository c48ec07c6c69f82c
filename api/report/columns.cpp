// Reckons widths from the bytes of all cells in one pass, as tables of thousands of rows come this way.
#include "api/report/columns.hpp"

#include <algorithm>
#include <array>

namespace api::report {
namespace {

// In quarters of a character.
constexpr unsigned word_max = 4 * 24, cell_max = 4 * 64;
constexpr unsigned long_date = 4 * 17 + 4;  // 30 September 2019
constexpr unsigned broken_date = 4 * 12;    // 30 September
constexpr unsigned with_its_mark = 4 * 14;  // (provisional)
constexpr unsigned mark = 4 * 3;            // beside a traffic light
constexpr unsigned bold_part = 9;           // headings are bold: wider by a ninth

struct Reckoned {
  unsigned least = 4, natural = 4;
  unsigned char bits = 0;  // of all its bytes
};

// What each byte of UTF-8 is wide, 0 for the later bytes of a character; and whether a line may break after it.
constexpr unsigned width_bits = 7, breaks_after = 8;
constexpr auto bytes = [] {
  std::array<unsigned char, 256> all{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool wide = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0xE0;
    const bool ends = c == ' ' || c == '\n' || c == '-';
    all[c] = static_cast<unsigned char>(((c & 0xC0U) == 0x80U ? 0 : wide ? 5 : 4) | (ends ? breaks_after : 0));
  }
  return all;
}();

void widen(Reckoned& column, std::string_view text) {
  unsigned word = 0, longest = 0, before = 0;  // before: all words that have ended
  unsigned char bits = 0;
  for (const char one : text) {
    const auto c = static_cast<unsigned char>(one);
    const unsigned byte = bytes[c];
    bits |= c;
    word += byte & width_bits;
    if ((byte & breaks_after) == 0) continue;
    longest = std::max(longest, word);
    before += word;
    word = 0;
  }
  column.least = std::max({column.least, longest, word});
  column.natural = std::max(column.natural, before + word);
  column.bits |= bits;
}

struct Widen {
  Reckoned& column;
  void operator()(std::monostate) const {}
  void operator()(const std::string& text) const { widen(column, text); }
  void operator()(std::int64_t number) const { widen(column, std::to_string(number)); }
  void operator()(const engine::Date&) const {
    column.least = std::max(column.least, broken_date);
    column.natural = std::max(column.natural, long_date);
  }
  void operator()(const engine::ProvisionalDay& day) const {
    (*this)(day.on);
    column.least = std::max(column.least, with_its_mark);
    column.natural = std::max(column.natural, long_date + with_its_mark);
  }
};

Extent extent(Reckoned column, bool is_light) {
  Extent made;
  made.has_long_word = column.least > word_max;
  made.is_ascii = column.bits < 0x80;
  const unsigned more = is_light ? mark : 0;
  const unsigned least = std::min(column.least, word_max) + more;
  made.least = least / 4.0;
  made.natural = std::max(std::min(column.natural, cell_max) + more, least) / 4.0;
  return made;
}

}  // namespace

std::vector<Extent> extents(const engine::Report::Section& section) {
  std::vector<Reckoned> reckoned(section.columns.size());
  for (std::size_t i = 0; i < reckoned.size(); ++i) {
    auto& column = reckoned[i];
    widen(column, section.columns[i].heading);
    column.least += column.least / bold_part;
    column.natural += column.natural / bold_part;
  }
  for (const auto& row : section.rows)
    for (std::size_t i = 0; i < std::min(row.size(), reckoned.size()); ++i) std::visit(Widen{reckoned[i]}, row[i]);
  std::vector<Extent> all;
  for (std::size_t i = 0; i < reckoned.size(); ++i)
    all.push_back(extent(reckoned[i], section.columns[i].name == "rag"));
  return all;
}

std::vector<double> fitted(const std::vector<Extent>& columns, double room) {
  double least = 0, natural = 0;
  for (const auto& column : columns) {
    least += column.least;
    natural += column.natural;
  }
  std::vector<double> given;
  for (const auto& column : columns) {
    const double small = column.least, large = column.natural;
    if (natural <= room) given.push_back(large);
    else if (least >= room) given.push_back(small * room / least);
    else given.push_back(small + (large - small) * (room - least) / (natural - least));
  }
  return given;
}

}  // namespace api::report
