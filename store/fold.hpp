// Text with the letter case taken out, and searching in it. Not collation: order is plain byte order everywhere.
#pragma once

#include <string>
#include <string_view>

namespace store {

// "mp083é" -> "MP083É". Letters one by one, by Unicode's simple rules; bytes that are not UTF-8 stay as they are.
std::string folded(std::string_view text);

// Whether some text value (not a name) of a JSON text contains `needle`, which is folded already.
bool holds_text(std::string_view json, std::string_view needle);

}  // namespace store
