// Writes the policies, with the hash of a paper's style sheet as browsers reckon it (CSP Level 3, 6.7.3).
#include "api/http/policy.hpp"

#include <fmt/format.h>

#include "api/http/text.hpp"
#include "engine/hash.hpp"

namespace api {
namespace {

constexpr std::string_view style_begins = "<style>", style_ends = "</style>";

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
    style = fmt::format(" 'sha256-{}'", base64_of_hex(engine::sha256_hex(paper.substr(from, end - from))));
  }
  return policy(style, "'none'", "'none'", "; sandbox allow-popups allow-downloads");
}

}  // namespace api
