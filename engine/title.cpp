// Counts characters as Unicode does: code points, after what can be composed is.
#include "engine/title.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "engine/blanks.hpp"
#include "engine/text.hpp"

namespace engine {

std::string as_title(std::string_view text) {
  const auto seen = without_blanks(text);
  utf8proc_uint8_t* made = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(seen.data()), static_cast<utf8proc_ssize_t>(seen.size()),
                   &made, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> holds(made, &std::free);
  if (size < 0) return std::string(seen);
  return std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
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
