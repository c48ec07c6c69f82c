// Goes back along the journal from its end, as far as it has not been looked at for these eyes before.
#include "api/reading/seen_head.hpp"

#include <limits>

#include <fmt/format.h>

#include "api/reading/visible.hpp"

namespace api {

namespace {
constexpr int links_at_once = 32;
constexpr engine::Time any_instant{std::chrono::seconds{std::numeric_limits<std::int64_t>::max()}};
}  // namespace

std::int64_t SeenHead::of(const engine::Actor& by) const {
  const auto eyes = audience(by);
  std::unique_lock lock(mutex_);
  const Looked before = looked_[eyes];
  lock.unlock();
  const auto head = reader_.last_seq();
  if (head <= before.up_to) return before.seen;
  const auto seen = newest_seen(by, before.up_to).value_or(before.seen);
  lock.lock();
  auto& now = looked_[eyes];
  now = {std::max(now.up_to, head), std::max(now.seen, seen)};
  return now.seen;
}

// Who sees the same of every family sees the same head.
std::string SeenHead::audience(const engine::Actor& by) const {
  std::string text;
  for (const auto& rules : workflows_.all()) text += fmt::format("{} ", rules->clearance(by));
  return text;
}

std::optional<std::int64_t> SeenHead::newest_seen(const engine::Actor& by, std::int64_t up_to) const {
  auto before = std::numeric_limits<std::int64_t>::max();
  for (int limit = 1;; limit = links_at_once) {  // mostly the first one will do
    const auto links = reader_.recorded_by(any_instant, before, limit);
    for (const auto& link : links) {
      if (link.entry.seq <= up_to) return std::nullopt;
      if (sees(by, link.entry)) return link.entry.seq;
    }
    if (links.empty()) return std::nullopt;
    before = links.back().entry.seq;
  }
}

bool SeenHead::sees(const engine::Actor& by, const engine::Entry& entry) const {
  const auto current = cases_.current(entry.case_id);
  if (!current) return true;
  const auto& rules = cases_.rules_of(*current);
  return shows(rules, *current, entry, rules.clearance(by));
}

}  // namespace api
