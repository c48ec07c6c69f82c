// Draft lines and what becomes of them: which steps they propose, when they may be settled, and what a confirmation of
// them brings about.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/body_field.hpp"
#include "workflows/sec/meeting/lines.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/meeting/reckoned.hpp"
#include "workflows/sec/meeting/table.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::meeting {

Reason StepIsWhole::unmet(const Look&, const ProposeDecision& command) {
  const int cases = command.modification.has_value() + !command.modifications.empty() + command.release.has_value() +
                    !command.actions.empty();
  if (cases > 1)
    return "a line is about one modification, modifications that take the same step, one release, or actions: propose "
           "a line for each";
  if (!command.modifications.empty() && !command.command) return "it names modifications and no command that they take";
  if (command.command && cases == 0) return "it names a command and no modification or release to take it";
  if (command.command && !command.actions.empty()) return "what is decided of actions is that they are formally closed";
  return unless(command.command || !command.body, "it has a body and no command that takes it");
}
Reason StepIsABodys::unmet(const Look&, const ProposeDecision& command) {
  if (!command.command) return {};
  const std::string_view collection = command.release ? "releases" : "modifications";
  return unless(words_of(collection, *command.command) != nullptr,
                fmt::format("'{}' is no step that a body decides; of {} they are {}", *command.command, collection,
                            fmt::join(commands_of(collection), ", ")));
}
Reason LinesAreDrafts::reason(const Look& look, const std::vector<int>& lines) {
  for (const int number : lines) {
    const auto* line = look.facts.line(number);
    if (line == nullptr) return fmt::format("there is no line {}", number);
    if (line->state != LineState::draft)
      return fmt::format("line {} was {} already", number, engine::body::wire_name(line->state));
  }
  return {};
}
Reason NoDraftLines::unmet(const Look& look) {
  std::vector<int> open;
  for (const auto& line : look.facts.lines)
    if (line.state == LineState::draft) open.push_back(line.line);
  return unless(open.empty(), fmt::format("confirm, reject or defer the draft lines first: {}", fmt::join(open, ", ")));
}

namespace {
// The ids that a case of a step may have: a Draft Proposal keeps its first reference as its id.
std::vector<std::string> ids_of(const std::string& collection, const std::string& ref) {
  std::vector<std::string> ids{ref};
  if (collection == "modifications" && ref.starts_with("MP")) ids.push_back("DP" + ref.substr(2));
  return ids;
}

std::vector<std::string> ids_of_items(const Facts& facts) {
  std::vector<std::string> ids;
  for (const auto& item : facts.items)
    for (const auto& ref : item.modifications)
      for (auto& id : ids_of("modifications", ref)) ids.push_back(std::move(id));
  return ids;
}

std::vector<Step> draft_steps(const Facts& facts) {
  std::vector<Step> all;
  for (const auto& line : facts.lines)
    if (line.state == LineState::draft)
      for (auto& step : steps_of(line))
        if (std::find(all.begin(), all.end(), step) == all.end()) all.push_back(std::move(step));
  return all;
}

std::vector<std::string> related_ids(const Facts& facts) {
  std::vector<std::string> ids;
  for (const auto& step : draft_steps(facts))
    for (auto& id : ids_of(step.collection, step.ref)) ids.push_back(std::move(id));
  return ids;
}

// The case that takes the step; nullptr: it goes by a reference of which only its own events know.
const engine::Case* case_of(const Look& look, const Step& step) {
  const auto ids = related_ids(look.facts);
  for (const auto& id : ids_of(step.collection, step.ref))
    for (std::size_t i = 0; i < ids.size() && i < look.setting.related.size(); ++i)
      if (ids[i] == id && look.setting.related[i] != nullptr) return look.setting.related[i];
  return nullptr;
}
// The version that the step will be of its case: one case takes one step at a time.
std::optional<int> next_version(const Look& look, const Step& step) {
  const auto* taker = case_of(look, step);
  return taker == nullptr ? std::nullopt : std::optional(taker->version + 1);
}

// What that version is to others than SECAS, if they count otherwise.
std::optional<int> next_version_seen(const Look& look, const Step& step) {
  const auto* taker = case_of(look, step);
  if (taker == nullptr || !is_modification(*taker)) return {};
  const auto& facts = sec::facts_of(*taker);
  if (facts.open_ballot() != nullptr) return 0;
  const int hidden = facts.hidden_up_to(taker->version);
  return hidden == 0 ? std::nullopt : std::optional(taker->version + 1 - hidden);
}

LinesConfirmed confirmed(const Look& look, const std::vector<int>& named, std::optional<DecisionMode> mode) {
  LinesConfirmed event;
  event.lines = with_their_steps(look.facts, named);
  event.mode = mode.value_or(DecisionMode::meeting);
  for (const int number : event.lines)
    for (const auto& step : steps_of(*look.facts.line(number))) {
      const auto known = std::find_if(event.steps.begin(), event.steps.end(), [&](const StepTaken& one) {
        return Step{one.collection, one.ref, one.command} == step &&
               look.facts.line(one.lines.front())->item == look.facts.line(number)->item;
      });
      if (known != event.steps.end()) known->lines.push_back(number);
      else
        event.steps.push_back({step.collection,
                               step.ref,
                               step.command,
                               next_version(look, step),
                               {number},
                               {},
                               {},
                               next_version_seen(look, step)});
    }
  // As they were proposed, whichever of them was named.
  std::vector<Text> warnings;
  for (auto& step : event.steps) {
    std::sort(step.lines.begin(), step.lines.end());
    reckon_again(step, warnings, look, case_of(look, {step.collection, step.ref, step.command}));
  }
  if (!warnings.empty()) event.warnings = std::move(warnings);
  return event;
}
}  // namespace

