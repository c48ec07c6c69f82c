// Draws a stage as an arrow that points at the next one: what is done, where it is, what comes, what is left out.
#include "api/pictures/flow.hpp"

#include <fmt/format.h>

#include "api/pictures/svg.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

using Kind = engine::Flow::Kind;

constexpr int flow_width = 1200, stage_top = 46, stage_height = 64, point = 16, gap = 4, letters_of_line = 15;

struct StageLook {
  std::string_view fill, ink, word;
};
StageLook stage_look(Kind kind) {
  if (kind == Kind::past) return {"#dfeee4", "#14512f", "done"};
  if (kind == Kind::here) return {"#0b5394", "#ffffff", "here"};
  if (kind == Kind::skipped) return {"#ffffff", "#4a5a66", "left out"};
  return {"#eef2f5", "#14212b", "to come"};
}

std::vector<std::string> in_lines(const std::string& words) {
  std::vector<std::string> lines(1);
  for (std::size_t from = 0; from <= words.size();) {
    const auto to = std::min(words.find(' ', from), words.size());
    const auto word = words.substr(from, to - from);
    if (!lines.back().empty() && lines.back().size() + word.size() >= letters_of_line) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + word;
    from = to + 1;
  }
  return lines;
}

void add_stage(std::string& out, const engine::Flow::Stage& stage, int x, int wide, bool first) {
  const auto [fill, ink, word] = stage_look(stage.kind);
  const int middle = stage_top + stage_height / 2, right = x + wide - gap;
  out += fmt::format("<path d=\"M{0} {1} H{2} L{3} {4} L{2} {5} H{0} {6}Z\" fill=\"{7}\" stroke=\"#8a98a4\"{8}/>\n", x,
                     stage_top, right, right + point, middle, stage_top + stage_height,
                     first ? "" : fmt::format("L{} {} ", x + point, middle), fill,
                     stage.kind == Kind::skipped ? " stroke-dasharray=\"4 3\"" : "");
  const auto lines = in_lines(stage.words);
  const int center = x + (wide + point) / 2, line_height = 16;
  int y = middle + 5 - line_height * (static_cast<int>(lines.size()) - 1) / 2;
  for (const auto& line : lines) {
    out += svg_text(center, y, line, {.size = 13, .fill = ink, .anchor = "middle", .bold = stage.kind == Kind::here});
    y += line_height;
  }
  out += svg_text(center, stage_top + stage_height + 18, word, {.size = 12, .fill = "#4a5a66", .anchor = "middle"});
}

void add_here(std::string& out, const engine::Flow& flow, int center) {
  out += fmt::format("<path d=\"M{0} {1} l-8 -12 h16 Z\" fill=\"#0b5394\"/>\n", center, stage_top - 3);
  const bool left = center > flow_width * 2 / 3;
  const int x = left ? center - 14 : center + 14;
  const std::string words = "You are here: " + flow.here;
  out += svg_text(x, stage_top - 12, words, {.size = 14, .anchor = left ? "end" : "start", .bold = true});
}

}  // namespace

std::string flow_words(const engine::Flow& flow) {
  std::string words = "You are here: " + flow.here + ".";
  for (const auto& stage : flow.stages) words += fmt::format(" {}: {}.", stage.words, stage_look(stage.kind).word);
  if (!flow.leads_to.empty()) words += " From here it may go on to: " + engine::joined(flow.leads_to, "; ") + ".";
  return words;
}

std::string flow_svg(const engine::Flow& flow) {
  std::string out = svg_begun(flow_width, stage_top + stage_height + 28, flow.title, flow_words(flow));
  const int count = std::max<int>(1, static_cast<int>(flow.stages.size())), wide = (flow_width - point - 2) / count;
  for (int i = 0; i < static_cast<int>(flow.stages.size()); ++i) {
    const auto& stage = flow.stages[static_cast<std::size_t>(i)];
    add_stage(out, stage, 1 + i * wide, wide, i == 0);
    if (stage.kind == Kind::here) add_here(out, flow, 1 + i * wide + (wide + point) / 2);
  }
  return out.append(svg_end);
}

}  // namespace api
