// Raising to the Modification Report: how events change what is remembered.
#include "workflows/sec/modification/apply.hpp"

#include <algorithm>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec {

void step(Facts& facts, const engine::Entry& entry) {
  if (entry.event.from != entry.event.to) {
    facts.state_since = entry.effective_on;
    facts.state_since_known = true;
  }
  if (entry.version == 1) facts.entered_on = entry.effective_on;
  if (entry.event.type == VoteCast::name) return;  // while a vote is open its votes do not show
  facts.last_event = entry.event.type;
  facts.last_event_on = entry.effective_on;
  facts.last_event_at = entry.at;
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
  return state != "submitted" && state != "development" && state != "initial-consideration";
}
}  // namespace

void apply(Facts& facts, const Raised& event, const engine::Entry&) {
  open(facts, event, event.reference, event.pack);
  facts.urgency_due = event.urgency_due;
}

void apply(Facts& facts, const TakenOver& event, const engine::Entry&) {
  open(facts, event, event.reference, event.pack);
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
  if (position.implementation) plan(facts, *position.implementation);
}

void apply(Facts& facts, const PartOpened& event, const engine::Entry&) {
  open(facts, event, event.reference, event.pack);
  if (!event.split_from) return;
  facts.split_from = event.split_from->ref;
  const auto& whole = *event.split_from;
  facts.path = whole.path;
  facts.round = whole.round;
  facts.has_been_refined = refined(whole.state);
  facts.path_by_authority = whole.path_by_authority.value_or(false);
  facts.sent_back = whole.sent_back.value_or(false);
  facts.urgency = whole.urgency.value_or(Urgency::not_urgent);
  if (whole.deviations) facts.deviations = *whole.deviations;
  facts.links.push_back({"split-from", whole.ref});
}

void apply(Facts& facts, const Accepted&, const engine::Entry&) { facts.refused_by.clear(); }
void apply(Facts& facts, const FastTrackAccepted&, const engine::Entry&) { facts.path = Path::fast_track; }

void apply(Facts& facts, const RefusedAsInvalid& event, const engine::Entry& entry) {
  facts.refused_by = "secas";
  facts.refusal_notice_on = entry.effective_on;
  note_decision(facts, entry, event, "secas", "refused", event.ground);
}
void apply(Facts& facts, const RefusalOverruled& event, const engine::Entry& entry) {
  // What the Panel refused the Authority alone takes in, and for good.
  if (facts.refused_by == "panel") facts.refusal_overruled = true;
  facts.refused_by.clear();
  facts.proposer_referral.reset();
  note_decision(facts, entry, event, panel_or_authority(event, entry), "overruled", {});
}

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
void apply(Facts& facts, const ProposalRefused& event, const engine::Entry& entry) {
  facts.refused_by = "panel";
  facts.refusal_notice_on = entry.effective_on;
  if (event.same_as) facts.links.push_back({"same-effect-as", canonical_reference(*event.same_as)});
  note_decision(facts, entry, event, "panel", "refused", event.ground);
}

namespace {
void rename(Facts& facts, const std::string& reference) {
  if (reference == facts.ref) return;
  facts.former_refs.push_back(facts.ref);
  facts.ref = reference;
}
}  // namespace

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
  plan(facts, event.implementation);
  facts.decision = Verdict::approve;
  note_decision(facts, entry, event, "panel", "approve", {});
}
void apply(Facts& facts, const FastTrackWithdrawn& event, const engine::Entry& entry) {
  note_decision(facts, entry, event, "panel", "withdrawn", event.reason);
}

// --- refinement
// ------------------------------------------------------------------------------------------------------------

namespace {
Assessment& assessment(Facts& facts, AssessmentKind kind) {
  const auto open = std::find_if(facts.assessments.begin(), facts.assessments.end(),
                                 [&](const auto& one) { return one.kind == kind && !one.returned_on; });
  if (open != facts.assessments.end()) return *open;
  Assessment fresh;
  fresh.kind = kind;
  fresh.round = facts.round;
  return facts.assessments.emplace_back(fresh);
}
}  // namespace

void apply(Facts& facts, const PreliminaryAssessmentRequested& event, const engine::Entry& entry) {
  auto& one = assessment(facts, AssessmentKind::preliminary);
  one.requested_on = entry.effective_on;
  one.due = event.due;
  one.counted = event.counted;
}
void apply(Facts& facts, const PreliminaryAssessmentReturned& event, const engine::Entry& entry) {
  auto& one = assessment(facts, AssessmentKind::preliminary);
  one.returned_on = entry.effective_on;
  one.cost = event.cost;
  one.duration_months = event.duration_months;
}
void apply(Facts& facts, const ImpactAssessmentRequested& event, const engine::Entry& entry) {
  auto& one = assessment(facts, AssessmentKind::impact);
  one.requested_on = entry.effective_on;
  one.due = event.due;
  one.counted = event.counted;
}
void apply(Facts& facts, const ImpactAssessmentReturned& event, const engine::Entry& entry) {
  auto& one = assessment(facts, AssessmentKind::impact);
  one.returned_on = entry.effective_on;
  one.cost = event.cost;
  one.post_pit_cost = event.post_pit_cost;
}

void apply(Facts& facts, const RefinementConsultationOpened& event, const engine::Entry& entry) {
  consult(facts, ConsultationKind::refinement, entry.effective_on, event.closing, event.counted);
}
void apply(Facts& facts, const RefinementConsultationClosed& event, const engine::Entry& entry) {
  end_consultation(facts, entry.effective_on);
  if (event.responses && !facts.consultations.empty())
    facts.consultations.back().responses = std::max(*event.responses, facts.consultations.back().responses);
}

void apply(Facts& facts, const IaCostDecided& event, const engine::Entry& entry) {
  const std::string by(event.decided_by ? engine::body::wire_name(event.decided_by->body) : std::string_view("panel"));
  facts.ia_cost =
      IaCostDecision{event.decision, by, entry.effective_on, event.amount, event.reason, event.before_consultation_end};
  Common common;
  common.decision = event.decided_by;
  note_decision(facts, entry, common, by, std::string(engine::body::wire_name(event.decision)), event.reason);
}
void apply(Facts& facts, const AlternativeAdded& event, const engine::Entry&) {
  facts.alternatives.push_back({event.name_, event.by, event.summary_});
}

void apply(Facts& facts, const ReportSubmitted& event, const engine::Entry& entry) {
  ReportVersion report;
  report.round = facts.round;
  report.version = event.report_version;
  report.submitted_on = entry.effective_on;
  report.assessment_waiver = event.assessment_waiver;
  facts.reports.push_back(std::move(report));
}

}  // namespace sec
