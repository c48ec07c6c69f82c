// The cases that were used last, each with its facts, up to a bound on the events behind them. One thread.
#pragma once

#include <list>
#include <string>
#include <unordered_map>

#include "engine/types.hpp"

namespace engine {

class CaseCache {
 public:
  explicit CaseCache(std::size_t events_max) : events_max_(events_max) {}

  const Case* find(const std::string& case_id);  // until the next call of put() or clear(); nullptr: not here
  void put(Case fresh);                          // replaces what was there
  void clear();
  std::size_t size() const { return by_id_.size(); }

 private:
  void drop_oldest();

  const std::size_t events_max_;
  std::size_t events_ = 0;
  std::list<Case> by_use_;  // the last used first
  std::unordered_map<std::string, std::list<Case>::iterator> by_id_;
};

}  // namespace engine
