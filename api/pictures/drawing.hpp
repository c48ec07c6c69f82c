// Graphviz as a program beside ours: makes a picture of a graph.
#pragma once

#include <optional>
#include <string>

namespace api {

bool can_draw();  // whether the program `dot` is there
// The graph as SVG; nothing when the program is missing, fails or takes longer than 10 seconds.
std::optional<std::string> draw_svg(const std::string& graph);

}  // namespace api
