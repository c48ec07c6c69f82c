// Writes JSON text quickly: quotes strings eight bytes at a time, and numbers.
#include "engine/json_text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

namespace engine {
namespace {

// Whether one of eight bytes has to be escaped: a quote, a backslash or a control character. (Bytes with a zero bit
// pattern after the XOR, and bytes below 0x20: "Determine if a word has a byte less than n", Bit Twiddling Hacks.)
bool escapes_in(std::uint64_t eight) {
  constexpr std::uint64_t ones = 0x0101010101010101, highs = 0x8080808080808080;
  const auto below = [](std::uint64_t word, std::uint64_t limit) { return (word - ones * limit) & ~word & highs; };
  return (below(eight, 0x20) | below(eight ^ ones * '"', 1) | below(eight ^ ones * '\\', 1)) != 0;
}

std::uint64_t eight_at(const char* at) {
  std::uint64_t eight;
  std::memcpy(&eight, at, sizeof eight);
  return eight;
}

// All of a text shorter than eight bytes, filled up with spaces. Two pieces that overlap cost less than a loop.
std::uint64_t all_of(const char* text, std::size_t size) {
  constexpr std::uint64_t spaces = 0x2020202020202020;
  if (size >= 4) {
    std::uint32_t front, back;
    std::memcpy(&front, text, sizeof front);
    std::memcpy(&back, text + size - sizeof back, sizeof back);
    return front | std::uint64_t{back} << 32;
  }
  if (size == 0) return spaces;
  const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(text[i])}; };
  return (spaces & ~std::uint64_t{0xffffff}) | byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16;
}

// How many bytes at the front have nothing to escape: up to the eight bytes that have.
std::size_t plain_bytes(std::string_view text) {
  constexpr std::size_t stride = sizeof(std::uint64_t);
  if (text.size() < stride) return escapes_in(all_of(text.data(), text.size())) ? 0 : text.size();
  std::size_t at = 0;
  for (; at + stride <= text.size(); at += stride)
    if (escapes_in(eight_at(text.data() + at))) return at;
  return escapes_in(eight_at(text.data() + text.size() - stride)) ? at : text.size();
}

// Most texts are short and plain: built here, they are appended in one piece.
constexpr std::size_t short_max = 60;

void append_between(std::string& out, std::string_view before, std::string_view text, std::string_view behind) {
  char whole[short_max + 8];
  char* end = whole;
  for (const auto part : {before, text, behind}) end = std::copy(part.begin(), part.end(), end);
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

std::string& JsonObject::key(std::string_view name) {
  const bool first = std::exchange(first_, false);
  if (name.size() <= short_max && plain_bytes(name) == name.size()) {
    append_between(out_, first ? "\"" : ",\"", name, "\":");
    return out_;
  }
  if (!first) out_ += ',';
  append_quoted(out_, name);
  out_ += ':';
  return out_;
}

void JsonObject::text_or_null(std::string_view name, std::string_view value) {
  if (value.empty()) null(name);
  else text(name, value);
}

}  // namespace engine
