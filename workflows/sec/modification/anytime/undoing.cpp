// Which step an undoing is about, why it cannot be undone, and whose it is to undo.
#include "workflows/sec/modification/anytime/undoing.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/table_workflow.hpp"
#include "workflows/sec/modification/anytime/hold.hpp"
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/anytime/split.hpp"
#include "workflows/sec/modification/stages/decision.hpp"
#include "workflows/sec/modification/stages/report.hpp"
#include "workflows/sec/modification/vote/vote.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/meeting_references.hpp"

namespace sec {

namespace {
bool of_secas_or_panel(std::string_view role) { return is_secas(role) || role == "panel-secretary"; }

bool may_undo(const engine::Actor& by, const engine::Earlier& step) {
  if (by.role == RevokeLast::sent_by) return step.lasting == nullptr;  // what a body decides is no fact of the register
  if (by.role == step.by_role && by.id == step.by_id) return true;
  if (by.role == by::manager[0]) return of_secas_or_panel(step.by_role);
  return by.role == step.by_role && (by.role == by::authority[0] || by.role == by::dcc[0]);
}

// What takes its place instead.
struct Never {
  std::string_view event, instead;
};
constexpr Never never_undone[] = {
    {VoteCast::name, "a vote is changed by voting again, not by revoking it"},
    {ballot_recounted,
     "a form that came in time stays in the count: the seat's holder may object, and reopen-vote begins anew"},
    {RollCorrected::name, "a correction of the roll is corrected by another one"},
    {ResponseRecorded::name, "a response is changed by responding again, not by revoking it"},
    {SplitUp::name, "its parts are modifications of their own by now: a split is not revoked"},
    {EndedAsSplit::name, "its parts are modifications of their own by now: a split is not revoked"},
};

std::string whose(const engine::Earlier& step) {
  if (of_secas_or_panel(step.by_role)) return "they or a secas-manager undo it";
  if (step.by_role == by::authority[0] || step.by_role == by::dcc[0]) return "only they undo it, or their colleagues";
  return "only they undo it";
}

bool is_a_roles(std::string_view role) {
  return std::find(whoever_acts.begin(), whoever_acts.end(), role) != whoever_acts.end() || role == by::member[0] ||
         role == by::operators[0];
}
}  // namespace

LastStep last_step(const Look& look) {
  LastStep found;
  for (std::size_t i = look.earlier.size(); i-- > 0;) {
    const auto& step = *look.earlier[i];
    if (step.event == noted) continue;  // nobody else sees it: its undoing would tell of it
    found.step = &step;
    found.after = i + 1 < look.earlier.size() ? &look.earlier[i + 1]->as<Facts>() : &look.facts;
    found.kept = static_cast<int>(look.earlier.size() - 1 - i);
    if (step.lasting == nullptr || may_undo(look.setting.by, step)) return found;
  }
  return found;
}

namespace {
// What a step made known stays known: a vote or a consultation that it ended does not go on as if nobody had looked.
Reason made_known(const Facts& before, const Facts& after) {
  const auto* ballot = before.open_ballot();
  if (ballot != nullptr && ballot->arrived > 0 && after.open_ballot() == nullptr)
    return "it ended a vote in which votes had come, which were shown since: a new vote is opened instead";
  const auto* consultation = before.open_consultation();
  return unless(consultation == nullptr || consultation->responses == 0 || after.open_consultation() != nullptr,
                "it ended a consultation that had responses, which were shown since: consult again instead");
}
}  // namespace

Reason StepCanBeRevoked::unmet(const Look& look) {
  if (!sees_votes(look)) return "what can be revoked is for SECAS alone while a vote is open";
  const auto [step, after, kept] = last_step(look);
  if (step == nullptr || step->state.empty()) return "there is no step before this one to go back to";
  if (step->version < look.facts.reopened_version)
    return "the last step, '" + std::string(WindowReopened::name) +
           "', is not undone: the window is open again, and 'end-window' ends it";
  for (const auto& [event, instead] : never_undone)
    if (step->event == event) return std::string(instead);
  if (step->by_role == "clock")
    return "the clock took the last step, '" + step->event +
           "': it is not undone; a window that it ended too early is opened again by 'reopen-window'";
  if (auto shown = made_known(step->as<Facts>(), *after)) return shown;
  const bool from_afar = look.setting.by.role == RevokeLast::sent_by;
  if (!is_a_roles(step->by_role) && !from_afar)
    return "the last step, '" + step->event + "', followed from a step of a " + step->by_role + ": it is undone there";
  if (step->lasting != nullptr && kept > 0)
    return "the register has gone on since '" + step->event + "' was recorded: it is corrected by a further entry";
  const auto& minutes = after->out_of_minutes;
  return unless(!minutes || from_afar,
                minutes ? fmt::format("it came out of the minutes of {}: 'withdraw-line' of line {} there undoes it, "
                                      "until they are approved",
                                      minutes->meeting, minutes->line)
                        : "");
}

Reason UndoneByWhoTookIt::unmet(const Look& look) {
  if (StepCanBeRevoked::unmet(look)) return {};  // it is nobody's to undo, and that is said
  const auto& step = *last_step(look).step;
  return unless(may_undo(look.setting.by, step), fmt::format("the last step, '{}', is the act of another ({}): {}",
                                                             step.event, step.by_role, whose(step)));
}

Reason IsThatStep::unmet(const Look& look, const RevokeLast& command) {
  const auto* step = last_step(look).step;
  if (step == nullptr) return {};
  if (command.step && *command.step != step->event)
    return fmt::format("'{}' is not the last step: that is '{}'", *command.step, step->event);
  return unless(!command.version || step->version == *command.version,
                fmt::format("version {} is not the last step: that is '{}'", command.version.value_or(0), step->event));
}

Reason TheClockEndedAWindow::unmet(const Look& look) {
  const auto* step = last_step(look).step;
  return unless(step != nullptr && step->by_role == "clock" &&
                    (step->event == DecisionStood::name || step->event == WithdrawalTookEffect::name),
                "its last step is not the end of a window that the clock recorded");
}

std::vector<std::string> joined_ids(const Facts& facts) {
  std::vector<std::string> ids;
  facts.links.for_each([&](const LinkRecord& link) {
    if (link.relation != joint_relation) return;
    ids.push_back(link.ref);
    if (link.ref.starts_with("MP")) ids.push_back("DP" + link.ref.substr(2));  // as it was called at first
  });
  return ids;
}

namespace {
bool is_linked_with(const engine::Case& other, const Facts& facts) {
  if (other.workflow == meeting::workflow_name) return false;  // that the command's decision names
  bool found = false;
  engine::facts_of<Facts>(other).links.for_each(
      [&](const LinkRecord& link) { found = found || (link.relation == joint_relation && link.ref == facts.ref); });
  return found;
}

// Those that a consolidation has linked with it, as far as the register has them and they were live.
std::vector<std::string> linked_by(const Look& look, const LastStep& last) {
  std::vector<std::string> fresh, found;
  const auto before = last.step->as<Facts>().links.size();
  for (std::size_t i = before; i < last.after->links.size(); ++i) fresh.push_back(last.after->links[i].ref);
  for (const auto* other : look.setting.related) {
    if (other == nullptr || !is_linked_with(*other, look.facts)) continue;
    const auto& facts = engine::facts_of<Facts>(*other);
    auto names = facts.former_refs;
    names.push_back(facts.ref);
    const bool is_fresh = std::find_first_of(fresh.begin(), fresh.end(), names.begin(), names.end()) != fresh.end();
    if (is_fresh && std::find(found.begin(), found.end(), facts.ref) == found.end()) found.push_back(facts.ref);
  }
  return found;
}
}  // namespace

std::vector<engine::Consequence> brings(const Facts&, std::string_view, const StepRevoked& event,
                                        const engine::Entry& entry) {
  std::vector<engine::Consequence> found;
  if (!event.others) return found;
  for (const auto& other : *event.others) {
    RevokeLast undoing;
    undoing.reason = event.reason;
    undoing.step = JoinedByAnother::name;
    auto command = command_to("modifications", other, undoing, sender_of<RevokeLast>(entry.by));
    command.default_on = entry.effective_on;
    found.push_back({std::move(command), ""});
  }
  return found;
}

namespace {
// What both ways to undo record of the step.
template <class Event, class Command>
Event undoing(const Command& command, const LastStep& last) {
  auto event = sec::kept<Event>(command);
  if (last.step != nullptr) event.event = last.step->event;
  if (last.kept > 0) event.kept = last.kept;
  return event;
}
}  // namespace

namespace {
std::vector<CitedItem> cited_by_hand(const Facts& facts) {
  std::vector<CitedItem> found;
  facts.words_of_items.for_each([&](const WordsOfItem& one) {
    const CitedItem cited{one.meeting, one.item};
    if (!one.first_line && std::find(found.begin(), found.end(), cited) == found.end()) found.push_back(cited);
  });
  return found;
}
}  // namespace

StepRevoked StepRevoked::from(const Look& look, const RevokeLast& command) {
  const auto last = last_step(look);
  auto event = undoing<StepRevoked>(command, last);
  const auto before = last.step != nullptr ? cited_by_hand(last.step->as<Facts>()) : std::vector<CitedItem>{};
  for (const auto& one : cited_by_hand(look.facts))
    if (std::find(before.begin(), before.end(), one) == before.end()) {
      if (!event.cited) event.cited.emplace();
      event.cited->push_back(one);
    }
  if (event.event != Consolidated::name) return event;
  if (auto others = linked_by(look, last); !others.empty()) event.others = std::move(others);
  return event;
}

WindowReopened WindowReopened::from(const Look& look, const ReopenWindow& command) {
  const auto last = last_step(look);
  auto event = undoing<WindowReopened>(command, last);
  if (last.step != nullptr) event.deadline = window_timer(last.step->as<Facts>(), last.step->state);
  return event;
}

int kept_by(const engine::Entry& undoing) {
  using engine::body::read_event;
  const auto& body = undoing.event.body;
  const auto kept = undoing.event.type == StepRevoked::name ? read_event<StepRevoked>(body).kept
                                                            : read_event<WindowReopened>(body).kept;
  return kept.value_or(0);
}

namespace {
void leave(Facts& facts, const std::optional<std::string>& silenced, const engine::Entry& entry) {
  if (silenced) facts.silenced.push_back(*silenced);
  facts.last_event = entry.event.type;
  facts.last_event_on = entry.effective_on;
  facts.last_event_at = entry.at;
}
}  // namespace

void revoke(Facts& facts, const StepRevoked& event, const engine::Entry& entry) {
  leave(facts, event.deadline, entry);
  if (!event.cited) return;
  for (const auto& one : *event.cited)
    facts.words_of_items.push_back(WordsOfItem{one.meeting, one.item, entry.version, {}, {}, {}});
}
void revoke(Facts& facts, const WindowReopened& event, const engine::Entry& entry) {
  leave(facts, event.deadline, entry);
  facts.reopened_version = entry.version;
}

}  // namespace sec
