// Decides from the entries recorded since whether a kept file is still true, and evicts by last use.
#include "api/report/finished.hpp"

#include <algorithm>

namespace api::report {
namespace {

constexpr int entries_looked_at_max = 1'000;
constexpr std::size_t overhead_bytes = 512;

std::size_t bytes_of(const File& file) { return file.bytes.size() + overhead_bytes; }

// Recorded later or effective later: the report of that day does not know of it. One that says what was known at an
// instant says how many entries there were, whatever their days.
bool concerns(const engine::Entry& entry, const engine::AsAt& as_at) {
  if (as_at.known) return entry.at <= *as_at.known;
  return !as_at.effective || entry.effective_on <= *as_at.effective;
}

bool still_true(const MadeOf& made_of, const engine::Reader& reader, const Seen& seen) {
  const auto since = reader.journal(made_of.seq, entries_looked_at_max + 1);
  return std::ssize(since) <= entries_looked_at_max && std::none_of(since.begin(), since.end(), [&](const auto& entry) {
           return concerns(entry, made_of.as_at) && seen(entry);
         });
}

}  // namespace

std::shared_ptr<const File> FinishedFiles::find(const std::string& key, const engine::Reader& reader,
                                                const Seen& seen) {
  std::unique_lock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  const Kept kept = *found->second;
  lock.unlock();
  const auto last = reader.last_seq();
  if (last != kept.made_of.seq && !still_true(kept.made_of, reader, seen)) return nullptr;
  if (last != kept.made_of.seq) keep(key, {last, kept.made_of.as_at}, kept.file);  // not to be looked at again
  return kept.file;
}

std::shared_ptr<const File> FinishedFiles::find(const std::string& key) {
  std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  by_use_.splice(by_use_.begin(), by_use_, found->second);
  return found->second->file;
}

void FinishedFiles::keep(const std::string& key, MadeOf made_of, std::shared_ptr<const File> file) {
  std::lock_guard lock(mutex_);
  if (const auto old = by_key_.find(key); old != by_key_.end()) {
    bytes_ -= bytes_of(*old->second->file);
    by_use_.erase(old->second);
    by_key_.erase(old);
  }
  if (bytes_of(*file) > bytes_max_) return;
  bytes_ += bytes_of(*file);
  by_use_.push_front({key, std::move(made_of), std::move(file)});
  by_key_[key] = by_use_.begin();
  while (bytes_ > bytes_max_) {
    bytes_ -= bytes_of(*by_use_.back().file);
    by_key_.erase(by_use_.back().key);
    by_use_.pop_back();
  }
}

}  // namespace api::report
