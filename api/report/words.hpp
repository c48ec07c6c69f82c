// Text broken into lines, and a sentence that several forms have. Widths count characters, not bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report.hpp"

namespace api::report {

std::size_t width_of(std::string_view text);
std::vector<std::string> words_of(std::string_view text);
// At least one line, none wider than `width`; line breaks in the text stay; a longer word is cut.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// What the small print says before the hash. The report has a head.
std::string words_of_head(const engine::Report& report);

}  // namespace api::report
