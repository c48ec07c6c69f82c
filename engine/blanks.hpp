// Characters that nobody sees, and those that are none: what a text may not consist of, and what it may not hold.
#pragma once

#include <string>
#include <string_view>

namespace engine {

bool is_unseen(char32_t character);    // a blank of any kind, a control, or something without any width
bool is_space(char32_t character);     // of these, what takes room
bool is_blank(std::string_view text);  // nobody sees anything of it
std::string_view without_blanks(std::string_view text);  // at both ends; what is no UTF-8 counts as seen

// U+FFFE, U+FDD0 and the others that Unicode says are no characters. XML can hold none of the first kind.
constexpr bool is_noncharacter(char32_t character) {
  return (character & 0xFFFEU) == 0xFFFEU || (character >= 0xFDD0 && character <= 0xFDEF);
}
std::string without_mark(std::string text);  // without the byte order mark that may stand before all of it

}  // namespace engine
