// What a change of a release brings about: each modification in its scope gets one command.
#include <map>

#include "workflows/sec/release/commands.hpp"
#include "workflows/sec/release/release.hpp"
#include "workflows/sec/terms/between_cases.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::release {

namespace {
const std::string scope_list = "/modifications";

// One command a modification, whatever the number of its parts. `list`: the place in the body that names the items;
// empty: the body names none, they are those of the scope.
template <class Items>
std::vector<engine::Consequence> told(const engine::Entry& entry, const Facts& facts, const Items& items,
                                      RecordRelease what, const std::string& list) {
  struct Named {
    OneOrMore<int> parts;
    std::size_t first = 0;  // of the items that name it
  };
  std::map<std::string, Named> by_place;
  for (std::size_t i = 0; i < items.size(); ++i)
    by_place.try_emplace(reference_place(items[i].ref), Named{{}, i}).first->second.parts.push_back(items[i].part);
  what.release = facts.id;
  what.effective_on = entry.effective_on;
  std::vector<engine::Consequence> found;
  for (auto& [place, named] : by_place) {
    const auto& reference = items[named.first].ref;
    what.parts = std::move(named.parts);
    auto& [command, cause, onward] = found.emplace_back();
    command = command_to("modifications", reference, what, sender_of<RecordRelease>(entry.by));
    if (!list.empty()) cause = list + "/" + std::to_string(named.first);
  }
  return found;
}

RecordRelease change(ReleaseChange kind, std::optional<Date> on = {}, std::optional<Date> until = {},
                     std::optional<Text> reason = {}) {
  RecordRelease what;
  what.change = kind;
  what.on = on;
  what.until = until;
  what.reason = std::move(reason);
  return what;
}

// What is withdrawn or implemented stays as it is.
template <class Items>
std::vector<engine::Consequence> told_where_possible(const engine::Entry& entry, const Facts& facts, const Items& items,
                                                     const RecordRelease& what) {
  auto found = told(entry, facts, items, what, "");
  for (auto& one : found) one.command.if_possible = true;
  return found;
}
}  // namespace

std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const Included& event,
                                        const engine::Entry& entry) {
  return told(entry, before, event.modifications, change(ReleaseChange::included, before.planned_on), scope_list);
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const AddedByException& event,
                                        const engine::Entry& entry) {
  return told(entry, before, event.modifications, change(ReleaseChange::included, before.planned_on, {}, event.reason),
              scope_list);
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const Removed& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, std::vector<Item>{{event.ref, event.part.value_or(1)}},
                             change(ReleaseChange::removed, {}, {}, event.reason));
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const DateSet& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, before.scope, change(ReleaseChange::moved, event.to, {}, event.reason));
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const DateRequested& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, before.scope,
                             change(ReleaseChange::requested, event.to, event.until, event.reason));
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const DateDirected& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, before.scope,
                             change(ReleaseChange::directed, event.on, event.until, event.note));
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const Cancelled& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, before.scope, change(ReleaseChange::removed, {}, {}, event.reason));
}

}  // namespace sec::release
