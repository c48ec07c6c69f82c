#include "engine/json_text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace engine {
namespace {

// Whether one of eight bytes has to be escaped: a quote, a backslash or a control character. (Bytes with a zero bit
// pattern after the XOR, and bytes below 0x20: "Determine if a word has a byte less than n", Bit Twiddling Hacks.)
bool escapes_in(std::uint64_t eight) {
  constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
  const auto below = [](std::uint64_t word, std::uint64_t limit) { return (word - ones * limit) & ~word & highs; };
  return (below(eight, 0x20) | below(eight ^ ones * '"', 1) | below(eight ^ ones * '\\', 1)) != 0;
}

constexpr std::size_t stride = sizeof(std::uint64_t);

// Eight bytes from there; where the text ends before, spaces.
std::uint64_t eight_at(std::string_view text, std::size_t at) {
  std::uint64_t eight = 0x2020202020202020;
  std::memcpy(&eight, text.data() + at, std::min(stride, text.size() - at));
  return eight;
}

// How many bytes at the front have nothing to escape: up to the eight bytes that have.
std::size_t plain_bytes(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && !escapes_in(eight_at(text, at))) at += stride;
  return std::min(at, text.size());
}

// Most texts are short and plain: built here, they are appended in one piece.
constexpr std::size_t short_max = 60;

void append_between(std::string& out, std::string_view before, std::string_view text, std::string_view behind) {
  char whole[short_max + 8];
  char* end = whole;
  for (const auto part : {before, text, behind}) {
    std::memcpy(end, part.data(), part.size());
    end += part.size();
  }
  out.append(whole, static_cast<std::size_t>(end - whole));
}

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  const auto plain = plain_bytes(text);
  if (plain == text.size() && plain <= short_max) return append_between(out, "\"", text, "\"");
  out += '"';
  std::size_t from = 0;  // what stands before it is written
  for (std::size_t i = plain; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, from, i - from);
    from = i + 1;
    if (byte >= 0x20) {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\b') {
      out += "\\b";
    } else if (c == '\f') {
      out += "\\f";
    } else {
      out += "\\u00";
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  out.append(text, from);
  out += '"';
}

void append_name(std::string& out, std::string_view name, bool first) {
  if (name.size() <= short_max && plain_bytes(name) == name.size())
    return append_between(out, first ? "\"" : ",\"", name, "\":");
  if (!first) out += ',';
  append_quoted(out, name);
  out += ':';
}

std::string& JsonObject::key(std::string_view name) {
  append_name(out_, name, first_);
  first_ = false;
  return out_;
}

void JsonObject::text_or_null(std::string_view name, std::string_view value) {
  if (value.empty()) null(name);
  else text(name, value);
}

}  // namespace engine
