#include "api/report/finished_cache.hpp"

namespace api::report {

std::shared_ptr<const std::string> FinishedCache::find(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  by_use_.splice(by_use_.begin(), by_use_, found->second);
  return found->second->bytes;
}

void FinishedCache::put(const std::string& key, std::shared_ptr<const std::string> bytes) {
  const std::lock_guard lock(mutex_);
  if (bytes->size() > bytes_max_ || by_key_.contains(key)) return;
  while (bytes_ + bytes->size() > bytes_max_) {
    bytes_ -= by_use_.back().bytes->size();
    by_key_.erase(by_use_.back().key);
    by_use_.pop_back();
  }
  bytes_ += bytes->size();
  by_use_.push_front({key, std::move(bytes)});
  by_key_.emplace(key, by_use_.begin());
}

std::size_t FinishedCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

}  // namespace api::report
