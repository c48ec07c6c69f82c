// Any picture of a report: as SVG, and in words.
#pragma once

#include "api/pictures/svg.hpp"
#include "engine/picture.hpp"

namespace api {

const std::string& picture_title(const engine::Picture& picture);
std::string picture_svg(const engine::Picture& picture, Canvas canvas = {});
std::string picture_words(const engine::Picture& picture);  // its text alternative

}  // namespace api
