// When two texts are the same to people: their normal form, letter case and blanks folded.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace engine {

// Unicode's normal form C; nothing for what is no UTF-8.
std::optional<std::string> composed(std::string_view text);
// Unicode's normal form C with letter case folded, without characters that nobody sees; nothing for what is no UTF-8.
std::optional<std::string> case_folded(std::string_view text);

// One text for all that look alike: Unicode's normal form C, letter case folded, a run of blanks of any kind as one and
// none at the ends, without characters that nobody sees. What is no UTF-8 comes back as it is.
std::string appearance(std::string_view text);

// As one searches for it: letter case and Unicode's ways to compose a letter taken out, apostrophes, quotes, dashes and
// blanks of every kind as a keyboard has them, nothing that has no width. "Cafe" + U+0301 and "caf\u00E9" are the same.
std::string searchable(std::string_view text);

}  // namespace engine
