// Text with the letter case taken out, and searching in it. Not collation: order is plain byte order everywhere.
#pragma once

#include <string>
#include <string_view>

namespace store {

// "mp083é" -> "MP083É". Letters one by one, by Unicode's simple rules; bytes that are not UTF-8 stay as they are.
std::string upper_case(std::string_view text);

// As one searches for it: letter case and Unicode's ways to compose a letter taken out, apostrophes, quotes, dashes and
// blanks of every kind as a keyboard has them, nothing that has no width. "Cafe" + U+0301 and "caf\u00E9" are the same.
std::string searchable(std::string_view text);

// Whether some text value (not a name) of a JSON text contains `needle`, which is searchable() already.
bool holds_text(std::string_view json, std::string_view needle);

}  // namespace store
