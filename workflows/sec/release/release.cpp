// Releases: the conditions of their rows, how they are shown, and what may be asked about them.
#include "workflows/sec/release/release.hpp"

#include <fmt/format.h>

#include "engine/table_workflow.hpp"
#include "workflows/sec/release/table.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::release {

Reason NotInScope::reason(const Look& look, const Items& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto words = fmt::format("{} part {}", items[i].ref, items[i].part);
    if (look.facts.item(items[i]) != nullptr) return words + " is in its scope already";
    for (std::size_t j = 0; j < i; ++j)
      if (same_reference(items[j].ref, items[i].ref) && items[j].part == items[i].part)
        return words + " is named twice";
  }
  return {};
}
Reason IsInScope::unmet(const Look& look, const Remove& command) {
  const Item item{command.ref, command.part.value_or(1)};
  return unless(look.facts.item(item) != nullptr, fmt::format("{} part {} is not in its scope", item.ref, item.part));
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
}  // namespace

Included Included::from(const Look& look, const Include& command) {
  Included event;
  static_cast<Include&>(event) = command;
  event.modifications = called_now(look.setting, command.modifications);
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
