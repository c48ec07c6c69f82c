// What several folders do to texts, written once: joining, letter case, blanks, hexadecimal digits, UTF-8, XML, months.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace engine {

// Empty texts are joined too.
template <class Texts>
std::string joined(const Texts& texts, std::string_view between = ", ") {
  std::string out;
  bool first = true;
  for (const auto& text : texts) {
    if (!first) out += between;
    first = false;
    out += text;
  }
  return out;
}

// ASCII alone, in any locale: every other byte stays as it is.
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool is_letter_or_digit(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }
std::string lower(std::string_view text);
std::string upper(std::string_view text);
bool same_letters(std::string_view a, std::string_view b);  // letter case aside

// Texts in whose byte order numbers stand as numbers, for any two different texts: "A_99" is before "A_100".
std::string natural_place(std::string_view text);

// Without what `blanks` names at both ends.
std::string_view trimmed(std::string_view text, std::string_view blanks = " \t");

std::string hex(std::string_view bytes);  // two lower-case digits a byte
int hex_digit(char c);                    // 0 to 15; -1: it is none

// Whether this byte of UTF-8 begins a character.
constexpr bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }
std::size_t utf8_character(std::string_view text);                  // bytes of the one at the start; 0: it is none
std::size_t read_utf8(std::string_view text, char32_t& character);  // the same, and which one it is
bool is_utf8(std::string_view text);
void append_utf8(std::string& out, char32_t character);

// & < > " as entities: for contents and for attributes. What XML cannot hold is U+FFFD in it.
std::string xml_escaped(std::string_view text);

std::string_view month_name(std::chrono::month month);  // "January"

}  // namespace engine
