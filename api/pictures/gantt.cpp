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
constexpr int margin = 12;
constexpr int labels_least = 90, labels_most = 420;
constexpr int right_margin = 30;
constexpr int title_height = 24, legend_height = 54;
constexpr int bar_height = 7;
constexpr int row_height = 19;  // what was agreed above what is expected; the words of both after them
constexpr int line_height = 15;
constexpr int shortest_bar = 4;
constexpr int between = 4;  // a bar and its words
constexpr SvgText small{.size = 11};

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

// "12 WD (10 WD)": as it is expected or went, and as it was first agreed.
std::string words_of(const engine::Chart::Bar& bar) {
  auto words = bar.forecast ? bar.forecast->words : "";
  if (bar.baseline && !bar.baseline->words.empty()) words += (words.empty() ? "(" : " (") + bar.baseline->words + ")";
  return words;
}

// Where things are: the names of the bars to the left, the days that the picture covers between them and the room that
// the words at the bars take. The days are whole months around everything in it.
struct Scale {
  Scale(const engine::Chart& chart, Canvas canvas)
      : width(canvas.width),
        legend(canvas.titled ? title_height : 0),
        top(legend + legend_height),
        first(chart.today),
        last(chart.today) {
    const auto take = [&](const std::optional<engine::Chart::Span>& span) {
      if (!span) return;
      first = std::min(first, sys_days(span->from));
      last = std::max(last, sys_days(span->to));
    };
    for (const auto& bar : chart.bars) {
      right = std::max(right, margin + between + svg_width_of(words_of(bar), small));
      take(bar.baseline);
      take(bar.forecast);
      left = std::max(left, 2 * margin + svg_width_of(bar.label));
    }
    left = std::min({left, labels_most, width / 2});
    for (const auto& mark : chart.marks) take(engine::Chart::Span{mark.on, mark.on, ""});
    const engine::Date from(first), to(last);
    first = sys_days(from.year() / from.month() / 1);
    last = sys_days(to.year() / to.month() / std::chrono::last) + days(1);
  }
  int x(sys_days day) const {
    return left +
           static_cast<int>((width - left - right) * (day - first).count() / std::max<long>((last - first).count(), 1));
  }

  int width, legend, top, left = labels_least, right = right_margin;
  sys_days first, last;
};

constexpr int widest_month = 50;  // "Mar 19", and some room

void add_months(std::string& out, const Scale& scale, int bottom) {
  const auto count = std::max<long>((scale.last - scale.first).count() / 30, 1);
  const auto room = (scale.width - scale.left - scale.right) / count;
  const int every = room >= widest_month ? 1 : 3 * room >= widest_month ? 3 : 12;  // names stand clear of each other
  for (engine::Date month(scale.first); sys_days(month) < scale.last; month += std::chrono::months(1)) {
    const auto number = static_cast<unsigned>(month.month()) - 1;
    if (number % static_cast<unsigned>(every) != 0) continue;
    const int x = scale.x(sys_days(month));
    out += fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\" stroke=\"#d5dce1\"/>\n", x, scale.top - 22,
                       bottom);
    out += svg_text(
        x + 3, scale.top - 10,
        fmt::format("{} {:02}", engine::month_name(month.month()).substr(0, 3), static_cast<int>(month.year()) % 100),
        small);
  }
}

int add_bar(std::string& out, const Scale& scale, const engine::Chart::Span& span, int y, std::string_view kind) {
  const int from = scale.x(sys_days(span.from));
  const int to = std::max(scale.x(sys_days(span.to)), from + shortest_bar);
  const bool thin = kind == "baseline";
  out += svg_box(from, thin ? y + 2 : y + 9, to - from, thin ? bar_height - 2 : bar_height, fill_of(kind),
                 fmt::format(" rx=\"2\" class=\"{}\"", kind));
  return to;
}

// Where its bars end.
int add_bars(std::string& out, const Scale& scale, const engine::Chart::Bar& bar, int y) {
  int end = 0;
  if (bar.baseline) end = add_bar(out, scale, *bar.baseline, y, "baseline");
  const auto kind = bar.done ? "done" : bar.at_risk ? "late" : "forecast";
  if (bar.forecast) end = std::max(end, add_bar(out, scale, *bar.forecast, y, kind));
  return end;
}

