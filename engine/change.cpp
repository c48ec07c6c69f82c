// Differences of sorted lists.
#include "engine/change.hpp"

#include <algorithm>
#include <iterator>

namespace engine {
namespace {

template <class Item>
std::vector<Item> sorted(std::vector<Item> items) {
  std::sort(items.begin(), items.end());
  return items;
}

using Group = std::shared_ptr<const std::vector<Task>>;

void add(std::vector<Task>& tasks, const std::vector<Group>& groups, std::size_t place) {
  if (place < groups.size()) tasks.insert(tasks.end(), groups[place]->begin(), groups[place]->end());
}

// The tasks of both, but for groups that they share.
std::pair<std::vector<Task>, std::vector<Task>> tasks_to_compare(const Projection& was, const Projection& is) {
  auto before = was.tasks, after = is.tasks;
  for (std::size_t i = 0; i < std::max(was.task_groups.size(), is.task_groups.size()); ++i) {
    const bool both = i < was.task_groups.size() && i < is.task_groups.size();
    if (both && was.task_groups[i] == is.task_groups[i]) continue;
    add(before, was.task_groups, i);
    add(after, is.task_groups, i);
  }
  return {sorted(std::move(before)), sorted(std::move(after))};
}

}  // namespace

void compare(Change& change, const Projection& was, bool opening) {
  const auto& is = change.after;
  change.deadlines_changed = opening || sorted(was.deadlines) != sorted(is.deadlines);
  change.references_changed =
      opening || was.references != is.references || was.series != is.series || was.number != is.number;
  if (was.tasks == is.tasks && was.task_groups == is.task_groups) return;
  const auto [before, after] = tasks_to_compare(was, is);
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(change.tasks_gone));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(change.tasks_new));
}

}  // namespace engine
