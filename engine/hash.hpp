// SHA-256 (FIPS 180-4), for receipts and rolls. A pure function over a library.
#pragma once

#include <string>
#include <string_view>

namespace engine {
std::string sha256_hex(std::string_view bytes);  // 64 lower-case hex digits
}
