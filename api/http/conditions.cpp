// Lists in headers, taken apart: tags of If-Match and If-None-Match, media types and their q in Accept.
#include "api/http/conditions.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <functional>

#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

std::vector<std::string_view> list_of(std::string_view header, char between = ',') {
  std::vector<std::string_view> items;
  while (true) {
    const std::size_t end = header.find(between);
    items.push_back(engine::trimmed(header.substr(0, end)));
    if (end == std::string_view::npos) return items;
    header.remove_prefix(end + 1);
  }
}

// What one range of Accept gives a media type: how exact it is (0: does not fit), and its q in thousandths.
struct Liking {
  int exact = 0;
  int q = 1000;
};

int quality(std::string_view parameters) {
  for (const std::string_view one : list_of(parameters, ';')) {
    const std::string text = engine::lower(one);
    if (!text.starts_with("q=")) continue;
    const double q = std::strtod(text.c_str() + 2, nullptr);
    return q > 0 ? (q < 1 ? static_cast<int>(q * 1000) : 1000) : 0;
  }
  return 1000;
}

Liking liking(std::string_view range, std::string_view media) {
  const std::size_t semicolon = range.find(';');
  const std::string type = engine::lower(engine::trimmed(range.substr(0, semicolon)));
  const int q = semicolon == std::string_view::npos ? 1000 : quality(range.substr(semicolon + 1));
  if (type == media) return {3, q};
  const std::size_t slash = media.find('/');
  if (type == std::string(media.substr(0, slash)) + "/*") return {2, q};
  return {type == "*/*" ? 1 : 0, q};
}

}  // namespace

std::string version_tag(int version) { return fmt::format("\"{}\"", version); }
// Opaque, and so free to be the fastest there is.
std::string content_tag(std::string_view content) {
  return fmt::format("\"{:016x}\"", std::hash<std::string_view>{}(content));
}

IfMatch read_if_match(const std::string* header) {
  if (!header) return {};
  const std::string_view text = engine::trimmed(*header);
  if (text == "*") return {IfMatch::Kind::any, 0};
  if (text.find(',') != std::string_view::npos)
    throw Problem("unreadable-request", "If-Match has to name one version; there is more than one tag in it");
  if (text.starts_with("W/")) return {IfMatch::Kind::other, 0};
  if (text.size() < 2 || text.front() != '"' || text.back() != '"')
    throw Problem("unreadable-request", "If-Match has to be an ETag in quotes, such as \"17\"");
  const std::string_view inside = text.substr(1, text.size() - 2);
  int version = 0;
  const auto [end, fault] = std::from_chars(inside.data(), inside.data() + inside.size(), version);
  const bool canonical = fault == std::errc{} && end == inside.data() + inside.size() && version_tag(version) == text;
  return canonical && version > 0 ? IfMatch{IfMatch::Kind::version, version} : IfMatch{IfMatch::Kind::other, 0};
}

bool none_match_hits(std::string_view header, std::string_view tag) {
  for (std::string_view one : list_of(header)) {
    if (one == "*") return true;
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag) return true;
  }
  return false;
}

std::optional<std::size_t> choose(const std::string* accept, const std::vector<std::string>& offered) {
  if (!accept || engine::trimmed(*accept).empty()) return 0;
  std::optional<std::size_t> best;
  int best_q = 0;
  for (std::size_t i = 0; i < offered.size(); ++i) {
    Liking liked{0, 0};
    for (const std::string_view range : list_of(*accept)) {
      const Liking one = liking(range, offered[i]);
      if (one.exact > liked.exact) liked = one;
    }
    if (liked.exact > 0 && liked.q > best_q) {
      best = i;
      best_q = liked.q;
    }
  }
  return best;
}

std::size_t choose_or_refuse(const std::string* accept, const std::vector<std::string>& offered) {
  if (const auto chosen = choose(accept, offered)) return *chosen;
  throw Problem("not-acceptable", fmt::format("available are {}", engine::joined(offered, ", ")))
      .with("available", quoted_list(offered));
}

}  // namespace api
