// Stacks the counts of each column, with a scale to the left and the series in their order to the right.
#include "api/pictures/columns.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace api {

// Of these names other files of this folder have some too.
namespace piles {
namespace {

using Kind = engine::Columns::Kind;
using Series = engine::Columns::Series;

// In pixels of the picture's own.
constexpr int margin = 12, axis_width = 44, gap = 24, key = 16, key_line = 24;
constexpr int title_height = 34, above = 24, plot_height = 240, below = 26;
constexpr int least_with_words = 13;  // of a part that is high enough for its words
constexpr SvgText small{.size = 11}, inside{.size = 11, .fill = "#ffffff", .anchor = "middle"};

// Dark enough for white letters on them, and for themselves on white.
constexpr std::string_view fills[] = {"#6a51a3", "#0b5394", "#8c5a00", "#1d6f42", "#b5400f",
                                      "#14606e", "#8e1b5e", "#5b6b00", "#2b3a67", "#7f4f4f"};
constexpr std::string_view unknown_look = " stroke=\"#4a5a66\" stroke-dasharray=\"3 2\"", leaving_fill = "#59636e";

// A series that has something in it, with its place among all.
struct Shown {
  const Series& series;
  std::size_t place;
  std::string letter() const { return std::string(1, static_cast<char>('A' + place % 26)); }
  std::string_view fill() const {
    if (series.kind == Kind::leaving) return leaving_fill;
    return series.kind == Kind::unknown ? "#ffffff" : fills[place % std::size(fills)];
  }
  std::string_view more() const { return series.kind == Kind::unknown ? unknown_look : ""; }
  std::string_view ink() const { return series.kind == Kind::unknown ? "#14212b" : "#ffffff"; }
};

std::int64_t count_in(const Series& series, std::size_t column) {
  return column < series.counts.size() ? std::max<std::int64_t>(series.counts[column], 0) : 0;
}

std::vector<Shown> shown_of(const engine::Columns& columns) {
  std::vector<Shown> all;
  for (std::size_t i = 0; i < columns.series.size(); ++i) {
    const auto& counts = columns.series[i].counts;
    if (std::any_of(counts.begin(), counts.end(), [](auto count) { return count > 0; }))
      all.push_back({columns.series[i], i});
  }
  return all;
}

std::int64_t sum_of(const engine::Columns& columns, std::size_t column, bool leaving) {
  std::int64_t sum = 0;
  for (const auto& one : columns.series)
    if ((one.kind == Kind::leaving) == leaving) sum += count_in(one, column);
  return sum;
}

// Where counts and columns are: as many pixels a count as there is room for, up and down from the ground.
struct Scale {
  Scale(const engine::Columns& columns, const std::vector<Shown>& shown, Canvas canvas)
      : width(canvas.width), top(above + (canvas.titled ? title_height : 0)) {
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
      most = std::max(most, sum_of(columns, i, false));
      most_leaving = std::max(most_leaving, sum_of(columns, i, true));
    }
    int widest = 0;
    for (const auto& one : shown) widest = std::max(widest, svg_width_of(one.series.words));
    legend = width - margin - std::min(widest + key + 8, width / 2 - margin);
    ground = top + y_of(most);
    column = (legend - gap - axis_width) / std::max<int>(static_cast<int>(columns.columns.size()), 1);
  }
  int y_of(std::int64_t count) const {
    return static_cast<int>(plot_height * count / std::max<std::int64_t>(most + most_leaving, 1));
  }
  int left(std::size_t place) const { return axis_width + column * static_cast<int>(place); }

  int width, top, legend = 0, ground = 0, column = 0;
  std::int64_t most = 0, most_leaving = 0;
};

void add_axis(std::string& out, const Scale& scale) {
  std::int64_t step = 1;
  for (const std::int64_t next : {2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 20'000, 100'000})
    if (scale.most / step > 6) step = next;
  for (std::int64_t count = 0; count <= scale.most; count += step) {
    const int y = scale.ground - scale.y_of(count);
    out += fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{2}\" y2=\"{1}\" stroke=\"{3}\"/>\n", axis_width - 4, y,
                       scale.legend - gap, count == 0 ? "#14212b" : "#d5dce1");
    out += svg_text(axis_width - 8, y + 4, std::to_string(count), {.size = 11, .anchor = "end"});
  }
}

