// Withdrawal, hold, path, urgency, timetable and the register: how events change what is remembered.
#include <algorithm>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/timers.hpp"

namespace sec {

void apply(Facts& facts, const WithdrawalNoticed& event, const engine::Entry& entry) {
  facts.withdrawal_noticed_on = entry.effective_on;
  facts.held_wd_before_notice = facts.held_wd;
  facts.window_ends = event.window_ends;
  facts.window_counted = event.counted;
  watch_again(facts, "adoption-window-ends");
  facts.state_before_notice = entry.event.from;
  if (facts.open_ballot() != nullptr) end_ballot(facts, BallotState::void_, entry.effective_on);
}
void apply(Facts& facts, const WithdrawalTookEffect&, const engine::Entry&) {
  facts.window_ends.reset();
  facts.pause.reset();
}

namespace {
void move_ballot(Ballot& ballot, const MovedDeadline& moved) {
  if (moved.deadline == ballot_reminder_timer(ballot.number)) {
    ballot.reminder = moved.due;
    return;
  }
  ballot.closes_at = moved.due;
  ballot.counted = moved.counted;
  owes_again(ballot);
}

template <class Subject>
void move_to(Subject& subject, std::optional<Time>& due, const MovedDeadline& moved) {
  due = moved.due;
  subject.counted = moved.counted;
}

// By the name under which the clock watches it.
void move_deadline(Facts& facts, const MovedDeadline& moved) {
  const auto& name = moved.deadline;
  if (name.starts_with("ballot-")) {
    if (auto* ballot = ballot_to_change(facts)) move_ballot(*ballot, moved);
  } else if (name.ends_with("-closes") && facts.open_consultation() != nullptr) {
    move_to(facts.consultations.back(), facts.consultations.back().closes_at, moved);
  } else if (name.ends_with("-due")) {
    for (std::size_t i = 0; i < facts.assessments.size(); ++i)
      if (name == assessment_timer(facts.assessments[i].kind, i))
        move_to(facts.assessments[i], facts.assessments[i].due, moved);
  } else if (name.find("window") != std::string::npos) {
    facts.window_ends = moved.due;
    facts.window_counted = moved.counted;
  } else {
    facts.target = moved.due;
    facts.target_counted = moved.counted;
  }
}

// One that follows on another goes on from where that began.
void pause(Facts& facts, Pause pause) {
  if (facts.pause) pause.since = facts.pause->since;
  facts.pause = std::move(pause);
  watch_again(facts, "hold-ends");
  watch_again(facts, "suspension-ends");
}
}  // namespace

void apply(Facts& facts, const Adopted& event, const engine::Entry&) {
  facts.proposer = Proposer{ProposerType::party, event.party, event.party, event.category};
  facts.withdrawal_noticed_on.reset();
  facts.window_ends.reset();
  facts.state_before_notice.clear();
  facts.held_wd += event.paused_wd.value_or(0);
  if (!event.moved) return;
  for (const auto& one : *event.moved) move_deadline(facts, one);
}

void apply(Facts& facts, const Suspended& event, const engine::Entry& entry) {
  pause(facts, {Status::suspended, event.reason, entry.effective_on, event.until});
}
void apply(Facts& facts, const PutOnHold& event, const engine::Entry& entry) {
  pause(facts, {Status::on_hold, event.reason, entry.effective_on, event.until});
}

void apply(Facts& facts, const Resumed& event, const engine::Entry& entry) {
  if (facts.pause && facts.pause->since) facts.holds.push_back({*facts.pause->since, entry.effective_on});
  facts.pause.reset();
  facts.held_wd += event.held_wd;
  if (event.consultation_closing && facts.open_consultation() != nullptr)
    facts.consultations.back().closes_at = event.consultation_closing;
  if (event.assessment_due && !facts.assessments.empty()) facts.assessments.back().due = event.assessment_due;
  if (event.target) facts.target = event.target;
  if (event.ballot_closing)
    if (auto* ballot = ballot_to_change(facts)) {
      ballot->closes_at = event.ballot_closing;
      if (event.ballot_reminder) ballot->reminder = event.ballot_reminder;
      owes_again(*ballot);
    }
  for (const auto& one : event.moved) move_deadline(facts, one);
}

void apply(Facts& facts, const DeadlinesMoved& event, const engine::Entry&) {
  for (const auto& one : event.moved) move_deadline(facts, one);
}

void apply(Facts& facts, const PathSet& event, const engine::Entry& entry) {
  facts.path = event.path;
  facts.path_by_authority = by_authority(event, entry);
  facts.path_notice_on = entry.effective_on;
  if (by_authority(event, entry)) answer_referral(facts, ReferralSubject::path);
  note_decision(facts, entry, event, panel_or_authority(event, entry), std::string(engine::body::wire_name(event.path)),
                event.reason);
}
void apply(Facts& facts, const UrgencyRequested& event, const engine::Entry& entry) {
  facts.urgency = Urgency::requested;
  note_decision(facts, entry, event, deciding_body(facts), "urgency-requested", event.reason);
}
void apply(Facts& facts, const UrgencyDecided& event, const engine::Entry& entry) {
  facts.urgency = event.urgent ? Urgency::urgent : Urgency::declined;
  facts.deviations = event.deviations;
  if (!event.timetable.empty()) agree(facts, entry, event, "authority", event.timetable);
  note_decision(facts, entry, event, "authority", event.urgent ? "urgent" : "declined", {});
}
void apply(Facts& facts, const TimetableAgreed& event, const engine::Entry& entry) {
  agree(facts, entry, event, panel_or_authority(event, entry), event.milestones);
  facts.timetable_notice_on = entry.effective_on;
  if (by_authority(event, entry)) answer_referral(facts, ReferralSubject::timetable);
  note_decision(facts, entry, event, panel_or_authority(event, entry), "timetable", {});
}
void apply(Facts& facts, const Forecasted& event, const engine::Entry&) {
  facts.forecast.change([&](std::vector<Milestone>& forecast) {
    for (const auto& milestone : event.milestones) {
      const auto known =
          std::find_if(forecast.begin(), forecast.end(), [&](const auto& one) { return one.code == milestone.code; });
      if (known == forecast.end()) forecast.push_back(milestone);
      else *known = milestone;
    }
  });
}
namespace {
void record_release(Part& part, const ReleaseRecorded& event) {
  const auto& keeping = event.keeping_dates;
  if (keeping && std::find(keeping->begin(), keeping->end(), part.part) != keeping->end()) {
    part.release = event.change == ReleaseChange::removed ? std::nullopt : std::optional(event.release);
    return;
  }
  if (event.change == ReleaseChange::removed) {
    part.release.reset();
    part.planned_on.reset();
    part.requested.reset();
    return;
  }
  part.release = event.release;
  if (event.change == ReleaseChange::included) {  // a date that was set or asked for stays
    if (!part.planned_on && !part.requested) part.planned_on = event.on;
    return;
  }
  if (event.change == ReleaseChange::requested) {
    part.requested = event.on;
    return;
  }
  part.planned_on = event.on;
  part.requested.reset();
  if (event.change != ReleaseChange::directed) return;
  part.directed_on = event.on;
  part.until = event.until;
}
}  // namespace

void apply(Facts& facts, const ReleaseRecorded& event, const engine::Entry&) {
  for (const int number : event.parts) {
    const auto known =
        std::find_if(facts.parts.begin(), facts.parts.end(), [&](const auto& one) { return one.part == number; });
    auto& part = known != facts.parts.end() ? *known : facts.parts.emplace_back();
    part.part = number;
    if (!part.actual_on) record_release(part, event);
  }
}
void apply(Facts& facts, const ProposerReferred& event, const engine::Entry& entry) {
  facts.proposer_referral = ProposerReferral{event.subject, event.reason, entry.effective_on};
}
void apply(Facts& facts, const ReferralDismissed& event, const engine::Entry& entry) {
  facts.proposer_referral.reset();
  note_decision(facts, entry, event, "authority", "dismissed", event.reason);
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
void apply(Facts& facts, const JoinedByAnother& event, const engine::Entry&) {
  facts.links.push_back({"consolidated-with", event.ref});
}
void apply(Facts& facts, const Amended& event, const engine::Entry&) {
  if (event.title) facts.title = event.title;
  if (event.problem) facts.problem = event.problem;
  if (event.solution) facts.solution = event.solution;
}
void apply(Facts& facts, const ImpactsSet& event, const engine::Entry&) {
  if (event.dcc_systems) facts.impacts.dcc_systems = event.dcc_systems;
  if (event.parties) facts.impacts.parties = event.parties;
  if (event.documents) facts.impacts.documents = event.documents;
}
void apply(Facts& facts, const DocumentAttached& event, const engine::Entry& entry) {
  Document document{event.kind, event.title, event.version, event.classification, event.sha256, entry.effective_on};
  ++facts.documents_of[static_cast<std::size_t>(event.classification)];
  facts.documents.push_back(filed(std::move(document), entry.version));
}
void apply(Facts& facts, const DocumentReclassified& event, const engine::Entry&) {
  auto& one = facts.documents.change(static_cast<std::size_t>(event.document) - 1);
  --facts.documents_of[static_cast<std::size_t>(one.document.classification)];
  ++facts.documents_of[static_cast<std::size_t>(event.classification)];
  one.document.classification = event.classification;
  one = filed(one.document, one.version);
}
void apply(Facts& facts, const Linked& event, const engine::Entry&) {
  facts.links.push_back({event.relation, event.ref});
}

void revoke(Facts& facts, const StepRevoked& event, const engine::Entry& entry) {
  if (event.deadline) facts.silenced.push_back(*event.deadline);
  facts.last_event = entry.event.type;
  facts.last_event_on = entry.effective_on;
  facts.last_event_at = entry.at;
}

}  // namespace sec
