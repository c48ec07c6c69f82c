// What the store needs beside SHA-256 itself: hashes read back, bytes as base64url and as chance gives them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/hash.hpp"
#include "engine/text.hpp"

namespace store {

using engine::bytes_of;
using engine::Hash;
using engine::hex;
using engine::Sha256;

std::optional<Hash> hash_from(std::string_view bytes);  // nothing unless it is 32 bytes

std::string base64url(std::string_view bytes);  // without padding
std::optional<std::string> from_base64url(std::string_view text);
std::string random_bytes(std::size_t count);

}  // namespace store
