// What a change of a release brings about: each modification in its scope gets one command.
#include <algorithm>
#include <map>

#include "workflows/sec/release/commands.hpp"
#include "workflows/sec/release/release.hpp"
#include "workflows/sec/terms/between_cases.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/terms/undone_by_meeting.hpp"

namespace sec::release {

namespace {
const std::string scope_list = "/modifications";

// One command a modification, whatever the number of its parts. `list`: the place in the body that names the items;
// empty: the body names none, they are those of the scope.
template <class Items, class Fits = bool (*)(const Item&)>
std::vector<engine::Consequence> told(
    const engine::Entry& entry, const Facts& facts, const Items& items, RecordRelease what, const std::string& list,
    Fits fits = [](const Item&) { return true; }) {
  struct Named {
    std::vector<int> parts;
    std::size_t first = 0;  // of the items that name it
  };
  std::map<std::string, Named> by_place;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (fits(items[i]))
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

// And out of which item it came, so that its reason follows the light of that.
RecordRelease because(const auto& event, RecordRelease what) {
  what.reason = event.reason;
  if (!event.decision) return what;
  what.decision = event.decision;
  what.decision->lines.clear();
  what.decision->line.reset();
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

namespace {
engine::Circular tell(const std::string& ref, RecordRelease what, const engine::Entry& entry) {
  what.effective_on.reset();
  return circular_to_one("modifications", ref, what, entry);
}

// What an undone step had brought about is taken back there, too.
void tell_of_undoing(std::vector<engine::Circular>& all, const Facts& before, const Facts& after,
                     const engine::Entry& entry) {
  const auto each = [&](const Facts& some, const Facts& others, RecordRelease what) {
    what.release = after.id;
    for (const auto& one : some.scope)
      if (others.item(one) == nullptr) {
        what.parts = {one.part};
        all.push_back(tell(one.ref, what, entry));
      }
  };
  each(before, after, change(ReleaseChange::removed));
  each(after, before, change(ReleaseChange::included, after.planned_on));
  if (before.planned_on == after.planned_on) return;
  for (const auto& one : after.scope) {
    auto what = change(ReleaseChange::moved, after.planned_on);
    what.release = after.id;
    what.parts = {one.part};
    all.push_back(tell(one.ref, what, entry));
  }
}
// They keep the reasons of its steps, and no lines of these.
void tell_of_the_light(std::vector<engine::Circular>& all, const Facts& after, const engine::Entry& entry) {
  FollowItem told = engine::body::read_event<LightFollowed>(entry.event.body);
  told.steps.clear();
  for (const auto& one : after.ever_in_scope) all.push_back(circular_to_one("modifications", one, told, entry));
}
}  // namespace

std::vector<engine::Circular> circulars(const Facts& before, const Facts& after, const engine::Entry& entry) {
  std::vector<engine::Circular> all;
  if (entry.event.type == Proposed::name) {
    auto what = change(ReleaseChange::proposed, after.planned_on);
    what.release = after.id;
    all.push_back(tell("", what, entry));
    all.back().mentioned = after.id;
  }
  if (entry.event.type == undone::StepRevoked::name) tell_of_undoing(all, before, after, entry);
  if (entry.event.type == LightFollowed::name) tell_of_the_light(all, after, entry);
  return all;
}

std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const Included& event,
                                        const engine::Entry& entry) {
  const auto what = change(ReleaseChange::included, before.planned_on);
  return told(entry, before, event.modifications, what, scope_list, [&](const auto& item) {
    return before.item(item) == nullptr;  // it changes nothing for what is in it already
  });
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const AddedByException& event,
                                        const engine::Entry& entry) {
  return told(entry, before, event.modifications,
              because(event, change(ReleaseChange::included, before.planned_on, {})), scope_list);
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const Removed& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, std::vector<Item>{{event.ref, event.part.value_or(1)}},
                             because(event, change(ReleaseChange::removed, {}, {})));
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const DateSet& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, before.scope, because(event, change(ReleaseChange::moved, event.to, {})));
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const DateRequested& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, before.scope,
                             because(event, change(ReleaseChange::requested, event.to, event.until)));
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const DateDirected& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, before.scope,
                             change(ReleaseChange::directed, event.on, event.until, event.note));
}
// What is not approved by then, or has a later date of its own, is in no release.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const WentLive& event,
                                        const engine::Entry& entry) {
  std::vector<Item> left;
  if (event.without)
    for (const auto& item : before.scope)
      if (std::find(event.without->begin(), event.without->end(), item.ref) != event.without->end())
        left.push_back(item);
  auto all = told_where_possible(entry, before, left, change(ReleaseChange::removed));
  if (event.later)
    for (auto& one :
         told_where_possible(entry, before, *event.later, change(ReleaseChange::removed, entry.effective_on)))
      all.push_back(std::move(one));
  return all;
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const Cancelled& event,
                                        const engine::Entry& entry) {
  return told_where_possible(entry, before, before.scope, because(event, change(ReleaseChange::removed, {}, {})));
}

}  // namespace sec::release
