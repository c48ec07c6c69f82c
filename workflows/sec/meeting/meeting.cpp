#include "workflows/sec/meeting/meeting.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/meeting/lines.hpp"
#include "workflows/sec/meeting/table.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/terms/small_family.hpp"

namespace sec::meeting {

// --- guards
// --------------------------------------------------------------------------------------------------------------------

Reason ItemIsNew::unmet(const Look& look, const AddItem& command) {
  return unless(look.facts.item(command.item) == nullptr, fmt::format("there is an item {} already", command.item));
}
Reason ItemExists::reason(const Look& look, int item) {
  return unless(look.facts.item(item) != nullptr, fmt::format("its agenda has no item {}", item));
}
Reason DayHasCome::unmet(const Look& look) {
  return unless(look.setting.on >= look.facts.date, "it is on " + date_text(look.facts.date));
}
Reason StepIsWhole::unmet(const Look&, const ProposeDecision& command) {
  const int cases = command.modification.has_value() + command.release.has_value() + !command.actions.empty();
  if (cases > 1) return "a line is about one modification, one release, or actions: propose a line for each";
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

// --- what events work out
// ------------------------------------------------------------------------------------------------------

namespace {
// What is said under an item is at least as confidential as the item.
Text within(Text text, Classification item) {
  text.classification = std::max(text.classification, item);
  return text;
}

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

// The version that the step will be of its case: one case takes one step at a time.
std::optional<int> next_version(const Look& look, const Step& step) {
  const auto ids = related_ids(look.facts);
  for (const auto& id : ids_of(step.collection, step.ref))
    for (std::size_t i = 0; i < ids.size() && i < look.setting.related.size(); ++i)
      if (ids[i] == id && look.setting.related[i] != nullptr) return look.setting.related[i]->version + 1;
  return {};
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
      else event.steps.push_back({step.collection, step.ref, step.command, next_version(look, step), {number}});
    }
  // As they were proposed, whichever of them was named.
  for (auto& step : event.steps) std::sort(step.lines.begin(), step.lines.end());
  return event;
}
}  // namespace

Scheduled Scheduled::from(const Look& look, const Schedule& command) {
  Scheduled event;
  const auto reference = read_meeting(command.ref).value();
  event.ref = reference.meeting();
  event.date = command.date;
  event.body = reference.prefix->body;
  event.title = command.title;
  event.place = command.place;
  event.papers_due = calendar_of(look.setting).add(command.date, -meeting_periods.papers_wd);
  return event;
}

ItemAdded ItemAdded::from(const Look& look, const AddItem& command) {
  ItemAdded event;
  event.item = command.item;
  event.title = command.title;
  event.classification = command.classification.value_or(Classification::white);
  if (command.recommendation) event.recommendation = within(*command.recommendation, event.classification);
  for (const auto& ref : command.modifications) event.modifications.push_back(canonical_reference(ref));
  if (!command.paper) event.paper = paper_reference(look.facts.ref, command.item);
  else if (*command.paper != "none") event.paper = *command.paper;
  return event;
}

DiscussionRecorded DiscussionRecorded::from(const Look& look, const RecordDiscussion& command) {
  DiscussionRecorded event;
  static_cast<RecordDiscussion&>(event) = command;
  event.text = within(command.text, look.facts.item(command.item)->classification);
  return event;
}

DecisionProposed DecisionProposed::from(const Look& look, const ProposeDecision& command) {
  DecisionProposed event;
  event.line = static_cast<int>(look.facts.lines.size()) + 1;
  event.item = command.item;
  event.verb = command.verb;
  event.text = command.text;
  if (command.modification) event.modification = canonical_reference(*command.modification);
  event.release = command.release;
  for (const auto& ref : command.actions) {
    const auto action = read_action(ref);
    event.actions.push_back(action ? action->id() : ref);
  }
  event.command = command.command;
  if (command.command && command.body)
    event.body =
        engine::body::AnyObject{classified(command.release ? "releases" : "modifications", *command.command,
                                           command.body->json, look.facts.least_of(command.item, command.text))};
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
  event.lines = with_their_steps(look.facts, {command.line});
  return event;
}
LineDeferred LineDeferred::from(const Look& look, const DeferLine& command) {
  LineDeferred event;
  static_cast<DeferLine&>(event) = command;
  event.lines = with_their_steps(look.facts, {command.line});
  return event;
}

void check(const Schedule& command, const engine::Setting&, engine::body::Reading& reading) {
  const auto reference = read_meeting(command.ref);
  if (!reference) return;  // identify() has said so
  if (reference->day != static_cast<unsigned>(command.date.day()) ||
      reference->month != static_cast<unsigned>(command.date.month()))
    reading.fault("/date", fmt::format("is not the day that {} names: day {} of month {}", reference->meeting(),
                                       reference->day, reference->month));
  if (command.body && *command.body != reference->prefix->body)
    reading.fault("/body", fmt::format("is not the body that {} is a prefix of: leave it out, it follows",
                                       reference->prefix->prefix));
}
void check(const AddItem& command, const engine::Setting&, engine::body::Reading& reading) {
  if (command.item < 1 || command.item > 99) reading.fault("/item", "must be from 1 to 99");
  if (command.paper && *command.paper != "none" && !read_meeting(*command.paper).value_or(MeetingReference{}).paper)
    reading.fault("/paper", "is no reference of a paper: they look like SECP_66_1503_12; 'none' says there is none");
}
void check(const ProposeDecision& command, const engine::Setting&, engine::body::Reading& reading) {
  for (std::size_t i = 0; i < command.actions.size(); ++i)
    if (!read_action(command.actions[i]))
      reading.fault(fmt::format("/actions/{}", i), "is no reference of an action: they look like SECP66/01");
}
void check(const ApproveMinutes& command, const engine::Setting&, engine::body::Reading& reading) {
  if (command.at && !read_meeting(*command.at))
    reading.fault("/at", "is no reference of a meeting: they look like SECP_67_1204");
}

namespace {
struct Family : SmallFamily<Family, meeting::Facts, meeting::Rows> {
  using States = meeting::States;
  static constexpr std::string_view collection = "meetings";
  static constexpr std::string_view noun = "meeting";

