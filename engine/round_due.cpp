// What a round knows of versions as they are seen, and of deadlines that are due in the middle of it.
#include <algorithm>

#include "engine/round.hpp"

namespace engine {

std::vector<int> Round::seen_versions(const Command& command, const std::vector<int>& versions) {
  std::vector<int> seen;
  const auto id = case_of(command);
  const auto* found = id ? known(*id) : nullptr;
  if (found == nullptr) return seen;
  const auto& workflow = workflows_.get(found->now.workflow);
  for (const int version : versions)
    seen.push_back(workflow.seen_version(found->now, version, workflow.clearance(command.by)));
  return seen;
}

std::vector<DueDeadline> Round::due_of(const std::string& case_id) {
  std::vector<DueDeadline> due;
  const auto* found = known(case_id);
  if (found == nullptr) return due;
  const auto& workflow = workflows_.get(found->now.workflow);
  for (const auto& one : projection_of({&workflow, found->now}).deadlines)
    if (one.due <= now_) due.push_back({std::string(workflow.collection()), case_id, one, found->now.version});
  std::stable_sort(due.begin(), due.end(),
                   [](const auto& a, const auto& b) { return a.deadline.due < b.deadline.due; });
  return due;
}

bool Round::foretold(const DueDeadline& due, const Actor& reader) {
  const auto* found = known(due.case_id);
  return found != nullptr && workflows_.get(found->now.workflow).foretold(found->now, due.deadline.name, reader);
}

}  // namespace engine
