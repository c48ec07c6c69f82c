// Text with the letter case taken out, and searching in it. Not collation: order is plain byte order everywhere.
#pragma once

#include <string>
#include <string_view>

#include "engine/folded.hpp"

namespace store {

// "mp083é" -> "MP083É". Letters one by one, by Unicode's simple rules; bytes that are not UTF-8 stay as they are.
std::string upper_case(std::string_view text);

using engine::searchable;

// Whether some text value (not a name) of a JSON text contains `needle`, which is searchable() already.
bool holds_text(std::string_view json, std::string_view needle);

}  // namespace store
