// Piles of counts beside each other as a picture in SVG, with what it shows in words.
#pragma once

#include "api/pictures/svg.hpp"
#include "engine/picture.hpp"

namespace api {

// Each series has a letter beside its colour, in the legend and, if there is room, in the piles.
std::string columns_svg(const engine::Columns& columns, Canvas canvas = {});
std::string columns_words(const engine::Columns& columns);  // its text alternative

}  // namespace api
