// The stages that all such cases go through, and where one of them is, as a picture in SVG.
#pragma once

#include "engine/flow.hpp"

namespace api {

std::string flow_svg(const engine::Flow& flow);
std::string flow_words(const engine::Flow& flow);  // its text alternative

}  // namespace api
