// Raising a modification and its initial view: validity, the Development Stage, the path it goes on, Fast-Track.
#include "workflows/sec/modification/stages/raising.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/table_workflow.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/opening.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/naming.hpp"
#include "workflows/sec/terms/parties.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

Reason NoPositionGiven::unmet(const Look&, const Raise& command) {
  return unless(!command.position && !command.split_from, "a position is given: it is taken over, not raised");
}
Reason PositionGiven::unmet(const Look&, const Raise& command) {
  return unless(command.position && !command.split_from, "no position is given: it is raised, not taken over");
}
Reason ByTheManager::unmet(const Look& look, const Raise&) {
  return unless(look.setting.by.role == "secas-manager", "a modification is taken over by a secas-manager");
}
Reason ReferenceByTheManager::unmet(const Look& look, const Raise& command) {
  return unless(!command.ref || look.setting.by.role == "secas-manager",
                "references number themselves; a historic one is given by a secas-manager");
}
Reason IsPartOfAnother::unmet(const Look&, const Raise& command) {
  return unless(command.split_from.has_value(), "it does not say which modification it is a part of");
}
Reason OpenedByItsWhole::unmet(const Look& look, const Raise&) {
  return unless(look.setting.by.role == Raise::sent_by,
                "parts are opened by 'split' on the modification they come from");
}

Reason ProposerEntitled::unmet(const Look& look, const Raise& command) {
  if (!command.proposer) return "it has no Proposer";
  const auto type = command.proposer->type;
  const std::string_view role = look.setting.by.role;
  const bool consumers = type == ProposerType::citizens_advice || type == ProposerType::citizens_advice_scotland;
  if (role == "party" && type != ProposerType::party) return "a Party raises as a Party";
  if (role == "consumer-body" && !consumers)
    return "a consumer body raises as Citizens Advice or Citizens Advice Scotland";
  if (role == "dcc" && type != ProposerType::dcc && type != ProposerType::party) return "the DCC raises as the DCC";
  if (role == "authority" && type != ProposerType::authority) return "the Authority raises as the Authority";
  if (role == "proposer" && (type == ProposerType::authority || type == ProposerType::panel))
    return "neither the Authority nor the Panel proposes by a Proposer's token";
  if (command.suggested_path == Path::authority_led && type != ProposerType::authority && type != ProposerType::dcc)
    return "only the Authority, or the DCC at its direction, raises an Authority-led modification (D2.4)";
  if (command.suggested_path == Path::fast_track && type != ProposerType::panel)
    return "only the Panel raises a Fast-Track Modification (D2.8)";
  return {};
}

namespace {
bool starts_in_development(const Facts& facts) {
  return rules_of(facts.pack).development && !authority_led(facts) && facts.refused_by != "panel";
}
}  // namespace

Reason StartsInDevelopment::unmet(const Look& look) {
  return unless(starts_in_development(look.facts), "it does not begin as a Draft Proposal");
}
Reason StartsWithThePanel::unmet(const Look& look) {
  return unless(!starts_in_development(look.facts), "it begins as a Draft Proposal, in the Development Stage");
}
Reason SuggestedAsFastTrack::unmet(const Look& look) {
  return unless(look.facts.suggested_path == Path::fast_track, "it was not raised as a Fast-Track Modification");
}
Reason NotSuggestedAsFastTrack::unmet(const Look& look) {
  return unless(look.facts.suggested_path != Path::fast_track, "it was raised as a Fast-Track Modification");
}
Reason ProposedByThePanel::unmet(const Look& look) {
  return unless(look.facts.proposer && look.facts.proposer->type == ProposerType::panel,
                "only the Panel proposes Fast-Track Modifications");
}
Reason AcceptedUnanimously::unmet(const Look&, const Accept& command) {
  return unless(command.unanimous.value_or(false),
                "the Panel raises a Fast-Track Modification unanimously: say so in 'unanimous'");
}

Reason ProblemStated::unmet(const Look& look) {
  return unless(look.facts.problem || !look.facts.taken_over_in.empty(), "the problem statement is missing");
}
Reason NotAuthorityLed::unmet(const Look& look) {
  return unless(!authority_led(look.facts), "an Authority-led modification cannot be refused");
}

Reason NotOverruledBefore::unmet(const Look& look) {
  return unless(!look.facts.refusal_overruled, "the Authority overruled its refusal: it is not refused again");
}