  static std::string workflow_of(const Facts&) { return std::string(workflow_name); }
  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view, const engine::Command& command,
                                                                    int) {
    const auto dom = nlohmann::json::parse(command.body, nullptr, false);
    const auto ref =
        dom.is_object() && dom.contains("ref") && dom["ref"].is_string() ? dom["ref"].get<std::string>() : "";
    if (ref.empty()) return engine::Malformed{{{"/ref", "is missing"}}};
    const auto read = read_meeting(ref);
    if (!read || read->paper)
      return engine::Malformed{{{"/ref",
                                 "is no reference of a meeting: they look like SECP_66_1503, the Panel's meeting "
                                 "66 on 15 March; SECCB is the Change Board's prefix, SECCSC the CSC's"}}};
    return engine::Identity{read->meeting()};
  }
  static std::optional<engine::CaseName> calendar_case() {
    return engine::CaseName{"calendar", std::string(calendar_id)};
  }
  static std::size_t bytes_behind(const Facts& facts) {
    return facts.items.size() * 2 * sizeof(Item) + facts.lines.size() * 2 * sizeof(Line) +
           facts.attendance.size() * 2 * sizeof(Attendee);
  }
  static std::vector<std::string> related(const Facts& facts, std::string_view command) {
    if (command == ProposeDrafts::name) return ids_of_items(facts);
    const bool confirms = command == ConfirmLine::name || command == ConfirmLines::name;
    return confirms ? related_ids(facts) : std::vector<std::string>{};
  }
  static std::optional<std::string> broken_invariant(const Facts& before, std::string_view, const Facts& after,
                                                     std::string_view, const engine::Entry&) {
    for (std::size_t i = 0; i < before.lines.size(); ++i)
      if (before.lines[i].state != LineState::draft && before.lines[i].state != after.lines.at(i).state)
        return "a line that was settled stays so";
    for (std::size_t i = 1; i < after.items.size(); ++i)
      if (after.items[i - 1].item >= after.items[i].item) return "a meeting has an item of a number once";
    return {};
  }
  static engine::Listing listing(const Facts& facts, const engine::Case& current) {
    return meeting::listing(facts, current);
  }
  static engine::Projection project(const Facts& facts, const engine::Case& current) {
    return {meeting::listing(facts, current), {}, tasks(facts, current.state), {}};
  }
  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance level) {
    return meeting::view(facts, current, level);
  }

  static const std::vector<engine::QuestionCode>& questions() { return meeting::questions(); }
};
}  // namespace

const Facts& facts_of(const engine::Case& meeting) { return engine::facts_of<Facts>(meeting); }

std::unique_ptr<engine::Workflow> workflow() {
  return only_pack<Family>(workflow_name, "Meetings of the SEC's bodies");
}

}  // namespace sec::meeting
