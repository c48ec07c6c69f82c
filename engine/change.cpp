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

}  // namespace

void compare(Change& change, const Projection& was, bool opening) {
  const auto& is = change.after;
  change.deadlines_changed = opening || sorted(was.deadlines) != sorted(is.deadlines);
  change.references_changed =
      opening || was.references != is.references || was.series != is.series || was.number != is.number;
  if (was.tasks == is.tasks) return;
  const auto before = sorted(was.tasks);
  const auto after = sorted(is.tasks);
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(change.tasks_gone));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(change.tasks_new));
}

}  // namespace engine
