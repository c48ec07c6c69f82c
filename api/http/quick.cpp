// One pass over the bytes, with tables of the characters that nobody reads in two ways; at any doubt it gives up.
#include "api/http/quick.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "api/http/framing.hpp"
#include "api/http/text.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::string_view method = "GET ";
constexpr std::string_view version = " HTTP/1.1\r\n";

constexpr std::array<bool, 256> table_of(std::string_view extra) {
  std::array<bool, 256> table{};
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = true;
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = table[c - 'a' + 'A'] = true;
  for (const char c : extra) table[static_cast<unsigned char>(c)] = true;
  return table;
}

constexpr auto in_path = table_of("-._~/");
constexpr auto in_name = table_of("-_");

bool all_in(std::string_view text, const std::array<bool, 256>& table) {
  return std::all_of(text.begin(), text.end(), [&](char c) { return table[static_cast<unsigned char>(c)]; });
}

bool plain_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool set_once(std::string_view& place, std::string_view value) {
  if (!place.empty() || value.empty()) return false;
  place = value;
  return true;
}

// Headers that change how a request is read, or that only a request with a body has.
bool unusual(std::string_view name) {
  static constexpr std::string_view names[] = {
      "te",           "expect",           "upgrade",           "trailer",        "content-length", "if-match",
      "content-type", "content-encoding", "transfer-encoding", "http2-settings", "last-event-id",  "idempotency-key"};
  return std::any_of(std::begin(names), std::end(names),
                     [&](std::string_view one) { return engine::same_letters(name, one); });
}

// Takes what one header line says into `quick`; false: leave the whole request to the full parser.
bool take(Quick& quick, bool& host, std::string_view name, std::string_view value) {
  if (unusual(name)) return false;
  if (engine::same_letters(name, "host")) return is_host(value) && !std::exchange(host, true);
  if (engine::same_letters(name, "accept")) return set_once(quick.accept, value);
  if (engine::same_letters(name, "cookie")) return set_once(quick.cookie, value);
  if (engine::same_letters(name, "connection")) return engine::same_letters(value, "keep-alive");
  if (engine::same_letters(name, "authorization")) return set_once(quick.authorization, value);
  return !engine::same_letters(name, "if-none-match") || set_once(quick.if_none_match, value);
}

}  // namespace

std::optional<Quick> read_quick(std::string_view bytes) {
  if (!bytes.starts_with(method)) return std::nullopt;
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  Quick quick;
  quick.bytes = end + 4;
  const std::size_t line = bytes.find(version);
  if (line == std::string_view::npos || line > end) return std::nullopt;
  quick.target = bytes.substr(method.size(), line - method.size());
  if (!quick.target.starts_with('/') || !all_in(quick.target, in_path)) return std::nullopt;
  bool host = false;
  std::string_view rest = bytes.substr(line + version.size(), end + 2 - line - version.size());
  while (!rest.empty()) {
    const std::size_t stop = rest.find("\r\n");
    const std::string_view header = rest.substr(0, stop);
    const std::size_t colon = header.find(':');
    if (colon == std::string_view::npos || colon == 0) return std::nullopt;
    const std::string_view name = header.substr(0, colon);
    const std::string_view value = engine::trimmed(header.substr(colon + 1));
    if (!all_in(name, in_name) || !plain_value(value) || !take(quick, host, name, value)) return std::nullopt;
    rest.remove_prefix(stop + 2);
  }
  return host ? std::optional(quick) : std::nullopt;
}

}  // namespace api