std::vector<std::string> related_by_body(const engine::Command& command) {
  if (command.name != ProposeDecision::name) return {};
  const auto ref = engine::body::text_in(command.body, "modification");
  return ref ? ids_of("modifications", canonical_reference(*ref)) : std::vector<std::string>{};
}

namespace {
std::vector<std::string> others_related(const Facts& facts, std::string_view command) {
  if (command == Hold::name || command == CorrectAttendance::name)
    return {std::string(engine::body::wire_name(facts.body))};  // who has its seats
  if (command == ProposeDrafts::name) return ids_of_items(facts);
  const bool confirms = command == ConfirmLine::name || command == ConfirmLines::name;
  return confirms ? related_ids(facts) : std::vector<std::string>{};
}
}  // namespace

std::vector<std::string> related(const Facts& facts, std::string_view command) {
  auto ids = others_related(facts, command);
  if (looks_at_itself(command)) ids.push_back(facts.ref);
  return ids;
}

DecisionProposed DecisionProposed::from(const Look& look, const ProposeDecision& command) {
  DecisionProposed event;
  event.line = static_cast<int>(look.facts.lines.size()) + 1;
  event.item = command.item;
  event.verb = command.verb;
  const auto* item = look.facts.item(command.item);
  event.text = text_of_line(command.text, item->classification);
  if (command.modification) event.modification = name_in_use(look.setting, 0, *command.modification);
  for (std::size_t i = 0; i < command.modifications.size(); ++i)
    event.modifications.push_back(name_in_use(look.setting, i, command.modifications[i]));
  event.release = command.release;
  event.opening = command.opening;
  for (const auto& ref : command.actions) {
    const auto action = read_action(ref);
    event.actions.push_back(action ? action->id() : ref);
  }
  event.command = command.command;
  if (is_as_reckoned(command, look) || (command.command && !command.modifications.empty() && !command.body))
    event.reckoned = true;
  if (command.command && command.body)
    event.body = engine::body::AnyObject{classified(command.release ? "releases" : "modifications", *command.command,
                                                    command.body->json, look.facts.least_of(command.item, event.text))};
  return event;
}

LineConfirmed LineConfirmed::from(const Look& look, const ConfirmLine& command) {
  return {confirmed(look, {command.line}, command.mode)};
}
LinesConfirmed LinesConfirmed::from(const Look& look, const ConfirmLines& command) {
  return confirmed(look, command.lines, command.mode);
}

LineRejected LineRejected::from(const Look& look, const RejectLine& command) {
  LineRejected event;
  static_cast<RejectLine&>(event) = command;
  event.reason = look.facts.reason_at(look.facts.line(command.line)->item, command.reason);
  event.lines = with_their_steps(look.facts, {command.line});
  return event;
}
LineDeferred LineDeferred::from(const Look& look, const DeferLine& command) {
  LineDeferred event;
  static_cast<DeferLine&>(event) = command;
  event.reason = look.facts.reason_at(look.facts.line(command.line)->item, command.reason);
  event.lines = with_their_steps(look.facts, {command.line});
  return event;
}

}  // namespace sec::meeting
