// The journal read again from its beginning: each case grows event by event. It writes nothing and compares nothing.
#pragma once

#include <functional>
#include <list>
#include <map>

#include "engine/workflow.hpp"

namespace store {

class Replay {
 public:
  // A case as its events so far have made it.
  struct Standing {
    engine::Case current;  // without its facts while it is put away
    std::string collection;
    std::vector<std::string> references;  // all that it ever had
    engine::Projection last;              // while it is put away: what follows from the facts
    std::list<std::string>::iterator used;
  };
  // All entries of a case, oldest first.
  using Entries = std::function<std::vector<engine::Entry>(std::string_view case_id)>;

  // The cases that were used last stay at hand, up to `bytes_max` of them; the others are read again by `entries` when
  // their next event comes, which is seldom: the events of a case stand near each other.
  Replay(const engine::Workflows& workflows, Entries entries, std::size_t bytes_max = 64 * 1024 * 1024)
      : workflows_(workflows), entries_(std::move(entries)), bytes_max_(bytes_max) {}

  // The case after the next entry. Throws std::runtime_error, a sentence, when the entry does not follow.
  engine::Listing take(const engine::Entry& entry);
  engine::Projection projection(const Standing& standing) const;

  const std::map<std::string, Standing>& cases() const { return cases_; }
  const std::map<std::string, int>& numbers() const { return numbers_; }  // the last of each series

 private:
  Standing& standing_of(const engine::Entry& entry, const engine::Workflow& workflow);
  void bring_back(Standing& standing);
  void put_others_away();

  const engine::Workflows& workflows_;
  const Entries entries_;
  const std::size_t bytes_max_;
  std::size_t bytes_ = 0;  // of the facts at hand
  std::map<std::string, Standing> cases_;
  std::list<std::string> at_hand_;  // the last used first
  std::map<std::string, int> numbers_;
};

}  // namespace store
