// Withdrawal, hold, path, urgency, timetable and the register: how events change what is remembered.
#include <algorithm>

#include "workflows/sec/apply_parts.hpp"

namespace sec {

void apply(Facts& facts, const WithdrawalNoticed& event, const engine::Entry& entry) {
  facts.withdrawal_noticed_on = entry.effective_on;
  facts.window_ends = event.window_ends;
  watch_again(facts, "adoption-window-ends");
  facts.state_before_notice = entry.event.from;
  if (facts.open_ballot() != nullptr) end_ballot(facts, BallotState::void_, entry.effective_on);
}
void apply(Facts& facts, const Adopted& event, const engine::Entry&) {
  facts.proposer = Proposer{ProposerType::party, event.party, event.party, event.category};
  facts.withdrawal_noticed_on.reset();
  facts.window_ends.reset();
  facts.state_before_notice.clear();
}
void apply(Facts& facts, const WithdrawalTookEffect&, const engine::Entry&) {
  facts.window_ends.reset();
  facts.pause.reset();
}

namespace {
void pause(Facts& facts, Pause pause) {
  facts.pause = std::move(pause);
  watch_again(facts, "hold-ends");
  watch_again(facts, "suspension-ends");
}
}  // namespace

void apply(Facts& facts, const Suspended& event, const engine::Entry& entry) {
  pause(facts, {Status::suspended, event.reason, entry.effective_on, event.until});
}
void apply(Facts& facts, const PutOnHold& event, const engine::Entry& entry) {
  pause(facts, {Status::on_hold, event.reason, entry.effective_on, event.until});
}

void apply(Facts& facts, const Resumed& event, const engine::Entry&) {
  facts.pause.reset();
  facts.held_wd += event.held_wd;
  if (event.consultation_closing && facts.open_consultation() != nullptr)
    facts.consultations.back().closes_at = event.consultation_closing;
  if (event.assessment_due && !facts.assessments.empty()) facts.assessments.back().due = event.assessment_due;
  if (event.target) facts.target = event.target;
  if (!event.ballot_closing) return;
  auto* ballot = ballot_to_change(facts);
  if (ballot == nullptr) return;
  ballot->closes_at = event.ballot_closing;
  if (event.ballot_reminder) ballot->reminder = event.ballot_reminder;
  owes_again(*ballot);
}

void apply(Facts& facts, const PathSet& event, const engine::Entry& entry) {
  facts.path = event.path;
  facts.notice_on = entry.effective_on;
  note_decision(facts, entry, event, entry.by.role == "authority" ? "authority" : "panel",
                std::string(engine::body::wire_name(event.path)), event.reason);
}
void apply(Facts& facts, const UrgencyRequested& event, const engine::Entry& entry) {
  facts.urgency = Urgency::requested;
  note_decision(facts, entry, event, deciding_body(facts), "urgency-requested", event.reason);
}
void apply(Facts& facts, const UrgencyDecided& event, const engine::Entry& entry) {
  facts.urgency = event.urgent ? Urgency::urgent : Urgency::declined;
  facts.deviations = event.deviations;
  if (!event.timetable.empty()) agree(facts, event.timetable);
  note_decision(facts, entry, event, "authority", event.urgent ? "urgent" : "declined", {});
}
void apply(Facts& facts, const TimetableAgreed& event, const engine::Entry& entry) {
  agree(facts, event.milestones);
  facts.notice_on = entry.effective_on;
  note_decision(facts, entry, event, entry.by.role == "authority" ? "authority" : "panel", "timetable", {});
}
void apply(Facts& facts, const Forecasted& event, const engine::Entry&) {
  facts.forecast.change([&](std::vector<Milestone>& forecast) {
    for (const auto& milestone : event.milestones) {
      const auto known = std::find_if(forecast.begin(), forecast.end(),
                                      [&](const auto& one) { return one.code == milestone.code; });
      if (known == forecast.end()) forecast.push_back(milestone);
      else *known = milestone;
    }
  });
}
void apply(Facts& facts, const ProposerReferred& event, const engine::Entry& entry) {
  facts.proposer_referral = ProposerReferral{event.subject, event.reason, entry.effective_on};
}

void apply(Facts& facts, const TargetPassed& event, const engine::Entry&) { facts.silenced.push_back(event.name_); }
void apply(Facts& facts, const RulesChanged& event, const engine::Entry&) { facts.pack = event.pack; }

void apply(Facts& facts, const SplitUp& event, const engine::Entry& entry) {
  for (const auto& reference : event.references) facts.links.push_back({"split-into", reference});
  note_decision(facts, entry, event, "panel", "split", event.reason);
}
void apply(Facts& facts, const Consolidated& event, const engine::Entry& entry) {
  for (const auto& reference : event.with) facts.links.push_back({"consolidated-with", reference});
  note_decision(facts, entry, event, "panel", "consolidated", event.reason);
}
void apply(Facts& facts, const ImpactsSet& event, const engine::Entry&) {
  if (event.dcc_systems) facts.impacts.dcc_systems = event.dcc_systems;
  if (event.parties) facts.impacts.parties = event.parties;
  if (event.documents) facts.impacts.documents = event.documents;
}
void apply(Facts& facts, const DocumentAttached& event, const engine::Entry& entry) {
  Document document{event.kind, event.title, event.version, event.classification, event.sha256, entry.effective_on};
  auto json = engine::body::text_of(document, engine::body::Nulls::keep);
  ++facts.documents_of[static_cast<std::size_t>(event.classification)];
  facts.documents.push_back({std::move(document), std::move(json)});
}
void apply(Facts& facts, const Linked& event, const engine::Entry&) {
  facts.links.push_back({event.relation, event.ref});
}

void revoke(Facts& facts, const StepRevoked& event, const engine::Entry& entry) {
  if (event.deadline) facts.silenced.push_back(*event.deadline);
  facts.last_event = entry.event.type;
  facts.last_event_on = entry.effective_on;
}

}  // namespace sec
