// Writes the policies, with the hash of a paper's style sheet as browsers reckon it (CSP Level 3, 6.7.3).
#include "api/http/policy.hpp"

#include <fmt/format.h>

#include "engine/hash.hpp"

namespace api {
namespace {

constexpr std::string_view style_begins = "<style>", style_ends = "</style>";

unsigned value_of(char digit) { return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

// Of bytes that are written as hex digits.
std::string base64(std::string_view hex) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < hex.size(); at += 6) {  // three bytes are four letters
    const auto three = hex.substr(at, 6);
    unsigned bits = 0;
    for (std::size_t i = 0; i < 6; ++i) bits = bits << 4 | (i < three.size() ? value_of(three[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i * 6 < three.size() * 4 ? letters[bits >> (18 - 6 * i) & 63U] : '=';
  }
  return out;
}

std::string policy(std::string_view style, std::string_view script, std::string_view form, std::string_view more) {
  return fmt::format(
      "default-src 'none'; style-src 'self'{}; script-src {}; img-src 'self' data:; font-src 'self'; connect-src "
      "'self'; form-action {}; base-uri 'none'; object-src 'none'; frame-ancestors 'none'{}",
      style, script, form, more);
}

}  // namespace

std::string page_policy() { return policy("", "'self'", "'self'", ""); }

std::string paper_policy(std::string_view paper) {
  std::string style;
  const auto begin = paper.find(style_begins);
  const auto end = begin == std::string_view::npos ? begin : paper.find(style_ends, begin);
  if (end != std::string_view::npos) {
    const auto from = begin + style_begins.size();
    style = fmt::format(" 'sha256-{}'", base64(engine::sha256_hex(paper.substr(from, end - from))));
  }
  return policy(style, "'none'", "'none'", "; sandbox allow-popups allow-downloads");
}

}  // namespace api