Reason RefinementNotCompulsory::unmet(const Look& look) {
  const auto& facts = look.facts;
  if (facts.deviates(Deviation::skip_refinement)) return {};
  if (facts.proposer && facts.proposer->type == ProposerType::panel)
    return "the Panel raised it: Refinement is compulsory";
  return unless(facts.impacts.dcc_systems != DccImpact::system,
                "it is likely to change DCC Systems: Refinement is compulsory");
}

Reason NoticePeriodHasRun::unmet(const Look& look) {
  if (!look.facts.raised_on) return {};
  const auto ends = calendar_of(look.setting).add(*look.facts.raised_on, periods.fast_track_wait_wd);
  return unless(look.setting.on >= ends, "it may not be considered before " + date_text(ends) + ", " +
                                             std::to_string(periods.fast_track_wait_wd) +
                                             " Working Days after it was raised");
}
Reason NoticeStillRuns::unmet(const Look& look) {
  if (!look.facts.raised_on) return {};
  const auto ends = calendar_of(look.setting).add(*look.facts.raised_on, periods.fast_track_wait_wd);
  return unless(look.setting.on <= ends, "the notice of " + std::to_string(periods.fast_track_wait_wd) +
                                             " Working Days ended on " + date_text(ends));
}
Reason ApprovedUnanimously::unmet(const Look&, const ApproveFastTrack& command) {
  return unless(command.unanimous, "a Fast-Track Modification is approved by a unanimous vote or withdrawn");
}

namespace {
template <class Event>
Event opened(const Look& look, const Raise& command) {
  auto event = kept<Event>(command);
  event.reference = look.facts.ref;
  event.pack = look.facts.pack;
  if (!event.raised_on && !command.position && !command.split_from) event.raised_on = look.setting.on;
  const bool own = look.setting.by.role == "proposer" || look.setting.by.role == "party";
  if (own && event.proposer) {
    if (!event.proposer->id) event.proposer->id = look.setting.by.id;
    if (!event.proposer->category)
      event.proposer->category = engine::body::from_wire<Category>(look.setting.by.category);
  }
  return event;
}
}  // namespace

Raised Raised::from(const Look& look, const Raise& command) {
  auto event = opened<Raised>(look, command);
  if (command.urgent.value_or(false))
    event.urgency_due = closing_after(look.setting, look.setting.on, periods.urgent_consideration_wd).due;
  return event;
}
TakenOver TakenOver::from(const Look& look, const Raise& command) {
  auto event = opened<TakenOver>(look, command);
  const auto& position = command.position;
  if (position && position->implementation && !ends(position->state))
    event.releases = releases_named(look, *position->implementation);
  return event;
}

FastTrackAccepted FastTrackAccepted::from(const Look& look, const Accept& command) {
  auto event = kept<FastTrackAccepted>(command);
  event.reference = converted_reference(look.facts.ref);
  if (look.facts.raised_on)
    event.notice_ends = closing_after(look.setting, *look.facts.raised_on, periods.fast_track_wait_wd).due;
  return event;
}

SentToRefinement SentToRefinement::from(const Look& look, const SendToRefinement& command) {
  auto event = kept<SentToRefinement>(command);
  event.reference = command.ref ? canonical_reference(*command.ref) : converted_reference(look.facts.ref);
  return event;
}
SentToReport SentToReport::from(const Look& look, const SendToReport& command) {
  auto event = kept<SentToReport>(command);
  event.reference = command.ref ? canonical_reference(*command.ref) : converted_reference(look.facts.ref);
  return event;
}

namespace {
void open(Facts& facts, const Raise& event, const std::string& reference, const std::string& pack) {
  facts.ref = reference;
  facts.pack = pack;
  facts.title = event.title;
  facts.problem = event.problem;
  facts.proposer = event.proposer;
  facts.raised_on = event.raised_on;
  facts.suggested_path = event.suggested_path;
  if (event.impacts) facts.impacts = *event.impacts;
  if (event.urgent.value_or(false)) facts.urgency_asked_on_form = true;
}
bool refined(std::string_view state) {
  return state != Submitted::name && state != Development::name && state != InitialConsideration::name;
}
}  // namespace

namespace {
// What numbers itself counts, and what an older register has; not what somebody chose by hand, nor close to the end.
int counting_number(const std::string& reference) {
  const auto read = read_reference(reference);
  return read && read->number < numbers_close_to_the_end ? read->number : 0;
}
}  // namespace

