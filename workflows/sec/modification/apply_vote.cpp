// Votes: how their events change what is remembered.
#include <algorithm>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/body/facts.hpp"
#include "workflows/sec/modification/timers.hpp"

namespace sec {

namespace {
// An event from before the whole question was frozen has the parts of it.
engine::FrozenBallot lifted(const VoteOpened& event, const Ballot& ballot, Time opened_at) {
  engine::FrozenBallot frozen;
  frozen.ballot = ballot.number;
  frozen.round = ballot.round;
  frozen.purpose = engine::body::wire_name(event.purpose);
  frozen.mode = engine::body::wire_name(event.mode);
  frozen.body_ = engine::body::wire_name(Body::change_board);
  frozen.policy = event.policy;
  frozen.quorum = event.quorum_rule;
  frozen.blocks = body::blocks_of(frozen.body_);
  frozen.opened_at = opened_at;
  frozen.subjects = event.subjects;
  for (const auto& seat : event.roll) {
    frozen.roll.push_back({seat.seat, seat.block, 1, {}, {}});
    if (seat.holder) frozen.roll.back().holder = engine::Person{*seat.holder, {}};
    if (seat.alternate) frozen.roll.back().alternate = engine::Alternate{*seat.alternate, {}, {}, {}};
  }
  return frozen;
}
}  // namespace

void apply(Facts& facts, const VoteOpened& event, const engine::Entry& entry) {
  auto ballot = std::make_shared<Ballot>();
  ballot->number = static_cast<int>(facts.ballots.size()) + 1;
  ballot->round = facts.round;
  ballot->purpose = event.purpose;
  ballot->mode = event.mode;
  ballot->closes_at = event.closing;
  ballot->counted = event.counted;
  ballot->reminder = event.reminder;
  auto opened = std::make_shared<Opened>();
  opened->frozen = event.frozen ? *event.frozen : lifted(event, *ballot, entry.at);
  opened->index = engine::index_of(opened->frozen.roll);
  opened->roll_hash = event.roll_hash;
  opened->reason = event.reason;
  opened->verifiable = event.frozen.has_value();
  open(*ballot, std::move(opened));
  facts.ballots.push_back(std::move(ballot));
  facts.vote_mode.reset();
  facts.hidden_versions.clear();
}

void apply(Facts& facts, const VoteCast& event, const engine::Entry& entry) {
  auto* ballot = ballot_to_change(facts);
  if (ballot == nullptr) return;
  cast(*ballot, vote_of(*ballot, event, entry.at), event.receipt);
  facts.hide_version(entry.version);
}

void apply(Facts& facts, const RollCorrected& event, const engine::Entry& entry) {
  if (auto* ballot = ballot_to_change(facts))
    correct(*ballot, {event.seat, event.holder, event.alternate, event.reason, entry.by.id, entry.at, event.after});
}

void apply(Facts& facts, const VoteReminded&, const engine::Entry& entry) {
  auto* ballot = ballot_to_change(facts);
  if (ballot == nullptr) return;
  ballot->reminder.reset();
  ballot->reminded_at = entry.at;
  owes_again(*ballot);
}

void apply(Facts& facts, const VoteDeferred& event, const engine::Entry& entry) {
  const auto* ballot = facts.open_ballot();
  const std::string by = ballot != nullptr ? ballot->opened->frozen.body_ : "change-board";
  if (ballot != nullptr && ballot->purpose == Purpose::ia_cost)
    facts.ia_cost =
        IaCostDecision{IaCost::defer, by, entry.effective_on, {}, event.reason, facts.open_consultation() != nullptr};
  end_ballot(facts, BallotState::deferred, entry.effective_on);
  note_decision(facts, entry, event, by, "deferred", event.reason);
}

namespace {
void close(Facts& facts, const Counted& event, const engine::Entry& entry) {
  std::string by = "change-board";
  if (auto* ballot = ballot_to_change(facts)) {
    by = ballot->opened->frozen.body_;
    ballot->tallies = event.tallies;
    ballot->preferred = event.preferred;
    ballot->closed_at = entry.at;
  }
  end_ballot(facts, BallotState::closed, entry.effective_on);
  Common common;
  common.decision = event.decision;
  note_decision(facts, entry, common, by, std::string(engine::body::wire_name(event.outcome)), {});
}
}  // namespace

void apply(Facts& facts, const VoteDecided& event, const engine::Entry& entry) {
  close(facts, event, entry);
  facts.voted_on = true;
  facts.board_outcome = facts.decision = event.outcome;
  facts.published_on = event.published_on;
  facts.window_ends = event.window_ends;
  facts.window_counted = event.counted;
  facts.referral_tier = 1;
  watch_again(facts, "referral-window-1-ends");
  watch_again(facts, "referral-window-2-ends");
}
void apply(Facts& facts, const SentToAuthority& event, const engine::Entry& entry) {
  close(facts, event, entry);
  facts.voted_on = true;
  facts.board_outcome = event.outcome;
  facts.with_authority_since = entry.effective_on;
  facts.target = event.target;
  facts.target_counted = event.counted;
  watch_again(facts, "authority-target");
}
void apply(Facts& facts, const IaCostVoted& event, const engine::Entry& entry) {
  close(facts, event, entry);
  const auto* ballot = facts.ballots.empty() ? nullptr : facts.ballots.back().get();
  facts.ia_cost = IaCostDecision{event.outcome == Verdict::approve ? IaCost::incur : IaCost::not_incur,
                                 ballot != nullptr ? ballot->opened->frozen.body_ : "change-board",
                                 entry.effective_on,
                                 {},
                                 ballot != nullptr ? ballot->opened->reason : std::nullopt,
                                 event.before_consultation_end};
}
void apply(Facts& facts, const LegalTextVoted& event, const engine::Entry& entry) { close(facts, event, entry); }
void apply(Facts& facts, const VoteInquorate&, const engine::Entry& entry) {
  end_ballot(facts, BallotState::inquorate, entry.effective_on);
}
void apply(Facts& facts, const VoteExtended& event, const engine::Entry&) {
  auto* ballot = ballot_to_change(facts);
  if (ballot == nullptr) return;
  ballot->extended = true;
  ballot->closes_at = event.closing;
  ballot->counted = event.counted;
  ballot->reminder = event.reminder;
  watch_again(facts, ballot_reminder_timer(ballot->number));
  owes_again(*ballot);
}
void apply(Facts& facts, const VoteReopened& event, const engine::Entry& entry) {
  facts.voted_on = true;
  facts.board_outcome.reset();
  facts.decision.reset();
  facts.published_on.reset();
  facts.window_ends.reset();
  facts.with_authority_since.reset();
  facts.target.reset();
  note_decision(facts, entry, event, "panel", "reopened", event.reason);
}

}  // namespace sec