// Its name, and after its bars what is written at them, clear of every line.
void add_words(std::string& out, const Scale& scale, const engine::Chart::Bar& bar, int end, int y) {
  out += svg_text(margin, y + 14, svg_cut(bar.label, scale.left - 2 * margin));
  const auto words = words_of(bar);
  if (words.empty()) return;
  out += svg_box(end + between - 1, y + 3, svg_width_of(words, small) + 1, line_height - 1, "#ffffff");
  out += svg_text(end + between, y + 14, words, small);
}

struct MarkLook {
  std::string_view line;
  int level;  // each has a line of its own below the chart, so that their words do not touch
};

void add_mark_line(std::string& out, const Scale& scale, const engine::Chart::Mark& mark, int bottom, MarkLook look) {
  out += fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\" {3}/>\n", scale.x(sys_days(mark.on)),
                     scale.top - 6, bottom + 6 + line_height * look.level, look.line);
}

void add_mark_words(std::string& out, const Scale& scale, const engine::Chart::Mark& mark, int bottom, int level) {
  const auto words = fmt::format("{} {}", mark.label, engine::spoken_short(mark.on));
  const int x = scale.x(sys_days(mark.on)), wide = svg_width_of(words, small);
  const int from = std::max(margin, std::min(x, scale.width - margin - wide));
  const int y = bottom + 16 + line_height * level;
  out += svg_box(from - 1, y - 10, wide + 2, line_height - 1, "#ffffff");
  out += svg_text(from, y, svg_cut(words, scale.width - 2 * margin, small), small);
}

constexpr std::string_view today_line = "class=\"today\" stroke=\"#14212b\" stroke-width=\"2\"",
                           cut_off_line =
                               "class=\"cut-off\" stroke=\"#a4262c\" stroke-width=\"2\" stroke-dasharray=\"5 3\"";

void add_legend(std::string& out, int top) {
  int x = margin;
  for (const auto& [kind, fill, words] : looks) {
    out += svg_box(x, top + 10, 18, bar_height, fill, fmt::format(" rx=\"2\" class=\"{}\"", kind));
    out += svg_text(x + 24, top + 18, words, small);
    x += 110;
  }
  out += svg_text(x, top + 18, "12 WD (10 WD): Working Days now (as first agreed)", small);
}

}  // namespace

std::string gantt_words(const engine::Chart& chart) {
  std::string out = fmt::format("Today is {}.", engine::spoken_short(chart.today));
  const auto days_of = [](const engine::Chart::Span& span) {
    const auto last = engine::spoken_short(span.to);
    const auto said = span.from == span.to ? last : fmt::format("{} to {}", engine::spoken_short(span.from), last);
    return span.words.empty() ? said : fmt::format("{} ({})", said, span.words);
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

// From the ground up: months, bars, lines of marks, and all that is written.
std::string gantt_svg(const engine::Chart& chart, Canvas canvas) {
  const Scale scale(chart, canvas);
  std::vector<std::pair<engine::Chart::Mark, std::string_view>> marks{{{"today", chart.today}, today_line}};
  for (const auto& mark : chart.marks) marks.emplace_back(mark, cut_off_line);
  const int bottom = scale.top + row_height * static_cast<int>(chart.bars.size()) + 6;
  const int height = bottom + 8 + line_height * static_cast<int>(marks.size());
  std::string out = svg_begun(canvas.width, height, chart.title, gantt_words(chart));
  constexpr SvgText of_title{.bold = true};
  if (canvas.titled) out += svg_text(margin, 22, svg_cut(chart.title, canvas.width - 2 * margin, of_title), of_title);
  add_legend(out, scale.legend);
  add_months(out, scale, bottom);
  const auto y_of = [&](std::size_t row) { return scale.top + row_height * static_cast<int>(row); };
  std::vector<int> ends;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) ends.push_back(add_bars(out, scale, chart.bars[i], y_of(i)));
  int level = 0;
  for (const auto& [mark, line] : marks) add_mark_line(out, scale, mark, bottom, {line, level++});
  level = 0;
  for (const auto& [mark, _] : marks) add_mark_words(out, scale, mark, bottom, level++);
  for (std::size_t i = 0; i < chart.bars.size(); ++i) add_words(out, scale, chart.bars[i], ends[i], y_of(i));
  return out.append(svg_end);
}

}  // namespace api
