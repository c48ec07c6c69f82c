// Lists in headers, taken apart: tags of If-Match and If-None-Match, media types and their q in Accept.
#include "api/http/conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
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

// The entity-tags of a list, as they are written: a comma may stand within the quotes. Nothing: it is no such list.
std::optional<std::vector<std::string_view>> tags_of(std::string_view header) {
  std::vector<std::string_view> tags;
  while (true) {
    header = engine::trimmed(header, " \t,");  // empty items of a list are passed over
    if (header.empty()) return tags;
    const std::size_t opens = header.starts_with("W/") ? 2 : 0;
    const std::size_t closes =
        opens < header.size() && header[opens] == '"' ? header.find('"', opens + 1) : header.npos;
    if (closes == header.npos) return std::nullopt;
    tags.push_back(header.substr(0, closes + 1));
    header.remove_prefix(closes + 1);
    header = engine::trimmed(header);
    if (!header.empty() && header.front() != ',') return std::nullopt;
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

std::optional<int> version_of(std::string_view tag) {
  if (tag.size() < 2) return std::nullopt;
  const std::string_view inside = tag.substr(1, tag.size() - 2);
  int version = 0;
  const auto [end, fault] = std::from_chars(inside.data(), inside.data() + inside.size(), version);
  if (fault != std::errc{} || version <= 0 || version_tag(version) != tag) return std::nullopt;
  return version;
}

// Opaque, and so free to be the fastest there is.
std::string content_tag(std::string_view content) {
  return fmt::format("\"{:016x}\"", std::hash<std::string_view>{}(content));
}

IfMatch read_if_match(const std::string* header) {
  if (!header) return {};
  if (engine::trimmed(*header) == "*") return {IfMatch::Kind::any};
  const auto tags = tags_of(*header);
  if (!tags || tags->empty())
    throw Problem("unreadable-request", "If-Match has to be an ETag in quotes, such as \"17\", or a list of them");
  IfMatch match{IfMatch::Kind::tags};
  for (const std::string_view tag : *tags)
    if (!tag.starts_with("W/")) match.tags.emplace_back(tag);
  return match;
}

bool IfMatch::hits(const std::string* tag) const {
  if (kind != Kind::tags) return true;
  return tag && std::find(tags.begin(), tags.end(), *tag) != tags.end();
}

std::vector<int> IfMatch::versions() const {
  std::vector<int> found;
  for (const std::string& tag : tags)
    if (const auto version = version_of(tag)) found.push_back(*version);
  if (found.empty()) found.push_back(0);
  return found;
}

bool none_match_hits(std::string_view header, std::string_view tag) {
  if (engine::trimmed(header) == "*") return true;
  const auto tags = tags_of(header);
  if (!tags) return false;
  return std::any_of(tags->begin(), tags->end(), [&](std::string_view one) {
    if (one.starts_with("W/")) one.remove_prefix(2);
    return one == tag;
  });
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
