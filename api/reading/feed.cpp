// What happens on a commit, in an order that leaves no reader with something outdated in a cache.
#include "api/reading/feed.hpp"

#include <algorithm>
#include <utility>

#include "api/reading/visible.hpp"
#include "engine/text.hpp"

namespace api {

Feed::Feed(const engine::Workflows& workflows, std::size_t rendered_bytes_max, std::size_t events_max,
           std::size_t case_bytes_max)
    : workflows_(workflows),
      rendered_(rendered_bytes_max),
      pages_(rendered_bytes_max),
      events_max_(events_max),
      cases_(case_bytes_max) {}

void Feed::committed(const std::vector<engine::Accepted>& accepted) {
  for (const auto& one : accepted) latest_at_ = std::max(latest_at_.load(), one.entry.at);
  if (!accepted.empty()) open_at(accepted.back().entry.seq, engine::hex(engine::bytes_of(accepted.back().hash)));
  try {
    if (missed_one(accepted)) forget_all();
    take(accepted);
  } catch (...) {
    forget_all();
    throw;
  }
}

// Numbers of events have no gaps.
bool Feed::missed_one(const std::vector<engine::Accepted>& accepted) const {
  const std::int64_t last = last_seq_.load();
  const auto is_new = [&](const engine::Accepted& one) { return !one.replayed && one.entry.seq > last; };
  const auto first = std::find_if(accepted.begin(), accepted.end(), is_new);
  return last > 0 && first != accepted.end() && first->entry.seq != last + 1;
}

void Feed::forget_all() {
  // The numbers first, as below: who is reading now keeps nothing.
  for (auto& stamp : stamps_) stamp.fetch_add(1);
  rendered_.clear();
  forget_pages();
  {
    const std::lock_guard lock(cases_mutex_);
    cases_.clear();
  }
  const std::lock_guard lock(mutex_);
  events_.clear();
}

// What somebody cannot see takes nothing from them: an answer that is slower after a vote would tell of it.
void Feed::forget_what_moved(const engine::Accepted& accepted) {
  const auto* rules = workflows_.find(accepted.after.workflow);
  const auto seen_by = [&](engine::Clearance eyes) {
    return rules == nullptr || shows(*rules, accepted.after, accepted.entry, eyes);
  };
  rendered_.forget(accepted.after.id, seen_by);
  if (rules == nullptr || seen_by(rules->clearance(public_actor))) forget_pages();
}

// The number first, as above.
void Feed::forget_pages() {
  pages_stamp_.fetch_add(1);
  pages_.clear();
}

void Feed::keep_page(std::string key, std::shared_ptr<const Rendered> page, std::uint64_t stamp) {
  pages_.put(std::move(key), {}, std::move(page), [&] { return pages_stamp_.load() == stamp; });
}

void Feed::take(const std::vector<engine::Accepted>& accepted) {
  for (const engine::Accepted& one : accepted) {
    if (one.replayed) continue;
    // The number first: a reader that looks between these two keeps nothing.
    stamps_[std::hash<std::string_view>{}(one.after.id) % stamps_.size()].fetch_add(1);
    forget_what_moved(one);
    const std::lock_guard lock(cases_mutex_);
    cases_.put(one.after);
  }
  batches_.fetch_add(1);
  const std::lock_guard lock(mutex_);
  for (const engine::Accepted& one : accepted) {
    if (one.replayed || one.entry.seq <= last_seq_.load()) continue;
    events_.push_back(one.entry);
    last_seq_.store(one.entry.seq);
  }
  while (events_.size() > events_max_) events_.pop_front();
  if (wake_) wake_();
}

std::uint64_t Feed::stamp(std::string_view case_id) const {
  return stamps_[std::hash<std::string_view>{}(case_id) % stamps_.size()].load();
}

void Feed::keep(std::string key, const MadeFor& made_for, std::shared_ptr<const Rendered> rendered,
                std::uint64_t stamp) {
  rendered_.put(std::move(key), made_for, std::move(rendered), [&] { return this->stamp(made_for.case_id) == stamp; });
}

std::optional<engine::Case> Feed::current(const std::string& case_id) {
  const std::lock_guard lock(cases_mutex_);
  const engine::Case* found = cases_.find(case_id);
  return found ? std::optional(*found) : std::nullopt;
}

void Feed::keep(engine::Case current, std::uint64_t stamp) {
  const auto hash = std::hash<std::string_view>{}(current.id);
  const std::lock_guard lock(cases_mutex_);
  const bool again = std::exchange(read_lately_[hash % read_lately_.size()], hash) == hash;
  if (again && this->stamp(current.id) == stamp) cases_.put(std::move(current));
}

std::optional<std::vector<engine::Entry>> Feed::behind(std::int64_t after, std::size_t limit) const {
  const std::lock_guard lock(mutex_);
  if (events_.empty() || events_.front().seq > after + 1) return std::nullopt;
  std::vector<engine::Entry> found;
  const auto skip = static_cast<std::size_t>(after + 1 - events_.front().seq);
  for (std::size_t i = skip; i < events_.size() && found.size() < limit; ++i) found.push_back(events_[i]);
  return found;
}

std::string Feed::head() const {
  const std::lock_guard lock(head_mutex_);
  return head_;
}

void Feed::open_at(std::int64_t seq, std::string_view hash) {
  auto head = std::to_string(seq).append(" ").append(hash);
  const std::lock_guard lock(head_mutex_);
  head_ = std::move(head);
}

void Feed::on_commit(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

}  // namespace api
