// Folds texts by the tables of utf8proc.
#include "engine/folded.hpp"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "engine/text.hpp"

namespace engine {

namespace {
bool is_blank(char32_t character) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(character))) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
      return true;
    default:
      return false;
  }
}

std::optional<std::string> mapped(std::string_view text, int how) {
  utf8proc_uint8_t* made = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &made, utf8proc_option_t(how));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> holds(made, &std::free);
  if (size < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
}
}  // namespace

std::optional<std::string> composed(std::string_view text) { return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE); }

std::optional<std::string> case_folded(std::string_view text) {
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
}

std::string appearance(std::string_view text) {
  const auto plain = case_folded(text);
  if (!plain) return std::string(text);
  std::string_view rest = *plain;
  std::string out;
  bool after_a_blank = false;
  while (!rest.empty()) {
    char32_t character = 0;
    const auto bytes = read_utf8(rest, character);
    if (bytes == 0) return std::string(text);
    if (!is_blank(character)) {
      if (after_a_blank && !out.empty()) out += ' ';
      out += rest.substr(0, bytes);
    }
    after_a_blank = is_blank(character);
    rest.remove_prefix(bytes);
  }
  return out;
}

}  // namespace engine
