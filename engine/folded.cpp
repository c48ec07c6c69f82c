// Folds texts by the tables of utf8proc.
#include "engine/folded.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
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

// What keyboards have in the place of finer marks and blanks; 0: the letter itself.
char as_typed(char32_t letter) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(letter))) {
    case UTF8PROC_CATEGORY_PD:  // dashes of every length
      return '-';
    case UTF8PROC_CATEGORY_ZS:
      return ' ';
    default:
      break;
  }
  static constexpr char32_t apostrophes[] = {0x2018, 0x2019, 0x201A, 0x201B, 0x2BC, 0x2BB,
                                             0x2BD,  0x2B9,  0x2032, 0xB4,   0xFF07};
  static constexpr char32_t quotes[] = {0x201C, 0x201D, 0x201E, 0x201F, 0x2033};
  if (std::find(std::begin(apostrophes), std::end(apostrophes), letter) != std::end(apostrophes)) return '\'';
  if (std::find(std::begin(quotes), std::end(quotes), letter) != std::end(quotes)) return '"';
  return letter == 0x2212 ? '-' : '\0';  // the minus sign
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

std::string searchable(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return lower(text);
  const auto plain = case_folded(text);
  if (!plain) return lower(text);  // no UTF-8
  std::string out;
  std::string_view rest = *plain;
  while (!rest.empty()) {
    char32_t letter = 0;
    const auto bytes = std::max<std::size_t>(read_utf8(rest, letter), 1);
    if (const char typed = as_typed(letter)) out += typed;
    else out += rest.substr(0, bytes);
    rest.remove_prefix(bytes);
  }
  return out;
}

}  // namespace engine
