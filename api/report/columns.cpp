#include "api/report/columns.hpp"

#include <algorithm>
#include <array>

namespace api::report {
namespace {

// In quarters of a character.
constexpr unsigned word_max = 4 * 24, cell_max = 4 * 64;
constexpr unsigned long_date = 4 * 17 + 4;  // 30 September 2019
constexpr unsigned broken_date = 4 * 12;    // 30 September
constexpr unsigned mark = 4 * 3;            // beside a traffic light

struct Reckoned {
  unsigned least = 4, natural = 4;
  bool has_long_word = false;
};

// What each byte of UTF-8 is wide; 0 for the later bytes of a character.
constexpr auto widths = [] {
  std::array<unsigned char, 256> all{};
  for (unsigned c = 0; c < 256; ++c) {
    const bool wide = (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0xE0;
    all[c] = (c & 0xC0U) == 0x80U ? 0 : wide ? 5 : 4;
  }
  return all;
}();

constexpr auto ends_word = [] {
  std::array<bool, 256> all{};
  for (const unsigned char c : {' ', '\n', '-'}) all[c] = true;
  return all;
}();

void widen(Reckoned& column, std::string_view text) {
  unsigned word = 0, longest = 0, all = 0;
  for (const char one : text) {
    const auto c = static_cast<unsigned char>(one);
    all += widths[c];
    word += widths[c];
    longest = std::max(longest, word);
    if (ends_word[c]) word = 0;
  }
  column.least = std::max(column.least, longest);
  column.natural = std::max(column.natural, all);
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
};

Extent extent(Reckoned column, bool is_light) {
  Extent made;
  made.has_long_word = column.least > word_max;
  const unsigned more = is_light ? mark : 0;
  const unsigned least = std::min(column.least, word_max) + more;
  made.least = least / 4.0;
  made.natural = std::max(std::min(column.natural, cell_max) + more, least) / 4.0;
  return made;
}

}  // namespace

std::vector<Extent> extents(const engine::Report::Section& section) {
  std::vector<Reckoned> reckoned(section.columns.size());
  for (std::size_t i = 0; i < reckoned.size(); ++i) widen(reckoned[i], section.columns[i].heading);
  for (const auto& row : section.rows)
    for (std::size_t i = 0; i < std::min(row.size(), reckoned.size()); ++i) std::visit(Widen{reckoned[i]}, row[i]);
  std::vector<Extent> all;
  for (std::size_t i = 0; i < reckoned.size(); ++i) all.push_back(extent(reckoned[i], section.columns[i].name == "rag"));
  return all;
}

std::vector<double> fitted(const std::vector<Extent>& columns, double room) {
  double least = 0, natural = 0;
  for (const auto& column : columns) {
    least += column.least;
    natural += column.natural;
  }
  std::vector<double> given;
  for (const auto& [small, large, long_word] : columns) {
    if (natural <= room) given.push_back(large);
    else if (least >= room) given.push_back(small * room / least);
    else given.push_back(small + (large - small) * (room - least) / (natural - least));
  }
  return given;
}

}  // namespace api::report
