// A chart of bars over days as a picture in SVG, with what it shows in words for those who do not see it.
#pragma once

#include "api/pictures/svg.hpp"
#include "engine/picture.hpp"

namespace api {

std::string gantt_svg(const engine::Chart& chart, Canvas canvas = {});

// The same in sentences, one a line: the picture's text alternative.
std::string gantt_words(const engine::Chart& chart);

}  // namespace api