void add_part(std::string& out, const Scale& scale, const Shown& one, std::size_t column, int y, int height) {
  const int x = scale.left(column) + scale.column / 8, wide = scale.column - scale.column / 4;
  out += svg_box(x, y + 1, wide, std::max(height - 2, 1), one.fill(), fmt::format(" class=\"part\"{}", one.more()));
  if (height < least_with_words) return;
  auto look = inside;
  look.fill = one.ink();
  auto words = fmt::format("{} {}", one.letter(), count_in(one.series, column));
  if (svg_width_of(words, look) > wide) words = one.letter();
  out += svg_text(x + wide / 2, y + height / 2 + 4, words, look);
}

void add_column(std::string& out, const Scale& scale, const std::vector<Shown>& shown, const engine::Columns& columns,
                std::size_t column) {
  std::int64_t up = 0, down = 0;
  for (const auto& one : shown) {
    const auto count = count_in(one.series, column);
    auto& so_far = one.series.kind == Kind::leaving ? down : up;
    const int from = scale.y_of(so_far), to = scale.y_of(so_far + count);
    so_far += count;
    if (count == 0) continue;
    add_part(out, scale, one, column, one.series.kind == Kind::leaving ? scale.ground + from : scale.ground - to,
             to - from);
  }
  const int middle = scale.left(column) + scale.column / 2;
  constexpr SvgText sum{.size = 11, .anchor = "middle", .bold = true};
  const auto words = std::to_string(up);
  const int wide = svg_width_of(words, sum), top = scale.ground - scale.y_of(up);
  out += svg_box(middle - wide / 2, top - 15, wide, 13, "#ffffff");  // clear of the lines of the axis
  out += svg_text(middle, top - 5, words, sum);
  out += svg_text(middle, scale.ground + scale.y_of(scale.most_leaving) + 16, columns.columns[column],
                  {.size = 11, .anchor = "middle"});
}

// In the order of the piles: the highest first.
void add_legend(std::string& out, const Scale& scale, const std::vector<Shown>& shown) {
  int y = scale.top;
  const auto add = [&](const Shown& one) {
    out += svg_box(scale.legend, y, key, key, one.fill(), one.more());
    out += svg_text(scale.legend + key / 2, y + 12, one.letter(),
                    {.size = 11, .fill = one.ink(), .anchor = "middle", .bold = true});
    out += svg_text(scale.legend + key + 8, y + 13,
                    svg_cut(one.series.words, scale.width - margin - scale.legend - key - 8));
    y += key_line;
  };
  for (auto one = shown.rbegin(); one != shown.rend(); ++one)
    if (one->series.kind != Kind::leaving) add(*one);
  for (const auto& one : shown)
    if (one.series.kind == Kind::leaving) add(one);
}

std::string words_of(const engine::Columns& columns) {
  const auto shown = shown_of(columns);
  std::string out;
  for (std::size_t i = 0; i < columns.columns.size(); ++i) {
    out += fmt::format("{}{}: {}", out.empty() ? "" : "\n", columns.columns[i], sum_of(columns, i, false));
    for (const auto& one : shown)
      if (const auto count = count_in(one.series, i); count > 0) out += fmt::format(", {} {}", one.series.words, count);
    out += '.';
  }
  return out;
}

std::string drawn(const engine::Columns& columns, Canvas canvas) {
  const auto shown = shown_of(columns);
  const Scale scale(columns, shown, canvas);
  const int lowest = scale.ground + scale.y_of(scale.most_leaving) + below;
  const int height = std::max(lowest, scale.top + key_line * static_cast<int>(shown.size()) + margin);
  std::string out = svg_begun(canvas.width, height, columns.title, words_of(columns));
  constexpr SvgText of_title{.bold = true};
  if (canvas.titled) out += svg_text(margin, 22, svg_cut(columns.title, canvas.width - 2 * margin, of_title), of_title);
  add_axis(out, scale);
  for (std::size_t i = 0; i < columns.columns.size(); ++i) add_column(out, scale, shown, columns, i);
  add_legend(out, scale, shown);
  return out.append(svg_end);
}

}  // namespace
}  // namespace piles

std::string columns_svg(const engine::Columns& columns, Canvas canvas) { return piles::drawn(columns, canvas); }

std::string columns_words(const engine::Columns& columns) { return piles::words_of(columns); }

}  // namespace api
