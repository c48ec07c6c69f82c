#include "store/replay.hpp"

#include <algorithm>
#include <stdexcept>

namespace store {

Replay::Standing& Replay::standing_of(const engine::Entry& entry, const engine::Workflow& workflow) {
  const auto found = cases_.find(entry.case_id);
  if (found != cases_.end()) return found->second;
  Standing fresh{workflow.blank(entry.case_id), std::string(workflow.collection()), {}};
  return cases_.emplace(entry.case_id, std::move(fresh)).first->second;
}

engine::Listing Replay::take(const engine::Entry& entry) {
  const auto* workflow = workflows_.find(entry.workflow);
  if (workflow == nullptr) throw std::runtime_error("there is no workflow " + entry.workflow);
  auto& standing = standing_of(entry, *workflow);
  if (entry.version != standing.current.version + 1) {
    throw std::runtime_error(entry.case_id + " has no version " + std::to_string(standing.current.version + 1));
  }
  standing.current = workflow->evolve(standing.current, entry);
  auto after = workflows_.get(standing.current.workflow).listing(standing.current);
  auto& ever = standing.references;
  for (const auto& reference : after.references) {
    if (std::find(ever.begin(), ever.end(), reference) == ever.end()) ever.push_back(reference);
  }
  if (!after.series.empty()) {
    auto& last = numbers_[after.series];
    last = std::max(last, after.number);
  }
  return after;
}

engine::Projection Replay::projection(const Standing& standing) const {
  return workflows_.get(standing.current.workflow).project(standing.current);
}

}  // namespace store
