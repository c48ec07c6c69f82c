// A vote is closed: whether there is a quorum, what was counted, what follows; and a vote that is opened again.
#include "workflows/sec/modification/vote/counting.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/stages/refinement.hpp"
#include "workflows/sec/modification/vote/question.hpp"
#include "workflows/sec/modification/vote/vote.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

Reason VoteMayClose::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (ballot->mode == VoteMode::meeting || !ballot->closes_at || look.setting.now >= *ballot->closes_at) return {};
  return unless(sees_votes(look) && ballot->complete >= ballot->filled,
                "it runs until " + engine::to_text(*ballot->closes_at) +
                    ", and closes earlier only when every filled seat has voted");
}

namespace {
Reason about(const Look& look, Purpose purpose) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  return unless(ballot->purpose == purpose,
                "the vote is about '" + std::string(engine::body::wire_name(ballot->purpose)) + "'");
}
}  // namespace

Reason FinalVote::unmet(const Look& look) { return about(look, Purpose::final); }
Reason LegalTextVote::unmet(const Look& look) { return about(look, Purpose::legal_text); }
Reason IaCostVote::unmet(const Look& look) { return about(look, Purpose::ia_cost); }

namespace {
// Whether there is a quorum, for those who may know; the sentence is for the others.
std::variant<bool, std::string> quorum_is_met(const Look& look) {
  if (!sees_votes(look)) return "whether there is a quorum is for SECAS alone while the vote is open";
  return quorum_of(*look.facts.open_ballot()).met;
}
}  // namespace

Reason CountsNow::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  const auto met = quorum_is_met(look);
  if (const auto* hidden = std::get_if<std::string>(&met)) return *hidden;
  if (std::get<bool>(met) || (ballot->mode == VoteMode::correspondence && ballot->extended)) return {};
  const auto quorum = quorum_of(*ballot);
  return fmt::format("there is no quorum: {} of the {} votes it needs", quorum.votes, quorum.needed);
}
Reason InquorateAtAMeeting::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (ballot->mode != VoteMode::meeting) return "the vote is by correspondence";
  const auto met = quorum_is_met(look);
  if (const auto* hidden = std::get_if<std::string>(&met)) return *hidden;
  return unless(!std::get<bool>(met), "there is a quorum: it is counted");
}
Reason InquorateByCorrespondence::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return "no vote is open";
  if (ballot->mode != VoteMode::correspondence) return "the vote is at a meeting";
  const auto met = quorum_is_met(look);
  if (const auto* hidden = std::get_if<std::string>(&met)) return *hidden;
  if (std::get<bool>(met)) return "there is a quorum: it is counted";
  return unless(!ballot->extended, "it has been extended once: what was returned is counted");
}
Reason DecidedUnderSelfGovernance::unmet(const Look& look) {
  return unless(look.facts.path == Path::self_governance,
                look.facts.path ? "it is not a Self-Governance Modification" : "its path is not known: set it first");
}
Reason DecidedByTheAuthority::unmet(const Look& look) {
  return unless(decided_by_authority(look.facts.path),
                look.facts.path ? "it is a Self-Governance Modification" : "its path is not known: set it first");
}
Reason NobodyActedOnTheVote::unmet(const Look& look) {
  if (look.facts.path == Path::fast_track) return "a Fast-Track Modification is decided by the Panel, not voted on";
  const bool counted = !look.facts.ballots.empty() && look.facts.ballots.back()->state == BallotState::closed;
  if (!counted && !past_unknown(look)) return "there is no counted vote to open again";
  return unless(look.facts.referral_tier == 1, "a referral has been decided on it");
}

namespace {
// Approved when the proposed solution or any Alternative is, each tested against the Code as it stands (1.6.4).
template <class Event>
Event count_up(const Look& look) {
  Event event;
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return event;
  auto result = count(*ballot);
  event.ballot = ballot->number;
  event.outcome = result.preferred ? Verdict::approve : Verdict::reject;
  if (!result.quorum.met) event.inquorate = fmt::format("{} of {}", result.quorum.votes, result.quorum.needed);
  event.tallies = std::move(result.tallies);
  event.preferred = std::move(result.preferred);
  event.policy = ballot->opened->frozen.policy;
  event.roll_hash = ballot->opened->roll_hash;
  event.quorum = result.quorum;
  if (ballot->opened->frozen.record) {
    const auto closed = ballot->closes_at ? std::min(*ballot->closes_at, look.setting.now) : look.setting.now;
    auto window = closing_after(look.setting, engine::london_date(closed), periods.late_form_wd);
    event.late_forms_until = window.due;
    event.late_counted = std::move(window.counted);
  }
  return event;
}

VoteDecided decided(const Look& look, Date published_on) {
  auto event = count_up<VoteDecided>(look);
  event.published_on = published_on;
  keep_counted(event, event.window_ends, closing_after(look.setting, published_on, periods.referral_wd));
  return event;
}
SentToAuthority sent(const Look& look) {
  auto event = count_up<SentToAuthority>(look);
  keep_counted(event, event.target, closing_after(look.setting, look.setting.on, periods.authority_target_wd));
  return event;
}
IaCostVoted ia_cost_voted(const Look& look) {
  auto event = count_up<IaCostVoted>(look);
  event.before_consultation_end = !consulted_before_the_cost(look);
  return event;
}
VoteExtended extended(const Look& look) {
  VoteExtended event;
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return event;
  event.ballot = ballot->number;
  const auto from = ballot->closes_at ? engine::london_date(*ballot->closes_at) : look.setting.on;
  auto later = closing_after(look.setting, from, periods.quorum_extension_wd);
  if (ballot->closes_at)
    later.due = engine::london_time(engine::london_date(later.due), engine::london_hour(*ballot->closes_at));
  keep_counted(event, event.closing, std::move(later));
  event.reminder = reminder_before(event.closing, ballot->mode, look.setting);
  return event;
}
VoteInquorate inquorate(const Look& look) {
  VoteInquorate event;
  if (const auto* ballot = look.facts.open_ballot()) event.ballot = ballot->number;
  return event;
}
}  // namespace

