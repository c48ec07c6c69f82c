// A list by last use, and two maps that point into it: by key to find an answer, by case to forget it.
#include "api/reading/rendered_cache.hpp"

#include <algorithm>

namespace api {

std::shared_ptr<const Rendered> RenderedCache::find(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  by_use_.splice(by_use_.begin(), by_use_, found->second);
  return found->second->rendered;
}

void RenderedCache::put(std::string key, const MadeFor& made_for, std::shared_ptr<const Rendered> rendered,
                        const std::function<bool()>& still_true) {
  // Beside the bytes themselves: list, maps and strings.
  const std::size_t bytes = 2 * key.size() + rendered->fresh.size() + rendered->same.size() + 320;
  const std::lock_guard lock(mutex_);
  if (!still_true() || bytes > bytes_max_) return;
  if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
  while (!by_use_.empty() && bytes_ + bytes > bytes_max_) drop(std::prev(by_use_.end()));
  by_use_.push_front(Kept{std::move(key), made_for, std::move(rendered), bytes});
  by_key_.emplace(by_use_.front().key, by_use_.begin());
  by_case_[made_for.case_id].push_back(by_use_.begin());
  bytes_ += bytes;
}

void RenderedCache::forget(const std::string& case_id, const std::function<bool(engine::Clearance)>& see) {
  const std::lock_guard lock(mutex_);
  const auto found = by_case_.find(case_id);
  if (found == by_case_.end()) return;
  for (const Place place : std::vector<Place>(found->second))
    if (see(place->made_for.eyes)) drop(place);
}

void RenderedCache::clear() {
  const std::lock_guard lock(mutex_);
  by_key_.clear();
  by_case_.clear();
  by_use_.clear();
  bytes_ = 0;
}

void RenderedCache::drop(Place place) {
  bytes_ -= place->bytes;
  by_key_.erase(place->key);
  const auto of_case = by_case_.find(place->made_for.case_id);
  std::erase(of_case->second, place);
  if (of_case->second.empty()) by_case_.erase(of_case);
  by_use_.erase(place);
}

std::size_t RenderedCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

std::size_t RenderedCache::size() const {
  const std::lock_guard lock(mutex_);
  return by_use_.size();
}

}  // namespace api
