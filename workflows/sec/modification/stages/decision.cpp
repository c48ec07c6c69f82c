// The decision after the vote: the Authority's determination and send-back, and self-governance referrals.
#include "workflows/sec/modification/stages/decision.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/table_workflow.hpp"
#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/parties.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

Reason ToApprove::unmet(const Look&, const Determine& command) {
  return unless(command.decision == Verdict::approve, "the determination is to reject");
}
Reason ToReject::unmet(const Look&, const Determine& command) {
  return unless(command.decision == Verdict::reject, "the determination is to approve");
}

Reason QuestionIsThere::unmet(const Look& look, const AnswerQuestion&) {
  return unless(!look.facts.questions.empty(), "the Authority has asked nothing");
}
Reason QuestionsAnswered::unmet(const Look& look) {
  const auto open = look.facts.open_questions();
  return unless(open.empty(),
                fmt::format("the Authority's question{} {} not answered yet: 'answer-question' records the answer",
                            open.size() == 1 ? "" : "s",
                            fmt::format("{} {}", fmt::join(open, ", "), open.size() == 1 ? "is" : "are")));
}

Reason UpdatedReportApproved::unmet(const Look&, const RouteSentBack& command) {
  return unless(command.report_approved.value_or(false),
                "the Panel must approve the updated Modification Report ('report_approved')");
}
Reason ImplementationApproachConfirmed::unmet(const Look&, const RouteSentBack& command) {
  return unless(command.implementation_approach_confirmed.value_or(false),
                "the Panel must confirm the implementation approach again ('implementation_approach_confirmed')");
}
Reason PathConfirmed::unmet(const Look&, const RouteSentBack& command) {
  return unless(command.path_confirmed.value_or(false), "the Panel must confirm the path again ('path_confirmed')");
}
Reason SkippingExplained::unmet(const Look&, const RouteSentBack& command) {
  return unless(command.skip_reason.has_value(),
                "skipping the consultation needs its reason on record ('skip_reason')");
}

Reason WindowIsOpen::reason(const Look& look, const std::optional<RecordedFrom>& from) {
  const auto& ends = look.facts.window_ends;
  if (!ends) return {};  // taken over, and the end of the window is not known
  if (is_secas(look.setting.by.role) && came_before(ends, from)) return {};  // what came in time is recorded later
  return unless(look.setting.now < *ends || look.setting.on < engine::london_date(*ends),
                "the window closed at 17:00 on " + date_text(engine::london_date(*ends)));
}
Reason WindowHasRun::unmet(const Look& look) {
  if (decided_by_authority(look.facts.path) && look.state == AppealWindow::name)
    return "the Authority decides it: no window for a referral has run";
  const auto& ends = look.facts.window_ends;
  return unless(!ends || look.setting.now >= *ends, "the window is open until " + (ends ? engine::to_text(*ends) : ""));
}
Reason FirstTier::unmet(const Look& look) {
  return unless(look.facts.referral_tier == 1,
                "the Panel has decided a referral already: the next one goes to the Authority");
}
Reason SecondTier::unmet(const Look& look) {
  return unless(look.facts.referral_tier == 2, "a referral goes to the Panel first");
}
Reason DecisionIsKnown::unmet(const Look& look) {
  if (decided_by_authority(look.facts.path))
    return "the Authority determines it: a decision that is referred is one under Self-Governance";
  return unless(look.facts.decision.has_value(), "the decision that was referred is not known: take it over with one");
}
Reason DecisionWasToApprove::unmet(const Look& look) {
  return unless(look.facts.decision == Verdict::approve, "the decision is to reject");
}
Reason DecisionWasToReject::unmet(const Look& look) {
  return unless(look.facts.decision == Verdict::reject, "the decision is to approve");
}

namespace {
// Of the vote that the determination follows; of one that was taken over without its vote, all that could be.
std::vector<std::string> subjects_voted_on(const Facts& facts) {
  if (const auto* ballot = facts.ballot_that_decided()) return ballot->subjects();
  std::vector<std::string> all{std::string(proposed_subject)};
  for (const auto& one : facts.alternatives) all.push_back(one.name);
  return all;
}
// What a decision approves that does not say which: the solution that the Board did, else the proposed one.
std::string recommended_subject(const Facts& facts) {
  const auto* ballot = facts.ballot_that_decided();
  return ballot != nullptr && ballot->preferred ? *ballot->preferred : std::string(proposed_subject);
}
}  // namespace

