// Files that took long to make, kept for whoever asks next.
#pragma once

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace api::report {

// By fingerprint (forms.hpp); bounded in bytes, the least recently used goes first. What its key names never changes,
// so nothing is ever forgotten for being old. Any thread.
class FinishedCache {
 public:
  explicit FinishedCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  std::shared_ptr<const std::string> find(const std::string& key);
  void put(const std::string& key, std::shared_ptr<const std::string> bytes);
  std::size_t bytes() const;

 private:
  struct Kept {
    std::string key;
    std::shared_ptr<const std::string> bytes;
  };

  const std::size_t bytes_max_;
  mutable std::mutex mutex_;  // guards everything below
  std::size_t bytes_ = 0;
  std::list<Kept> by_use_;  // the last used first
  std::map<std::string, std::list<Kept>::iterator> by_key_;
};

}  // namespace api::report
