// Releases: the conditions of their rows, how they are shown, and what may be asked about them.
#include "workflows/sec/release/release.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/table_workflow.hpp"
#include "workflows/sec/release/table.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::release {

namespace {
std::string words_of(const Item& item) { return fmt::format("{} part {}", item.ref, item.part); }
Reason named_twice(const Items& items) {
  for (std::size_t i = 0; i < items.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (same_reference(items[j].ref, items[i].ref) && items[j].part == items[i].part)
        return words_of(items[i]) + " is named twice";
  return {};
}
}  // namespace

Reason NotInScope::reason(const Look& look, const Items& items) {
  for (const auto& one : items)
    if (look.facts.item(one) != nullptr) return words_of(one) + " is in its scope already";
  return named_twice(items);
}
Reason NamedOnce::unmet(const Look&, const Include& command) { return named_twice(command.modifications); }
Reason IsInScope::reason(const Look& look, const Item& item) {
  return unless(look.facts.item(item) != nullptr, fmt::format("{} part {} is not in its scope", item.ref, item.part));
}
std::vector<std::string> ids_of_modification(const std::string& ref) {
  std::vector<std::string> ids{ref};
  if (ref.starts_with("MP")) ids.push_back("DP" + ref.substr(2));
  return ids;
}

Reason DateIsThePanels::unmet(const Look& look, const SetDate& command) {
  if (look.state == ProposedState::name) return {};
  const auto* direction = look.facts.direction();
  if (direction == nullptr) return "its scope was agreed: the Panel asks the Authority for another date";
  const Discretion left{direction->to, direction->until};
  return unless(left.holds(command.to),
                "the Authority left the Panel the days from " + date_text(left.from) + " to " + date_text(left.last()));
}
Reason DateIsTheAuthoritys::unmet(const Look& look, const RequestDate& command) {
  if (command.until && *command.until < command.to) return "the range that is asked for ends before it begins";
  const auto* direction = look.facts.direction();
  const bool own = direction != nullptr && Discretion{direction->to, direction->until}.holds(command.to);
  return unless(!own, "the Panel may set this date itself");
}
Reason DayHasCome::unmet(const Look& look, const GoLive&) {
  const auto& planned = look.facts.planned_on;
  return unless(!planned || look.setting.on >= *planned,
                "it is to go live on " + (planned ? date_text(*planned) : std::string()));
}

namespace {
Items called_now(const engine::Setting& setting, Items items) {
  for (std::size_t i = 0; i < items.size(); ++i) items[i].ref = name_in_use(setting, i, items[i].ref);
  return items;
}
const engine::Case* modification_called(const engine::Setting& setting, const std::string& ref) {
  const auto ids = ids_of_modification(ref);
  for (const auto* one : setting.related)
    if (one != nullptr && std::find(ids.begin(), ids.end(), one->id) != ids.end()) return one;
  return nullptr;
}
}  // namespace

Included Included::from(const Look& look, const Include& command) {
  Included event;
  static_cast<Include&>(event) = command;
  event.modifications = called_now(look.setting, command.modifications);
  return event;
}
WentLive WentLive::from(const Look& look, const GoLive& command) {
  WentLive event;
  static_cast<GoLive&>(event) = command;
  std::vector<std::string> without;
  Items later;
  for (const auto& item : look.facts.scope) {
    const auto* one = modification_called(look.setting, item.ref);
    if (one == nullptr) continue;
    if (comes_later(*one, item.part, look.setting.on)) later.push_back({item.ref, item.part});
    if (is_before_approval(one->state) && std::find(without.begin(), without.end(), item.ref) == without.end())
      without.push_back(item.ref);
  }
  if (!without.empty()) event.without = std::move(without);
  if (!later.empty()) event.later = std::move(later);
  return event;
}
AddedByException AddedByException::from(const Look& look, const AddByException& command) {
  AddedByException event;
  static_cast<AddByException&>(event) = command;
  event.modifications = called_now(look.setting, command.modifications);
  return event;
}
Removed Removed::from(const Look& look, const Remove& command) {
  Removed event;
  static_cast<Remove&>(event) = command;
  event.ref = name_in_use(look.setting, 0, command.ref);
  return event;
}

const Facts& facts_of(const engine::Case& release) { return engine::facts_of<Facts>(release); }

}  // namespace sec::release
