// Counts characters as Unicode does: code points, after what can be composed is.
#include "engine/title.hpp"

#include <algorithm>

#include "engine/blanks.hpp"
#include "engine/folded.hpp"
#include "engine/text.hpp"

namespace engine {

std::string as_title(std::string_view text) {
  const auto seen = without_blanks(text);
  return composed(seen).value_or(std::string(seen));
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string cut_title(std::string_view title) {
  if (title.size() <= title_characters_max || characters_in(title) <= title_characters_max) return std::string(title);
  std::size_t end = 0;
  for (std::size_t seen = 0; end < title.size(); ++end)
    if (starts_character(title[end]) && ++seen == title_characters_max) break;
  return std::string(title.substr(0, end)) + "\u2026";
}

}  // namespace engine
