// Every text in a body that may be classified, wherever its description has one, with its place.
#pragma once

#include <functional>

#include "engine/body.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec {

using VisitText = std::function<void(const Text& text, const std::string& pointer)>;

// Objects that somebody else describes (AnyObject) are not looked into: they are checked when they are used.
void each_text(const engine::body::Kind& kind, const void* value, const VisitText& visit);

}  // namespace sec