void check(const AnswerQuestion& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_document(command.document, setting, reading);
  const auto* modification = itself(setting);
  if (modification == nullptr) return;
  const auto asked = static_cast<int>(engine::facts_of<Facts>(*modification).questions.size());
  if (asked > 0 && (command.question < 1 || command.question > asked))
    reading.fault("/question", fmt::format("there is no question {}: the Authority asked {}, counted from 1",
                                           command.question, asked));
}
void check(const Determine& command, const engine::Setting& setting, engine::body::Reading& reading) {
  const auto* modification = itself(setting);
  if (!command.subject || modification == nullptr) return;
  const auto subjects = subjects_voted_on(engine::facts_of<Facts>(*modification));
  if (std::find(subjects.begin(), subjects.end(), *command.subject) == subjects.end())
    reading.fault("/subject",
                  fmt::format("'{}' was not voted on: it is one of {}", *command.subject, fmt::join(subjects, ", ")));
}

AuthorityApproved AuthorityApproved::from(const Look& look, const Determine& command) {
  auto event = kept<AuthorityApproved>(command);
  event.releases = releases_named(look, command.implementation);
  event.leaving = parts_leaving(look, command.implementation);
  if (!event.subject) event.subject = recommended_subject(look.facts);
  const bool dated = std::any_of(command.implementation.begin(), command.implementation.end(),
                                 [](const auto& part) { return part.planned_on.has_value(); });
  if (dated) event.directs_dates = true;
  return event;
}
SentBackRecorded SentBackRecorded::from(const Look& look, const SendBack& command) {
  return kept_until(look, command, &SentBackRecorded::reminder, periods.sent_back_reminder_wd);
}
SentBackRouted SentBackRouted::from(const Look& look, const RouteSentBack& command) {
  auto event = kept<SentBackRouted>(command);
  if (command.route != SentBackRoute::report_consultation) return event;
  event.opening = command.consultation_opens_on.value_or(look.setting.on);
  if (command.consultation_closes_at) event.closing = command.consultation_closes_at;
  else
    keep_counted(event, event.closing.emplace(),
                 closing_after(look.setting, *event.opening, periods.report_consultation_wd));
  return event;
}
void check(const Refer& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_party(setting, command.party, command.category, false, reading);
}
ReferredToAuthority ReferredToAuthority::from(const Look& look, const Refer& command) {
  return kept_until(look, command, &ReferredToAuthority::target, periods.authority_target_wd);
}
ReferralDecided ReferralDecided::from(const Look& look, const DecideReferral& command) {
  auto event = kept<ReferralDecided>(command);
  event.publication = command.published_on.value_or(look.setting.on);
  keep_counted(event, event.window_ends, closing_after(look.setting, event.publication, periods.referral_wd));
  return event;
}

DecisionStood DecisionStood::from(const Look&, const DeadlinePassed& command) { return kept<DecisionStood>(command); }
DecisionStood DecisionStood::from(const Look& look, const EndWindow& command) {
  return ended_by_hand<DecisionStood>(look, command);
}

namespace {
// The first date that a part has comes with the decision; another one than the Panel approved is a movement.
void note_date(Part& part, const std::vector<Part>& before, Date on) {
  if (!part.planned_on) return;
  const auto was = std::find_if(before.begin(), before.end(), [&](const auto& one) { return one.part == part.part; });
  const auto day = *part.planned_on;
  if (!part.baseline) return agree_date(part, day, on);
  if (was == before.end() || was->planned_on == day) return;
  part.planned_on = was->planned_on;
  move_date(part, day, on, other_cause, {});
}
void determine(Facts& facts, const Determine& event, const engine::Entry& entry) {
  facts.decision = event.decision;
  facts.target.reset();
  if (entry.event.from == AuthorityReferral::name) facts.window_closed_on = entry.effective_on;
  note_decision(facts, entry, {}, "authority", std::string(engine::body::wire_name(event.decision)), event.reason);
  facts.approved_subject.reset();
}
}  // namespace

