// Finished files: a report in one form, kept for as long as it is still true. Bounded in bytes: the least
// recently used is evicted first. Any thread.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "engine/ports.hpp"

namespace api::report {

// Never changed once made.
struct File {
  std::string bytes;
  std::string etag;  // with its quotes
  std::string content_type;
  std::string name;         // empty: it is not for saving
  std::string policy = {};  // of a web page: what it may use, its own style by its hash
};

// Whether an entry shows to whom a file is made for.
using Seen = std::function<bool(const engine::Entry&)>;

// What a report follows from: the journal up to an entry, as far as it concerns that day.
struct MadeOf {
  std::int64_t seq = 0;
  engine::AsAt as_at;  // with its effective day filled in
};

class FinishedFiles {
 public:
  explicit FinishedFiles(std::size_t bytes_max = 16 * 1024 * 1024) : bytes_max_(bytes_max) {}

  // The file, if nothing that concerns its day, and shows, has been recorded since it was made. A file that took longer
  // after a vote would tell of it.
  std::shared_ptr<const File> find(const std::string& key, const engine::Reader& reader, const Seen& seen);
  // By its content: true for ever.
  std::shared_ptr<const File> find(const std::string& key);
  void keep(const std::string& key, MadeOf made_of, std::shared_ptr<const File> file);

 private:
  struct Kept {
    std::string key;
    MadeOf made_of;
    std::shared_ptr<const File> file;
  };
  using Place = std::list<Kept>::iterator;

  const std::size_t bytes_max_;
  std::mutex mutex_;  // guards everything below
  std::size_t bytes_ = 0;
  std::list<Kept> by_use_;
  std::unordered_map<std::string, Place> by_key_;
};

}  // namespace api::report
