// Whole answers kept as bytes, for what is read often: the representation of a case as one audience sees it.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/workflow.hpp"

namespace api {

// An answer to GET, ready for the wire except for the status line and the date. Never changed once made: the cache and
// the sessions that are writing it share it.
struct Rendered {
  std::string etag;         // with its quotes
  std::string fresh;        // what follows the first two lines of a 200: headers, empty line, body
  std::size_t headers = 0;  // bytes of `fresh` before the body, with the empty line
  std::string same;         // what follows the first two lines of a 304
};

// Of which case an answer was made, and for whose eyes.
struct MadeFor {
  std::string case_id;
  engine::Clearance eyes;
};

// Bounded in bytes, the least recently used goes first. Any thread.
class RenderedCache {
 public:
  explicit RenderedCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  std::shared_ptr<const Rendered> find(std::string_view key);
  // Keeps it when `still_true` says so; asked under the lock that forget() takes, so nothing slips in between.
  void put(std::string key, const MadeFor& made_for, std::shared_ptr<const Rendered> rendered,
           const std::function<bool()>& still_true);
  // The answers made of this case for eyes that see what has happened to it.
  void forget(const std::string& case_id, const std::function<bool(engine::Clearance)>& see);
  void clear();
  std::size_t bytes() const;
  std::size_t size() const;

 private:
  struct Kept {
    std::string key;
    MadeFor made_for;
    std::shared_ptr<const Rendered> rendered;
    std::size_t bytes = 0;
  };
  using Place = std::list<Kept>::iterator;

  void drop(Place place);  // with mutex_ held

  const std::size_t bytes_max_;
  mutable std::mutex mutex_;  // guards everything below
  std::size_t bytes_ = 0;
  std::list<Kept> by_use_;                              // the last used first
  std::unordered_map<std::string_view, Place> by_key_;  // keys are those in by_use_
  std::unordered_map<std::string, std::vector<Place>> by_case_;
};

}  // namespace api
