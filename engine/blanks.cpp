// Which characters are blanks is for the tables of utf8proc to say.
#include "engine/blanks.hpp"

#include <utf8proc.h>

#include "engine/text.hpp"

namespace engine {

bool is_unseen(char32_t character) {
  constexpr char32_t braille_blank = 0x2800;  // has a category of its own kind, and no dot
  if (character < 0x80) return character <= ' ' || character == 0x7F;
  const auto* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(character));
  switch (property->category) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
      return true;
    default:
      return property->ignorable != 0 || character == braille_blank;
  }
}

bool is_space(char32_t character) {
  if (character < 0x80) return character == ' ' || (character >= '\t' && character <= '\r');
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(character));
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

std::string_view without_blanks(std::string_view text) {
  std::size_t first = text.size(), end = 0;
  for (std::size_t at = 0; at < text.size();) {
    char32_t character = 0;
    const auto read = read_utf8(text.substr(at), character);
    const auto bytes = read == 0 ? 1 : read;
    if (read == 0 || !is_unseen(character)) {
      if (first > at) first = at;
      end = at + bytes;
    }
    at += bytes;
  }
  return end == 0 ? std::string_view() : text.substr(first, end - first);
}

bool is_blank(std::string_view text) { return without_blanks(text).empty(); }

std::string without_mark(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  return text;
}

}  // namespace engine
