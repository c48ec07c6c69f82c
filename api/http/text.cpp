// Quoting is the engine's; what is added here is what the answers of the API say.
#include "api/http/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "engine/json_text.hpp"
#include "engine/text.hpp"

namespace api {

std::string in_quotes(std::string_view text) {
  std::string out;
  engine::append_quoted(out, text);
  return out;
}

std::string quoted_list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    if (out.size() > 1) out += ',';
    out += in_quotes(text);
  }
  return out + "]";
}

std::string as_utf8(std::string_view text) {
  if (engine::is_utf8(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t size = engine::utf8_character(text);
    if (size == 0) out += "\xEF\xBF\xBD";
    else out += text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return out;
}

bool contains(const std::vector<std::string>& texts, std::string_view one) {
  return std::find(texts.begin(), texts.end(), one) != texts.end();
}

std::string no_such(std::string_view reference, std::string_view collection) {
  return fmt::format("there is no {} in {}", in_quotes(reference), collection);
}

std::string with_capital(std::string words) {
  if (!words.empty()) words.front() = engine::upper(words.front());
  return words;
}

std::string in_words(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '-', ' ');
  return with_capital(std::move(words));
}

std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  unsigned held = 0;
  int bits = 0;
  for (const char c : hex) {
    held = (held << 4 | static_cast<unsigned>(engine::hex_digit(c))) & 0xfff;
    for (bits += 4; bits >= 6; bits -= 6) text += alphabet[held >> (bits - 6) & 63];
  }
  if (bits > 0) text += alphabet[held << (6 - bits) & 63];
  while (text.size() % 4 != 0) text += '=';
  return text;
}

namespace {

// FNV-1a of 64 bits, and not std::hash: fingerprints of requests outlive a restart. Not SHA-256: it takes longer, and
// nobody gains anything by two texts that share a hash.
std::uint64_t fnv(std::string_view text, std::uint64_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

}  // namespace

std::string hash_text(std::string_view text) {
  return fmt::format("{:016x}{:016x}", fnv(text, 0xcbf29ce484222325ULL),
                     fnv(text, text.size() * 0x9e3779b97f4a7c15ULL + 1));
}

}  // namespace api
