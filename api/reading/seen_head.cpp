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
  const auto found = look(by, before);
  lock.lock();
  auto& now = looked_[eyes];
  now = {std::max(now.up_to, found.up_to), std::max(now.seen, found.seen)};
  return now.seen;
}

// Who sees the same of every family sees the same head.
std::string SeenHead::audience(const engine::Actor& by) const {
  std::string text;
  for (const auto& rules : workflows_.all()) text += fmt::format("{} ", rules->clearance(by));
  return text;
}

SeenHead::Looked SeenHead::look(const engine::Actor& by, const Looked& before) const {
  Looked found{reader_.last_seq(), before.seen};
  if (found.up_to <= before.up_to) return before;
  auto below = std::numeric_limits<std::int64_t>::max();
  for (int limit = 1;; limit = links_at_once) {  // mostly the first one will do
    const auto links = reader_.recorded_by(any_instant, below, limit);
    for (const auto& [entry, _] : links) {
      if (entry.seq <= before.up_to) return found;
      const auto seen = judged(by, entry);
      if (!seen) found.up_to = entry.seq - 1;
      else if (*seen) return {found.up_to, entry.seq};
    }
    if (links.empty()) return found;
    below = links.back().entry.seq;
  }
}

std::optional<bool> SeenHead::judged(const engine::Actor& by, const engine::Entry& entry) const {
  const auto current = cases_.current(entry.case_id);
  if (!current || !engine::knows_of(*current, entry)) return std::nullopt;
  const auto& rules = cases_.rules_of(*current);
  return shows(rules, *current, entry, rules.clearance(by));
}

bool SeenHead::sees(const engine::Actor& by, const engine::Entry& entry) const {
  return judged(by, entry).value_or(false);
}

}  // namespace api
