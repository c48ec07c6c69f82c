// Compares two projections list by list: what is sorted is compared in one pass.
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

// Both sorted.
void differences(Change& change, const std::vector<Task>& before, const std::vector<Task>& after) {
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(change.tasks_gone));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(change.tasks_new));
}

// Group by group; those that both share are passed over.
void compare_groups(Change& change, const Projection& was, const Projection& is) {
  static const std::vector<Task> none;
  const auto& before = was.task_groups;
  const auto& after = is.task_groups;
  for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
    const auto* old = i < before.size() ? before[i].get() : &none;
    const auto* fresh = i < after.size() ? after[i].get() : &none;
    if (old != fresh) differences(change, *old, *fresh);
  }
}

}  // namespace

void compare(Change& change, const Projection& was, bool opening) {
  const auto& is = change.after;
  change.deadlines_changed = opening || sorted(was.deadlines) != sorted(is.deadlines);
  if (change.deadlines_changed) change.deadlines_before = was.deadlines;
  change.references_changed =
      opening || was.references != is.references || was.series != is.series || was.number != is.number;
  change.summary_changed = change.references_changed || was.place != is.place || was.summary != is.summary;
  change.mentions_changed = was.mentions != is.mentions;
  if (was.tasks != is.tasks) differences(change, sorted(was.tasks), sorted(is.tasks));
  compare_groups(change, was, is);
}

}  // namespace engine