VoteDecided VoteDecided::from(const Look& look, const CloseVote& command) {
  return decided(look, command.published_on.value_or(look.setting.on));
}
VoteDecided VoteDecided::from(const Look& look, const DeadlinePassed&) { return decided(look, look.setting.on); }
SentToAuthority SentToAuthority::from(const Look& look, const CloseVote&) { return sent(look); }
SentToAuthority SentToAuthority::from(const Look& look, const DeadlinePassed&) { return sent(look); }
IaCostVoted IaCostVoted::from(const Look& look, const CloseVote&) { return ia_cost_voted(look); }
IaCostVoted IaCostVoted::from(const Look& look, const DeadlinePassed&) { return ia_cost_voted(look); }
LegalTextVoted LegalTextVoted::from(const Look& look, const CloseVote&) { return count_up<LegalTextVoted>(look); }
LegalTextVoted LegalTextVoted::from(const Look& look, const DeadlinePassed&) { return count_up<LegalTextVoted>(look); }
VoteExtended VoteExtended::from(const Look& look, const CloseVote&) { return extended(look); }
VoteExtended VoteExtended::from(const Look& look, const DeadlinePassed&) { return extended(look); }
VoteInquorate VoteInquorate::from(const Look& look, const CloseVote&) { return inquorate(look); }
VoteInquorate VoteInquorate::from(const Look& look, const DeadlinePassed&) { return inquorate(look); }

namespace {
void close(Facts& facts, const Counted& event, const engine::Entry& entry) {
  auto* ballot = ballot_to_change(facts);
  if (ballot != nullptr) {
    ballot->tallies = event.tallies;
    ballot->preferred = event.preferred;
    ballot->closed_at = entry.at;
    ballot->late_forms_until = event.late_forms_until;
    if (event.late_counted) ballot->late_window = period_of(*event.late_counted);
  }
  facts.awaits_late_forms = event.late_forms_until.has_value();
  end_ballot(facts, BallotState::closed, entry.effective_on);
  Common common;
  common.decision = event.decision;
  if (ballot != nullptr) return note_count(facts, entry, common, *facts.ballots.back(), event.outcome);
  note_decision(facts, entry, common, "change-board", std::string(engine::body::wire_name(event.outcome)), {});
}
}  // namespace

void apply(Facts& facts, const VoteDecided& event, const engine::Entry& entry) {
  close(facts, event, entry);
  facts.voted_on = true;
  facts.board_outcome = facts.decision = event.outcome;
  facts.approved_subject.reset();
  if (event.outcome == Verdict::approve)
    facts.approved_subject = event.preferred.value_or(std::string(proposed_subject));
  facts.published_on = event.published_on;
  facts.window_ends = event.window_ends;
  facts.window_counted = event.counted;
  facts.referral_tier = 1;
  watch_again(facts, referral_window_timer(1));
  watch_again(facts, referral_window_timer(2));
}
void apply(Facts& facts, const SentToAuthority& event, const engine::Entry& entry) {
  close(facts, event, entry);
  facts.voted_on = true;
  facts.board_outcome = event.outcome;
  facts.with_authority_since = entry.effective_on;
  facts.target = event.target;
  facts.target_counted = event.counted;
  watch_again(facts, authority_target_timer);
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
void apply(Facts& facts, const VoteExtended& event, const engine::Entry& entry) {
  auto* ballot = ballot_to_change(facts);
  if (ballot == nullptr) return;
  ballot->extended = true;
  ballot->closes_at = event.closing;
  ballot->counted = event.counted;
  note_closing(*ballot, entry.at, engine::ClosingCause::extended, true);
  ballot->reminder = event.reminder;
  watch_again(facts, ballot_reminder_timer(ballot->number));
  owes_again(*ballot);
}
void apply(Facts& facts, const VoteReopened& event, const engine::Entry& entry) {
  if (auto* ballot = last_ballot_to_change(facts); ballot != nullptr && ballot->was_counted()) {
    ballot->superseded_by = ballot->number + 1;
    ballot->superseded_on = entry.effective_on;
  }
  facts.voted_on = true;
  facts.board_outcome.reset();
  facts.decision.reset();
  facts.approved_subject.reset();
  facts.published_on.reset();
  facts.window_ends.reset();
  facts.with_authority_since.reset();
  facts.target.reset();
  note_decision(facts, entry, event, "panel", "reopened", event.reason);
}

}  // namespace sec