FastTrackApproved FastTrackApproved::from(const Look& look, const ApproveFastTrack& command) {
  auto event = kept<FastTrackApproved>(command);
  event.releases = releases_named(look, command.implementation);
  event.leaving = parts_leaving(look, command.implementation);
  return event;
}

void apply(Facts& facts, const Raised& event, const engine::Entry&) {
  open(facts, event, event.reference, event.pack);
  if (!event.ref) facts.counting_number = counting_number(event.reference);
  facts.urgency_due = event.urgency_due;
}

void apply(Facts& facts, const TakenOver& event, const engine::Entry&) {
  open(facts, event, event.reference, event.pack);
  facts.counting_number = counting_number(event.reference);
  if (!event.position) return;
  const auto& position = *event.position;
  facts.taken_over_in = position.state;
  facts.taken_over_from = position.source;
  facts.path = position.path;
  facts.decision = position.decision;
  facts.round = position.round.value_or(1);
  facts.has_been_refined = refined(position.state);
  facts.state_since_known = false;
  facts.window_ends = position.window_ends;
  if (position.implementation) plan(facts, *position.implementation, event.releases);
}

namespace {
// It is what its whole was, under a name and a title of its own. Votes that did not show are no steps of its own.
void go_on(Facts& facts, const PartOpened& event) {
  facts.ref = event.reference;
  facts.former_refs.clear();
  facts.counting_number = 0;
  if (event.title) facts.title = event.title;
  facts.hidden_versions.clear();
  facts.notes_carried = facts.notes.size();
  facts.carries_its_past = true;
}
}  // namespace

void apply(Facts& facts, const PartOpened& event, const engine::Entry&) {
  if (event.split_from) {
    facts.split_from = event.split_from->ref;
    facts.links.push_back({std::string(split_from_relation), event.split_from->ref});
  }
  if (event.past) return go_on(facts, event);
  open(facts, event, event.reference, event.pack);
  if (!event.split_from) return;
  const auto& whole = *event.split_from;
  facts.path = whole.path;
  facts.round = whole.round;
  facts.has_been_refined = refined(whole.state);
  facts.path_by_authority = whole.path_by_authority.value_or(false);
  facts.sent_back = whole.sent_back.value_or(false);
  facts.urgency = whole.urgency.value_or(Urgency::not_urgent);
  if (whole.deviations) facts.deviations = *whole.deviations;
}

void apply(Facts& facts, const Accepted&, const engine::Entry&) { facts.refused_by.clear(); }

void apply(Facts& facts, const CscDiscussed& event, const engine::Entry& entry) {
  note_decision(facts, entry, event, "csc", "discussed", event.outcome);
}
void apply(Facts& facts, const ConversionRecommended& event, const engine::Entry& entry) {
  facts.recommended_route = event.route;
  note_decision(facts, entry, event, "csc", std::string(engine::body::wire_name(event.route)), {});
}
void apply(Facts& facts, const ReturnedToDevelopment& event, const engine::Entry& entry) {
  facts.recommended_route.reset();
  note_decision(facts, entry, event, deciding_body(facts), "returned", event.reason);
}
namespace {
void rename(Facts& facts, const std::string& reference) {
  if (reference == facts.ref) return;
  facts.former_refs.push_back(facts.ref);
  facts.ref = reference;
}
}  // namespace

void apply(Facts& facts, const FastTrackAccepted& event, const engine::Entry&) {
  if (event.reference) rename(facts, *event.reference);
  facts.path = Path::fast_track;
  facts.notice_ends = event.notice_ends;
}
// It goes on as any other proposal does (DEF 16.13).
void apply(Facts& facts, const ObjectedTo&, const engine::Entry&) {
  facts.path.reset();
  facts.suggested_path.reset();
  facts.notice_ends.reset();
}

void apply(Facts& facts, const SentToRefinement& event, const engine::Entry& entry) {
  rename(facts, event.reference);
  facts.path = event.path;
  facts.has_been_refined = true;
  facts.path_notice_on = entry.effective_on;
  if (!event.timetable.empty()) {
    agree(facts, entry, event, deciding_body(facts), event.timetable);
    facts.timetable_notice_on = entry.effective_on;
  }
  note_decision(facts, entry, event, deciding_body(facts), "refinement", {});
}
void apply(Facts& facts, const SentToReport& event, const engine::Entry& entry) {
  rename(facts, event.reference);
  facts.path = event.path;
  facts.path_notice_on = entry.effective_on;
  note_decision(facts, entry, event, deciding_body(facts), "report", event.reason);
}

