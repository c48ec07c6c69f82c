// Places months, bars, milestones and the line of today on a canvas of fixed width, and writes it as SVG.
#include "api/pictures/gantt.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/calendar.hpp"
#include "engine/text.hpp"

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

std::string xml(std::string_view text) {
  std::string out;
  for (const char c : engine::xml_escaped(text))
    if (static_cast<unsigned char>(c) >= 32 || c == '\n') out += c;
  return out;
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
    out += fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\" class=\"grid\"/>\n", x, top - 22, bottom);
    out += fmt::format("<text x=\"{}\" y=\"{}\" class=\"small\">{} {:02}</text>\n", x + 3, top - 10,
                       engine::month_name(month.month()).substr(0, 3), static_cast<int>(month.year()) % 100);
  }
}

void add_bar(std::string& out, const Scale& scale, const engine::Chart::Span& span, int y, std::string_view kind) {
  const int from = scale.x(sys_days(span.from));
  const int to = std::max(scale.x(sys_days(span.to)), from + shortest_bar);
  out += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\" class=\"{}\"/>\n", from, y, to - from,
                     bar_height, kind);
}

void add_row(std::string& out, const Scale& scale, const engine::Chart::Bar& bar, int y) {
  out += fmt::format("<text x=\"12\" y=\"{}\">{}</text>\n", y + 17, xml(bar.label));
  if (bar.baseline) add_bar(out, scale, *bar.baseline, y + 4, "baseline");
  if (bar.forecast) add_bar(out, scale, *bar.forecast, y + 14, bar.done ? "done" : bar.at_risk ? "late" : "forecast");
}

// Marks whose names would touch get lines of their own above the chart.
void add_mark(std::string& out, const Scale& scale, const engine::Chart::Mark& mark, int bottom, std::string_view kind,
              int level) {
  const int x = scale.x(sys_days(mark.on));
  const bool left = x > width - 220;
  const int y = bottom + 16 + 14 * level;
  out += fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\" class=\"{3}\"/>\n", x, top - 6, y - 10, kind);
  out += fmt::format("<text x=\"{}\" y=\"{}\" class=\"small\" text-anchor=\"{}\">{} {}</text>\n", x, y,
                     left ? "end" : "start", xml(mark.label), engine::to_text(mark.on));
}

constexpr std::string_view style =
    "text{font:13px sans-serif;fill:#1b1b1b}.small{font-size:11px}.grid{stroke:#dddddd}"
    ".baseline{fill:#b5b5b5}.forecast{fill:#2f6fb0}.done{fill:#3d7d43}.late{fill:#b3261e}"
    ".today{stroke:#1b1b1b;stroke-width:2}.cut-off{stroke:#b3261e;stroke-dasharray:5 3;stroke-width:2}";

void add_legend(std::string& out) {
  static constexpr std::pair<std::string_view, std::string_view> entries[] = {
      {"baseline", "first agreed"}, {"done", "done"}, {"forecast", "forecast"}, {"late", "at risk"}};
  int x = labels_width;
  for (const auto& [kind, words] : entries) {
    out += fmt::format("<rect x=\"{}\" y=\"34\" width=\"18\" height=\"{}\" rx=\"2\" class=\"{}\"/>\n", x, bar_height,
                       kind);
    out += fmt::format("<text x=\"{}\" y=\"42\" class=\"small\">{}</text>\n", x + 24, words);
    x += 120;
  }
}

}  // namespace

std::string gantt_words(const engine::Chart& chart) {
  std::string out = fmt::format("Today is {}.", engine::to_text(chart.today));
  const auto days_of = [](const engine::Chart::Span& span) {
    return span.from == span.to ? engine::to_text(span.to)
                                : fmt::format("{} to {}", engine::to_text(span.from), engine::to_text(span.to));
  };
  for (const auto& mark : chart.marks) out += fmt::format("\n{}: {}.", mark.label, engine::to_text(mark.on));
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
  std::string out = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" "
      "aria-labelledby=\"chart-title chart-words\">\n<title id=\"chart-title\">{2}</title>\n<desc "
      "id=\"chart-words\">{3}</desc>\n<style>{4}</style>\n<rect width=\"{0}\" height=\"{1}\" fill=\"#ffffff\"/>\n<text "
      "x=\"12\" y=\"22\" font-weight=\"bold\">{2}</text>\n",
      width, height, xml(chart.title), xml(gantt_words(chart)), style);
  add_legend(out);
  add_months(out, scale, bottom);
  for (std::size_t i = 0; i < chart.bars.size(); ++i)
    add_row(out, scale, chart.bars[i], top + row_height * static_cast<int>(i));
  add_mark(out, scale, {"today", chart.today}, bottom, "today", 0);
  for (std::size_t i = 0; i < chart.marks.size(); ++i)
    add_mark(out, scale, chart.marks[i], bottom, "cut-off", static_cast<int>(i) + 1);
  return out + "</svg>\n";
}

}  // namespace api
