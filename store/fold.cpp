// Upper case by the Unicode tables of the C library, and the texts in JSON looked through without a document.
#include "store/fold.hpp"

#include <locale.h>
#include <wctype.h>

#include <algorithm>
#include <cstdint>

#include "engine/text.hpp"

namespace store {
namespace {

// A locale of our own: the program's may be anything, and changing it would change it for all threads.
char32_t upper(char32_t letter) {
  static const locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (unicode == nullptr) return letter;
  return static_cast<char32_t>(towupper_l(static_cast<wint_t>(letter), unicode));
}

void append_upper(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    char32_t letter = 0;
    const std::size_t length = static_cast<unsigned char>(c) < 0x80 ? 0 : engine::read_utf8(text.substr(i), letter);
    if (length == 0) {
      out += engine::upper(c);
      ++i;
    } else {
      engine::append_utf8(out, upper(letter));
      i += length;
    }
  }
}

char32_t read_hex(std::string_view json, std::size_t at) {
  char32_t value = 0;
  for (const char c : json.substr(at < json.size() ? at : json.size(), 4)) {
    value = value << 4 | static_cast<char32_t>(engine::hex_digit(c));
  }
  return value;
}

// The escape that stands at `at` (a backslash), appended as text; where it ends.
std::size_t unescape(std::string_view json, std::size_t at, std::string& out) {
  if (at + 1 >= json.size()) return json.size();
  static constexpr std::string_view names = "bfnrt", meanings = "\b\f\n\r\t";
  const char c = json[at + 1];
  if (c != 'u') {
    const auto named = names.find(c);
    out += named == std::string_view::npos ? c : meanings[named];
    return at + 2;
  }
  char32_t letter = read_hex(json, at + 2);
  at += 6;
  if (letter >= 0xd800 && letter < 0xdc00 && json.substr(at < json.size() ? at : json.size(), 2) == "\\u") {
    letter = 0x10000 + ((letter & 0x3ff) << 10) + (read_hex(json, at + 2) & 0x3ff);
    at += 6;
  }
  engine::append_utf8(out, letter);
  return at;
}

// The text of the JSON string that begins after `at` (its opening quote); where it ends.
std::size_t read_string(std::string_view json, std::size_t at, std::string& out) {
  out.clear();
  for (++at; at < json.size() && json[at] != '"';) {
    const std::size_t stop = std::min(json.find_first_of("\"\\", at), json.size());
    out.append(json, at, stop - at);
    at = stop < json.size() && json[stop] == '\\' ? unescape(json, stop, out) : stop;
  }
  return at + 1;
}

bool is_name(std::string_view json, std::size_t after) {
  const auto next = json.find_first_not_of(" \t\r\n", after);
  return next != std::string_view::npos && json[next] == ':';
}

}  // namespace

std::string upper_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_upper(out, text);
  return out;
}

bool holds_text(std::string_view json, std::string_view needle) {
  std::string plain;
  for (std::size_t at = json.find('"'); at < json.size(); at = json.find('"', at)) {
    at = read_string(json, at, plain);
    if (at > json.size() || is_name(json, at)) continue;
    if (searchable(plain).find(needle) != std::string::npos) return true;
  }
  return false;
}

}  // namespace store
