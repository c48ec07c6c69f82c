// The journal read again from its beginning: each case grows event by event. It writes nothing and compares nothing.
#pragma once

#include <map>

#include "engine/workflow.hpp"

namespace store {

class Replay {
 public:
  // A case as its events so far have made it.
  struct Standing {
    engine::Case current;
    std::string collection;
    std::vector<std::string> references;  // all that it ever had
  };

  explicit Replay(const engine::Workflows& workflows) : workflows_(workflows) {}

  // The case after the next entry. Throws std::runtime_error, a sentence, when the entry does not follow.
  engine::Listing take(const engine::Entry& entry);
  engine::Projection projection(const Standing& standing) const;

  const std::map<std::string, Standing>& cases() const { return cases_; }
  const std::map<std::string, int>& numbers() const { return numbers_; }  // the last of each series

 private:
  Standing& standing_of(const engine::Entry& entry, const engine::Workflow& workflow);

  const engine::Workflows& workflows_;
  std::map<std::string, Standing> cases_;
  std::map<std::string, int> numbers_;
};

}  // namespace store
