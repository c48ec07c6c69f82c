// base64url (RFC 4648) without padding, read strictly, and random bytes by OpenSSL.
#include "store/digest.hpp"

#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>

namespace store {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

void must(int done) {
  if (done != 1) throw std::runtime_error("OpenSSL failed");
}

}  // namespace

std::optional<Hash> hash_from(std::string_view bytes) {
  Hash hash;
  if (bytes.size() != hash.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::string base64url(std::string_view bytes) {
  std::string text;
  unsigned held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = (held << 8 | static_cast<unsigned char>(c)) & 0xffff;
    for (bits += 8; bits >= 6; bits -= 6) text += alphabet[held >> (bits - 6) & 63];
  }
  if (bits > 0) text += alphabet[held << (6 - bits) & 63];
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes;
  unsigned held = 0;
  int bits = 0;
  for (const char c : text) {
    const auto value = alphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    held = (held << 6 | static_cast<unsigned>(value)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>(held >> bits & 0xff);
    }
  }
  // Left-over bits that are not zero, or a lone character, would be a second spelling of the same bytes.
  if (bits >= 6 || (held & ((1U << bits) - 1)) != 0) return std::nullopt;
  return bytes;
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  must(RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)));
  return bytes;
}

}  // namespace store
