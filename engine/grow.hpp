// A case from its entries: the one way in which the past is read.
#pragma once

#include <limits>

#include "engine/workflow.hpp"

namespace engine {

// After the entries up to `version`, oldest first. Throws std::out_of_range when there are none.
inline Case case_from(const Workflows& workflows, const std::vector<Entry>& entries,
                      int version = std::numeric_limits<int>::max()) {
  const auto& workflow = workflows.get(entries.at(0).workflow);  // those of a collection evolve alike
  auto current = workflow.blank(entries[0].case_id);
  for (const auto& entry : entries)
    if (entry.version <= version) current = workflow.evolve(current, entry);
  return current;
}

}  // namespace engine
