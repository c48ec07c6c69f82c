// Places months, bars, milestones and the line of today on a canvas of fixed width, and writes it as SVG.
#include "api/pictures/gantt.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/pictures/svg.hpp"
#include "engine/calendar.hpp"
#include "engine/spoken.hpp"

namespace api {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

// In pixels of the picture's own.
constexpr int width = 1200;
constexpr int labels_width = 300;
constexpr int right_margin = 30;
constexpr int top = 78;
constexpr int row_height = 26;
constexpr int bar_height = 8;
constexpr int shortest_bar = 4;
constexpr int letter_width = 6;  // of the small ones

// What a bar says by its colour, a mark by its line; the legend says it in words.
struct Look {
  std::string_view kind, fill, words;
};
constexpr Look looks[] = {{"baseline", "#8a98a4", "first agreed"},
                          {"done", "#1d6f42", "done"},
                          {"forecast", "#2f6fb0", "forecast"},
                          {"late", "#a4262c", "at risk"}};
std::string_view fill_of(std::string_view kind) {
  return std::find_if(std::begin(looks), std::end(looks), [&](const Look& one) { return one.kind == kind; })->fill;
}

// The days that the picture covers: whole months around everything in it.
struct Scale {
  explicit Scale(const engine::Chart& chart) : first(chart.today), last(chart.today) {
    const auto take = [&](const std::optional<engine::Chart::Span>& span) {
      if (!span) return;
      first = std::min(first, sys_days(span->from));
      last = std::max(last, sys_days(span->to));
    };
    for (const auto& bar : chart.bars) {
      take(bar.baseline);
      take(bar.forecast);
    }
    for (const auto& mark : chart.marks) take(engine::Chart::Span{mark.on, mark.on});
    const engine::Date from(first), to(last);
    first = sys_days(from.year() / from.month() / 1);
    last = sys_days(to.year() / to.month() / std::chrono::last) + days(1);
  }
  int x(sys_days day) const {
    return labels_width + static_cast<int>((width - labels_width - right_margin) * (day - first).count() /
                                           std::max<long>((last - first).count(), 1));
  }

  sys_days first, last;
};

void add_months(std::string& out, const Scale& scale, int bottom) {
  const auto months = (scale.last - scale.first).count() / 30;
  const int every = months > 48 ? 12 : months > 18 ? 3 : 1;  // so that names stand clear of each other
  for (engine::Date month(scale.first); sys_days(month) < scale.last; month += std::chrono::months(1)) {
    const auto number = static_cast<unsigned>(month.month()) - 1;
    if (number % static_cast<unsigned>(every) != 0) continue;
    const int x = scale.x(sys_days(month));
    out += fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\" stroke=\"#d5dce1\"/>\n", x, top - 22, bottom);
    out += svg_text(
        x + 3, top - 10,
        fmt::format("{} {:02}", engine::month_name(month.month()).substr(0, 3), static_cast<int>(month.year()) % 100),
        {.size = 11});
  }
}

void add_bar(std::string& out, const Scale& scale, const engine::Chart::Span& span, int y, std::string_view kind) {
  const int from = scale.x(sys_days(span.from));
  const int to = std::max(scale.x(sys_days(span.to)), from + shortest_bar);
  out += svg_box(from, y, to - from, bar_height, fill_of(kind), fmt::format(" rx=\"2\" class=\"{}\"", kind));
}

void add_row(std::string& out, const Scale& scale, const engine::Chart::Bar& bar, int y) {
  out += svg_text(12, y + 17, bar.label);
  if (bar.baseline) add_bar(out, scale, *bar.baseline, y + 4, "baseline");
  if (bar.forecast) add_bar(out, scale, *bar.forecast, y + 14, bar.done ? "done" : bar.at_risk ? "late" : "forecast");
}

// Marks whose names would touch get lines of their own above the chart.
void add_mark(std::string& out, const Scale& scale, const engine::Chart::Mark& mark, int bottom, std::string_view look,
              int level) {
  const int x = scale.x(sys_days(mark.on));
  const auto words = fmt::format("{} {}", mark.label, engine::spoken_short(mark.on));
  const bool left = x + static_cast<int>(words.size()) * letter_width > width;
  const int y = bottom + 16 + 14 * level;
  out += fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\" {3}/>\n", x, top - 6, y - 10, look);
  out += svg_text(x, y, words, {.size = 11, .anchor = left ? "end" : "start"});
}

constexpr std::string_view today_line = "class=\"today\" stroke=\"#14212b\" stroke-width=\"2\"",
                           cut_off_line =
                               "class=\"cut-off\" stroke=\"#a4262c\" stroke-width=\"2\" stroke-dasharray=\"5 3\"";

void add_legend(std::string& out) {
  int x = labels_width;
  for (const auto& [kind, fill, words] : looks) {
    out += svg_box(x, 34, 18, bar_height, fill, fmt::format(" rx=\"2\" class=\"{}\"", kind));
    out += svg_text(x + 24, 42, words, {.size = 11});
    x += 120;
  }
}

}  // namespace

std::string gantt_words(const engine::Chart& chart) {
  std::string out = fmt::format("Today is {}.", engine::spoken_short(chart.today));
  const auto days_of = [](const engine::Chart::Span& span) {
    return span.from == span.to
               ? engine::spoken_short(span.to)
               : fmt::format("{} to {}", engine::spoken_short(span.from), engine::spoken_short(span.to));
  };
  for (const auto& mark : chart.marks) out += fmt::format("\n{}: {}.", mark.label, engine::spoken_short(mark.on));
  for (const auto& bar : chart.bars) {
    out += fmt::format("\n{}: ", bar.label);
    if (bar.forecast)
      out += fmt::format("{} {}",
                         bar.done      ? "done"
                         : bar.at_risk ? "forecast, at risk,"
                                       : "forecast",
                         days_of(*bar.forecast));
    else out += "not known";
    if (bar.baseline) out += fmt::format(", first agreed {}", days_of(*bar.baseline));
    out += '.';
  }
  return out;
}

std::string gantt_svg(const engine::Chart& chart) {
  const Scale scale(chart);
  const int bottom = top + row_height * static_cast<int>(chart.bars.size()) + 6;
  const int height = bottom + 16 + 14 * (static_cast<int>(chart.marks.size()) + 1);
  std::string out = svg_begun(width, height, chart.title, gantt_words(chart));
  out += svg_text(12, 22, chart.title, {.bold = true});
  add_legend(out);
  add_months(out, scale, bottom);
  for (std::size_t i = 0; i < chart.bars.size(); ++i)
    add_row(out, scale, chart.bars[i], top + row_height * static_cast<int>(i));
  add_mark(out, scale, {"today", chart.today}, bottom, today_line, 0);
  for (std::size_t i = 0; i < chart.marks.size(); ++i)
    add_mark(out, scale, chart.marks[i], bottom, cut_off_line, static_cast<int>(i) + 1);
  return out + "</svg>\n";
}

}  // namespace api
