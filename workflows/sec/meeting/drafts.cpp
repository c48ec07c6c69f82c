// What the agenda proposes, taken onto it as draft lines.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/meeting/table.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::meeting {

namespace {
const engine::Case* modification_of(const Look& look, const std::string& ref) {
  for (const auto* one : look.setting.related)
    if (one != nullptr && is_modification(*one) && same_reference(sec::facts_of(*one).ref, ref)) return one;
  return nullptr;
}

std::vector<Draft> drafts_for(const Look& look, const engine::Case& modification) {
  return all_proposed_to(engine::body::wire_name(look.facts.body), modification, look.setting.on,
                         look.setting.calendar);
}

const Draft* chosen(const std::vector<Draft>& drafts, const std::optional<std::string>& command) {
  const auto found =
      std::find_if(drafts.begin(), drafts.end(), [&](const auto& one) { return !command || one.command == *command; });
  return found == drafts.end() ? nullptr : &*found;
}
}  // namespace

Reason IsProposed::unmet(const Look& look, const ProposeDrafts& command) {
  const auto* item = look.facts.item(command.item);
  if (item == nullptr) return {};  // another condition says so
  const auto ref = canonical_reference(command.modification);
  if (std::none_of(item->modifications.begin(), item->modifications.end(),
                   [&](const auto& one) { return same_reference(one, ref); }))
    return fmt::format("item {} does not name {} among its modifications", command.item, ref);
  const auto* modification = modification_of(look, ref);
  if (modification == nullptr) return fmt::format("there is no modification {}", ref);
  const auto drafts = drafts_for(look, *modification);
  if (drafts.empty())
    return fmt::format("nothing of {} waits for the {}", ref,
                       paper::who_in_words(engine::body::wire_name(look.facts.body)));
  std::vector<std::string> names;
  for (const auto& one : drafts)
    if (std::find(names.begin(), names.end(), one.command) == names.end()) names.push_back(one.command);
  return unless(chosen(drafts, command.command) != nullptr,
                fmt::format("'{}' is not proposed of {}; these steps are: {}", command.command.value_or(""), ref,
                            fmt::join(names, ", ")));
}

DraftsProposed DraftsProposed::from(const Look& look, const ProposeDrafts& command) {
  DraftsProposed event;
  event.line = static_cast<int>(look.facts.lines.size()) + 1;
  event.item = command.item;
  const auto& modification = *modification_of(look, command.modification);
  event.modification = sec::facts_of(modification).ref;
  const auto drafts = drafts_for(look, modification);
  const auto& draft = *chosen(drafts, command.command);
  event.command = draft.command;
  event.body.json = classified("modifications", draft.command, draft.body.json, look.facts.least_of(command.item, {}));
  event.lines = draft.lines;
  return event;
}

}  // namespace sec::meeting
