// The cache as a list in order of use and an index into it.
#include "engine/case_cache.hpp"

namespace engine {

namespace {
std::size_t weight(const Case& one) { return one.facts ? one.facts->bytes : 1; }
}  // namespace

const CaseCache::Kept* CaseCache::find_kept(const std::string& case_id) {
  const auto found = by_id_.find(case_id);
  if (found == by_id_.end()) return nullptr;
  by_use_.splice(by_use_.begin(), by_use_, found->second);
  return &by_use_.front();
}

const Case* CaseCache::find(const std::string& case_id) {
  const auto* kept = find_kept(case_id);
  return kept ? &kept->known : nullptr;
}

void CaseCache::put(Case fresh, std::shared_ptr<const Projection> projection) {
  const auto known = by_id_.find(fresh.id);
  bytes_ += weight(fresh);
  if (known != by_id_.end()) {
    bytes_ -= weight(known->second->known);
    *known->second = {std::move(fresh), std::move(projection)};
    by_use_.splice(by_use_.begin(), by_use_, known->second);
  } else {
    by_use_.push_front({std::move(fresh), std::move(projection)});
    by_id_.emplace(by_use_.front().known.id, by_use_.begin());
  }
  while (bytes_ > bytes_max_ && by_use_.size() > 1) drop_oldest();
}

void CaseCache::drop_oldest() {
  bytes_ -= weight(by_use_.back().known);
  by_id_.erase(by_use_.back().known.id);
  by_use_.pop_back();
}

void CaseCache::clear() {
  by_id_.clear();
  by_use_.clear();
  bytes_ = 0;
}

}  // namespace engine