void apply(Facts& facts, const AuthorityApproved& event, const engine::Entry& entry) {
  const auto subject = event.subject.value_or(recommended_subject(facts));
  determine(facts, event, entry);
  const auto agreed = facts.parts;
  plan(facts, event.implementation, event.releases);
  leave_releases(facts, event.leaving);
  for (auto& part : facts.parts) note_date(part, agreed, entry.effective_on);
  facts.approved_subject = subject;
  facts.decisions.change(facts.decisions.size() - 1).subject = facts.subject_carried();
  if (!event.directs_dates.value_or(false)) return;
  for (const auto& planned : event.implementation)
    for (auto& part : facts.parts)
      if (part.part == planned.part && planned.planned_on) part.directed_on = planned.planned_on;
}
void apply(Facts& facts, const AuthorityRejected& event, const engine::Entry& entry) {
  determine(facts, event, entry);
  plan(facts, event.implementation, {});
}

void apply(Facts& facts, const SentBackRecorded& event, const engine::Entry& entry) {
  void_ballots(facts);
  facts.sent_back = true;
  facts.sent_back_on = entry.effective_on;
  facts.approved_subject.reset();
  for (const auto& text : event.questions)
    facts.questions.push_back({static_cast<int>(facts.questions.size()) + 1, text, {}, {}, {}});
  facts.target = event.reminder;
  facts.target_counted = event.counted;
  watch_again(facts, sent_back_timer);
  facts.with_authority_since.reset();
  note_decision(facts, entry, event, "authority", "sent-back", {});
}
void apply(Facts& facts, const QuestionAnswered& event, const engine::Entry& entry) {
  auto& question = facts.questions.at(static_cast<std::size_t>(event.question) - 1);
  question.answer = event.answer;
  question.answered_on = entry.effective_on;
  question.document = event.document;
}
void apply(Facts& facts, const SentBackRouted& event, const engine::Entry& entry) {
  ++facts.round;
  facts.target.reset();
  facts.vote_mode = event.vote_mode;
  if (event.route == SentBackRoute::refinement) facts.has_been_refined = true;
  if (event.report_approved.value_or(false)) approve_report(facts, event.report_version, entry.effective_on);
  if (event.route == SentBackRoute::report_consultation)
    consult(facts, ConsultationKind::report, event.opening.value_or(entry.effective_on), event.closing, event.counted);
  note_decision(facts, entry, event, "panel", std::string(engine::body::wire_name(event.route)),
                event.skip_reason ? event.skip_reason : event.reason);
}

void apply(Facts& facts, const ReferredToPanel&, const engine::Entry&) { facts.window_ends.reset(); }
void apply(Facts& facts, const ReferredToAuthority& event, const engine::Entry& entry) {
  facts.window_ends.reset();
  facts.with_authority_since = entry.effective_on;
  facts.target = event.target;
  facts.target_counted = event.counted;
  watch_again(facts, authority_target_timer);
}
void apply(Facts& facts, const ReferralDecided& event, const engine::Entry& entry) {
  facts.referral_tier = 2;
  facts.published_on = event.publication;
  facts.window_ends = event.window_ends;
  facts.window_counted = event.counted;
  if (event.decision == ReferralDecision::reverse && facts.decision)
    facts.decision = *facts.decision == Verdict::approve ? Verdict::reject : Verdict::approve;
  // The Board approved none: what the Panel approves instead is the proposed one (DEF).
  if (event.decision == ReferralDecision::reverse) {
    facts.approved_subject.reset();
    if (facts.decision == Verdict::approve) facts.approved_subject = std::string(proposed_subject);
  }
  Common common;
  common.decision = event.decided_by;
  note_decision(facts, entry, common, "panel", std::string(engine::body::wire_name(event.decision)), event.reason);
}
void apply(Facts& facts, const DecisionStood&, const engine::Entry& entry) {
  facts.window_ends.reset();
  facts.window_closed_on = entry.effective_on;
}

}  // namespace sec
