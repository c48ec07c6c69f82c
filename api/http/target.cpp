// Takes addresses apart by hand: Boost.URL refuses some that are read here (a raw |, letters outside ASCII).
#include "api/http/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "api/http/framing.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::size_t target_bytes_max = 8000;

std::string decoded(std::string_view text, bool plus_is_blank) {
  std::string out = percent_decoded(text, plus_is_blank, "address");
  if (std::any_of(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    throw Problem("unreadable-request", "the address has a control character in it");
  return out;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::pair<std::string, std::string>> parameters(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const std::string_view one : split(query, '&')) {
    if (one.empty()) continue;
    const std::size_t equals = one.find('=');
    std::string name = decoded(one.substr(0, equals), true);
    std::string value = equals == std::string_view::npos ? "" : decoded(one.substr(equals + 1), true);
    const bool twice = std::any_of(found.begin(), found.end(), [&](const auto& other) { return other.first == name; });
    if (twice) throw wrong_parameter(name, "it is there twice");
    found.emplace_back(std::move(name), std::move(value));
  }
  return found;
}

}  // namespace

std::string percent_decoded(std::string_view text, bool plus_is_blank, std::string_view of) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += plus_is_blank && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? engine::hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? engine::hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0)
      throw Problem("unreadable-request", fmt::format("a % in the {} is not followed by two hexadecimal digits", of));
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!engine::is_utf8(out)) throw Problem("unreadable-request", fmt::format("the {}, once decoded, is not UTF-8", of));
  return out;
}

Target read_target(std::string_view target) {
  if (target.size() > target_bytes_max)
    throw Problem("uri-too-long", fmt::format("the address has {} bytes", target.size()));
  if (target.empty() || target.front() != '/') throw Problem("unreadable-request", "the address has to start with a /");
  const std::size_t question = target.find('?');
  Target read;
  read.path = std::string(target.substr(0, question));
  for (const std::string_view segment : split(std::string_view(read.path).substr(1), '/'))
    read.segments.push_back(decoded(segment, false));
  if (question != std::string_view::npos) read.query = Query(parameters(target.substr(question + 1)));
  return read;
}

std::optional<std::string> Query::text(const std::string& name) {
  known_.insert(name);
  for (const auto& [key, value] : parameters_)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<engine::Date> Query::date(const std::string& name) {
  const auto given = text(name);
  if (!given) return std::nullopt;
  const auto day = engine::read_date(*given);
  if (!day) throw wrong_parameter(name, fmt::format("{} is not {}", in_quotes(*given), engine::written_day));
  return day;
}

std::optional<engine::Time> Query::instant(const std::string& name) {
  const auto given = text(name);
  if (!given) return std::nullopt;
  const auto time = engine::read_time(*given);
  if (!time) throw wrong_parameter(name, fmt::format("{} is not {}", in_quotes(*given), engine::written_instant));
  return time;
}

std::optional<int> Query::number(const std::string& name, int min, int max) {
  const auto given = text(name);
  if (!given) return std::nullopt;
  int value = 0;
  const char* end = given->data() + given->size();
  const auto [stopped, fault] = std::from_chars(given->data(), end, value);
  if (fault != std::errc{} || stopped != end || value < min || value > max)
    throw wrong_parameter(name, fmt::format("{} is not a whole number from {} to {}", in_quotes(*given), min, max));
  return value;
}

void Query::only_known() const {
  for (const auto& [name, value] : parameters_) {
    if (known_.contains(name)) continue;
    const std::vector<std::string> known(known_.begin(), known_.end());
    throw wrong_parameter(name, known.empty()
                                    ? "this path takes no parameters"
                                    : fmt::format("it is not known here; known are {}", engine::joined(known, ", ")));
  }
}

std::string origin_form(std::string_view method, std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!engine::same_letters(target.substr(0, scheme.size()), scheme)) continue;
    const std::string_view rest = target.substr(scheme.size());
    const std::size_t host = std::min(rest.find_first_of("/?"), rest.size());
    if (host == 0 || !is_host(rest.substr(0, host))) break;  // no host: no address either
    if (host == rest.size()) return method == "OPTIONS" ? "*" : "/";
    return (rest[host] == '?' ? "/" : "") + std::string(rest.substr(host));
  }
  return std::string(target);
}

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = engine::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '~';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace api
