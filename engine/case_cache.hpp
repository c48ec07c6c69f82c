// The cases that were used last, each with its facts and what the lists know of it, up to a bound on their bytes
// (Facts::bytes). One thread.
#pragma once

#include <list>
#include <string>
#include <unordered_map>

#include "engine/workflow.hpp"

namespace engine {

class CaseCache {
 public:
  // `projection` may be empty: nobody has asked for it yet. Never changed once made, so rounds and the cache share it.
  struct Kept {
    Case known;
    std::shared_ptr<const Projection> projection;
  };

  explicit CaseCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // Both until the next call of put() or clear(); nullptr: not here.
  const Case* find(const std::string& case_id);
  const Kept* find_kept(const std::string& case_id);
  // Replaces what was there. The last one put stays, whatever the bound.
  void put(Case fresh, std::shared_ptr<const Projection> projection = {});
  void clear();
  std::size_t size() const { return by_id_.size(); }

 private:
  void drop_oldest();

  const std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  std::list<Kept> by_use_;  // the last used first
  std::unordered_map<std::string, std::list<Kept>::iterator> by_id_;
};

}  // namespace engine