void apply(Facts& facts, const FastTrackApproved& event, const engine::Entry& entry) {
  plan(facts, event.implementation, event.releases);
  leave_releases(facts, event.leaving);
  approve_dates(facts, entry.effective_on);
  facts.decision = Verdict::approve;
  note_decision(facts, entry, event, "panel", "approve", {});
}
void apply(Facts& facts, const FastTrackWithdrawn& event, const engine::Entry& entry) {
  note_decision(facts, entry, event, "panel", "withdrawn", event.reason);
}

namespace {
// Refuses positions that no modification can be in: sec-rules 13.3.
void check_position(const Raise& command, engine::body::Reading& reading) {
  const auto& position = *command.position;
  if (position.path == Path::fast_track && is_in_process(position.state))
    reading.fault("/position/path", "a Fast-Track Modification is never refined, reported, consulted on or voted on");
  if (position.path == Path::self_governance && position.state == AuthorityDetermination::name)
    reading.fault("/position/path", "a Self-Governance Modification does not go to the Authority for determination");
  const auto pack = command.workflow ? std::string_view(*command.workflow) : newest_pack(position.as_of);
  const bool knows_drafts = std::any_of(std::begin(pack_rules), std::end(pack_rules),
                                        [&](const auto& rules) { return rules.name == pack && rules.development; });
  if (position.state == Development::name && !knows_drafts)
    reading.fault("/position/state", "there is no Development Stage under " + std::string(pack));
  if (position.window_ends && (position.state != AppealWindow::name || !position.decision))
    reading.fault("/position/window_ends", "is of an appeal-window, with the 'decision' that may be referred");
  if (position.window_ends && position.path && position.path != Path::self_governance)
    reading.fault("/position/path", "a decision that may be referred is one of self-governance");
  if (position.implementation) check_parts(*position.implementation, "/position/implementation", reading);
}
}  // namespace

void check(const Raise& command, const engine::Setting& setting, engine::body::Reading& reading) {
  const bool fresh = !command.position && !command.split_from;
  if (fresh && !command.title) reading.fault("/title", "is missing");
  if (fresh && !command.proposer) reading.fault("/proposer", "is missing");
  if (fresh && command.proposer) check_raised_for_itself(setting, *command.proposer, reading);
  if (fresh && !command.problem) reading.fault("/problem", "is missing");
  if (command.raised_on && *command.raised_on > setting.today)
    reading.fault("/raised_on", "lies in the future: today is " + engine::to_text(setting.today));
  const auto in_time = [&](Date day, const char* pointer) {
    if (day < code_began_on)
      reading.fault(pointer, "lies before " + date_text(code_began_on) + ", the day on which the Code began");
  };
  if (command.raised_on) in_time(*command.raised_on, "/raised_on");
  else if (command.position) in_time(command.position->as_of, "/position/as_of");
  else in_time(setting.on, "/effective_on");
  if (command.ref && !read_reference(*command.ref))
    reading.fault("/ref", "is no reference: they look like SECMP0025, DP083, MP083 or MP128A");
  if (!command.position) return;
  if (!command.ref) reading.fault("/ref", "is missing: what is taken over keeps its reference");
  if (command.position->as_of > setting.today)
    reading.fault("/position/as_of", "lies in the future: today is " + engine::to_text(setting.today));
  if (!is_state(command.position->state))
    reading.fault("/position/state", "'" + command.position->state + "' is no state of a modification");
  if (command.position->state == WithdrawalNotice::name)
    reading.fault("/position/state", "is not a state to be taken over in: say the state before, and withdraw");
  check_position(command, reading);
  check_history(*command.position, command.raised_on, setting.today, reading);
}
void check(const SendToRefinement& command, const engine::Setting&, engine::body::Reading& reading) {
  check_converted(command.ref, reading);
}
void check(const SendToReport& command, const engine::Setting&, engine::body::Reading& reading) {
  check_converted(command.ref, reading);
}

std::optional<engine::NamedDay> takes_effect(const Raise& command) {
  if (command.position) return engine::NamedDay{command.position->as_of, "/position/as_of"};
  if (command.raised_on) return engine::NamedDay{*command.raised_on, "/raised_on"};
  return {};
}

}  // namespace sec
