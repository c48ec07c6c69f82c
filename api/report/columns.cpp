#include "api/report/columns.hpp"

#include <algorithm>

namespace api::report {
namespace {

constexpr std::size_t word_max = 20;
constexpr std::size_t cell_max = 64;
constexpr std::size_t looked_at_max = 512;  // bytes of a cell: longer ones are at every limit
constexpr std::size_t date_characters = 17;  // 30 September 2019
constexpr std::size_t mark_characters = 3;

void widen(Extent& extent, std::string_view text) {
  text = text.substr(0, looked_at_max);
  std::size_t word = 0, all = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) continue;
    ++all;
    word = c == ' ' || c == '\n' || c == '-' ? 0 : word + 1;
    if (word > extent.least) extent.least = std::min(word, word_max);
  }
  extent.natural = std::clamp(all, extent.natural, std::max(extent.natural, cell_max));
}

struct Widen {
  Extent& extent;
  void operator()(std::monostate) const {}
  void operator()(const std::string& text) const { widen(extent, text); }
  void operator()(std::int64_t number) const { widen(extent, std::to_string(number)); }
  void operator()(const engine::Date&) const { extent.natural = std::max(extent.natural, date_characters); }
};

}  // namespace

std::vector<Extent> extents(const engine::Report::Section& section) {
  std::vector<Extent> all(section.columns.size());
  for (std::size_t i = 0; i < all.size(); ++i) widen(all[i], section.columns[i].heading);
  for (const auto& row : section.rows)
    for (std::size_t i = 0; i < std::min(row.size(), all.size()); ++i) std::visit(Widen{all[i]}, row[i]);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (section.columns[i].kind == engine::Report::Column::Kind::date) all[i].least = std::max<std::size_t>(all[i].least, 10);
    if (section.columns[i].name == "rag") {
      all[i].least += mark_characters;
      all[i].natural += mark_characters;
    }
    all[i].natural = std::max(all[i].natural, all[i].least);
  }
  return all;
}

std::vector<double> fitted(const std::vector<Extent>& columns, double room) {
  double least = 0, natural = 0;
  for (const auto& column : columns) {
    least += static_cast<double>(column.least);
    natural += static_cast<double>(column.natural);
  }
  std::vector<double> widths;
  for (const auto& column : columns) {
    const auto small = static_cast<double>(column.least), large = static_cast<double>(column.natural);
    if (natural <= room) widths.push_back(large);
    else if (least >= room) widths.push_back(small * room / least);
    else widths.push_back(small + (large - small) * (room - least) / (natural - least));
  }
  return widths;
}

}  // namespace api::report
