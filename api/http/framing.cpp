// RFC 9112, sections 3.2, 5.2, 6.1 and 6.3, on the side of the doubt: what they let a server refuse is refused.
#include "api/http/framing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/text.hpp"

namespace api {
namespace {

// Of these there is one: two of them mean two things, and every reader takes another.
constexpr std::string_view singles[] = {"host",          "content-length",  "content-type",  "expect",
                                        "authorization", "idempotency-key", "last-event-id", "cookie",
                                        "origin",        "sec-fetch-site"};
constexpr std::string_view lists[] = {"accept", "if-match", "if-none-match"};

bool is_one_of(std::string_view name, const auto& names) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

HeaderFault unreadable(std::string detail) { return {"unreadable-request", std::move(detail)}; }

std::vector<std::string> values_of(const Headers& lines, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : lines)
    if (key == name) values.push_back(value);
  return values;
}

std::optional<HeaderFault> coding_fault(int version, const Headers& lines) {
  const auto values = values_of(lines, "transfer-encoding");
  if (values.empty()) return std::nullopt;
  if (version < 11) return unreadable("HTTP/1.0 has no Transfer-Encoding");
  if (!values_of(lines, "content-length").empty())
    return unreadable("the length of the body is said twice, by Transfer-Encoding and by Content-Length");
  // A list with something else in it, or with nothing, is read in other ways by other readers.
  if (values.size() == 1 && engine::same_letters(values.front(), "chunked")) return std::nullopt;
  return unreadable("where the body ends cannot be told: the only Transfer-Encoding is chunked, said once");
}

}  // namespace

std::optional<HeaderFault> header_fault(int version, const Headers& lines) {
  for (const std::string_view name : singles)
    if (values_of(lines, name).size() > 1) return unreadable(fmt::format("the header {} is there twice", name));
  if (version >= 11 && values_of(lines, "host").empty()) return unreadable("a request of HTTP/1.1 has one Host header");
  for (const std::string& host : values_of(lines, "host"))
    if (!is_host(host)) return unreadable("Host is a name or an address, and a port");
  if (auto fault = coding_fault(version, lines)) return fault;
  for (const std::string& length : values_of(lines, "content-length"))
    if (length.empty() || length.find_first_not_of("0123456789") != std::string::npos)
      return unreadable("Content-Length is one whole number");
  for (const std::string& expected : values_of(lines, "expect"))
    if (!engine::same_letters(expected, "100-continue"))
      return HeaderFault{"expectation-failed", "Expect has to be 100-continue"};
  return std::nullopt;
}

bool is_host(std::string_view value) {
  const std::size_t colon = value.rfind(':');
  const bool has_port = colon != std::string_view::npos && value.find(']', colon) == std::string_view::npos;
  const std::string_view name = has_port ? value.substr(0, colon) : value;
  const std::string_view port = has_port ? value.substr(colon + 1) : std::string_view();
  const std::string_view inner = name.starts_with('[') && name.ends_with(']') ? name.substr(1, name.size() - 2) : name;
  const std::string_view extra = inner.size() == name.size() ? "-._~%!$&'()*+;=" : "-._~%:";
  const auto fits = [&](char c) { return engine::is_letter_or_digit(c) || extra.find(c) != std::string_view::npos; };
  return std::all_of(inner.begin(), inner.end(), fits) &&
         port.find_first_not_of("0123456789") == std::string_view::npos;
}

bool has_folded_line(std::string_view bytes) {
  if (bytes.starts_with("\r\n")) return false;  // what is left of it is its end: what comes next is no header
  const std::string_view header = bytes.substr(0, bytes.find("\r\n\r\n"));
  return header.find("\n ") != std::string_view::npos || header.find("\n\t") != std::string_view::npos;
}

bool names_another_version(std::string_view line) {
  constexpr std::string_view spoken = "HTTP/";
  std::string_view version = line.substr(line.rfind(' ') + 1);
  if (!version.starts_with(spoken)) return false;
  version.remove_prefix(spoken.size());
  const auto is_digit_at = [&](std::size_t at) {
    return at >= version.size() || (version[at] >= '0' && version[at] <= '9');
  };
  return !version.empty() && version.front() != '1' && version.size() <= 3 && is_digit_at(0) &&
         (version.size() == 1 || version[1] == '.') && is_digit_at(2);
}

// The line may not have come to its end: Beast looks at its version before.
void read_as_1_1(std::span<char> bytes) {
  const std::string_view text(bytes.data(), bytes.size());
  const std::string_view line = text.substr(0, text.find('\r'));
  constexpr std::string_view version = " HTTP/1.";
  if (line.size() <= version.size()) return;
  char& minor = bytes[line.size() - 1];
  const std::string_view before = line.substr(0, line.size() - 1);
  const bool is_version = before.ends_with(version) && before.find(' ') < before.size() - version.size();
  if (is_version && minor >= '2' && minor <= '9') minor = '1';
}

Headers joined_lists(const Headers& lines) {
  Headers joined;
  for (const auto& line : lines) {
    const auto same = [&](const auto& other) { return other.first == line.first; };
    const auto first = is_one_of(line.first, lists) ? std::find_if(joined.begin(), joined.end(), same) : joined.end();
    if (first == joined.end()) joined.push_back(line);
    else first->second += ", " + line.second;
  }
  return joined;
}

}  // namespace api
