// The Report Phase to implementation, and what may happen at any time: how events change what is remembered.
#include <algorithm>

#include "workflows/sec/modification/decisions.hpp"

namespace sec {

void apply(Facts& facts, const ReportReturned& event, const engine::Entry& entry) {
  if (entry.event.to == "refinement") facts.has_been_refined = true;
  if (facts.open_ballot() != nullptr) end_ballot(facts, BallotState::void_, entry.effective_on);
  if (!event.timetable.empty()) {
    agree(facts, entry, event, deciding_body(facts), event.timetable);
    facts.timetable_notice_on = entry.effective_on;
  }
  if (!facts.reports.empty()) {
    facts.reports.back().returned_on = entry.effective_on;
    facts.reports.back().reason = event.reason;
  }
  note_decision(facts, entry, event, entry.event.from == "change-board-vote" ? "change-board" : deciding_body(facts),
                "returned", event.reason);
}

namespace {
void approve_report(Facts& facts, const std::optional<std::string>& version, Date on) {
  if (facts.reports.empty() || facts.reports.back().approved_on || facts.reports.back().round != facts.round) {
    facts.reports.emplace_back();
    facts.reports.back().round = facts.round;
  }
  facts.reports.back().approved_on = on;
  if (version) facts.reports.back().version = version;
}
}  // namespace

void apply(Facts& facts, const ReportApproved& event, const engine::Entry& entry) {
  approve_report(facts, event.report_version, entry.effective_on);
  facts.path = event.path;
  facts.path_notice_on = entry.effective_on;
  plan(facts, event.implementation);
  consult(facts, ConsultationKind::report, event.opening, event.closing, event.counted);
  note_decision(facts, entry, event, deciding_body(facts), "approve", {});
}

void apply(Facts& facts, const ResponseRecorded& event, const engine::Entry& entry) {
  // Of a consultation that began before the case was taken over nothing but the response is known.
  const bool began_before = entry.event.from == "report-consultation" && facts.open_consultation() == nullptr;
  const int number = facts.consultations.empty() || began_before ? 0 : facts.consultations.back().number;
  facts.responses.push_back({event.party, event.category, event.position, event.rationale,
                             event.confidentiality.value_or(Confidentiality::open), number, entry.effective_on,
                             event.subject, event.valid.value_or(true)});
  if (number > 0 && event.valid.value_or(true)) ++facts.consultations.back().responses;
}
void apply(Facts& facts, const ConsultationClosed&, const engine::Entry& entry) {
  end_consultation(facts, entry.effective_on);
}

// --- determination and referrals
// -------------------------------------------------------------------------------------------

namespace {
void determine(Facts& facts, const Determine& event, const engine::Entry& entry) {
  facts.decision = event.decision;
  facts.target.reset();
  plan(facts, event.implementation);
  note_decision(facts, entry, {}, "authority", std::string(engine::body::wire_name(event.decision)), event.reason);
}
}  // namespace

void apply(Facts& facts, const AuthorityApproved& event, const engine::Entry& entry) {
  determine(facts, event, entry);
  if (!event.directs_dates.value_or(false)) return;
  for (const auto& planned : event.implementation)
    for (auto& part : facts.parts)
      if (part.part == planned.part && planned.planned_on) part.directed_on = planned.planned_on;
}
void apply(Facts& facts, const AuthorityRejected& event, const engine::Entry& entry) { determine(facts, event, entry); }

void apply(Facts& facts, const SentBackRecorded& event, const engine::Entry& entry) {
  void_ballots(facts);
  facts.sent_back = true;
  facts.sent_back_on = entry.effective_on;
  facts.questions = event.questions;
  facts.target = event.reminder;
  facts.target_counted = event.counted;
  watch_again(facts, "sent-back-reminder");
  facts.with_authority_since.reset();
  note_decision(facts, entry, event, "authority", "sent-back", {});
}
void apply(Facts& facts, const SentBackRouted& event, const engine::Entry& entry) {
  ++facts.round;
  facts.target.reset();
  facts.questions.clear();
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
  watch_again(facts, "authority-target");
}
void apply(Facts& facts, const ReferralDecided& event, const engine::Entry& entry) {
  facts.referral_tier = 2;
  facts.published_on = event.publication;
  facts.window_ends = event.window_ends;
  facts.window_counted = event.counted;
  if (event.decision == ReferralDecision::reverse && facts.decision)
    facts.decision = *facts.decision == Verdict::approve ? Verdict::reject : Verdict::approve;
  Common common;
  common.decision = event.decided_by;
  note_decision(facts, entry, common, "panel", std::string(engine::body::wire_name(event.decision)), event.reason);
}
void apply(Facts& facts, const DecisionStood&, const engine::Entry&) { facts.window_ends.reset(); }

// --- implementation
// ----------------------------------------------------------------------------------------------------------

namespace {
Part& part_of(Facts& facts, std::optional<int> number) {
  if (facts.parts.empty()) facts.parts.emplace_back();
  const int wanted = number.value_or(facts.parts.front().part);
  const auto found =
      std::find_if(facts.parts.begin(), facts.parts.end(), [&](const auto& one) { return one.part == wanted; });
  return found != facts.parts.end() ? *found : facts.parts.front();
}
}  // namespace

void apply(Facts& facts, const RevisedDateRequested& event, const engine::Entry& entry) {
  part_of(facts, event.part).requested = event.to;
  note_decision(facts, entry, event, "panel", "requested", event.reason);
}
void apply(Facts& facts, const RevisedDateSet& event, const engine::Entry& entry) {
  auto& part = part_of(facts, event.part);
  part.planned_on = event.to;
  part.requested.reset();
  note_decision(facts, entry, event, "panel", "set", event.reason);
}
void apply(Facts& facts, const DateDirected& event, const engine::Entry& entry) {
  auto& part = part_of(facts, event.part);
  part.planned_on = part.directed_on = event.on;
  part.until = event.until;
  part.requested.reset();
  note_decision(facts, entry, event, "authority", "directed", {});
}
void apply(Facts& facts, const PartImplemented& event, const engine::Entry& entry) {
  auto& part = part_of(facts, event.part);
  part.actual_on = entry.effective_on;
  part.sec_version = event.sec_version;
}
void apply(Facts& facts, const ApprovalReversed& event, const engine::Entry& entry) {
  facts.decision = Verdict::reject;
  note_decision(facts, entry, event, panel_or_authority(event, entry), "reversed", event.reason);
}

}  // namespace sec
