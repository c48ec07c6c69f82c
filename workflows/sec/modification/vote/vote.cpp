// An open vote: who votes for which seat, what a vote says, corrections of the roll, the reminder, a deferral.
#include "workflows/sec/modification/vote/vote.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/gate.hpp"
#include "workflows/sec/terms/objectives.hpp"

namespace sec {

static_assert(VoteCast::name == vote_cast);

bool sees_votes(const Look& look) {
  return look.facts.open_ballot() == nullptr ||
         clearance(look.setting.reader ? *look.setting.reader : look.setting.by) >= for_secas;
}

std::string said(Time at) {
  const auto day = engine::london_date(at);
  auto clock = at - std::chrono::sys_days(day);  // in winter
  if (engine::london_time(day, clock) != at) clock += std::chrono::hours(1);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(clock).count();
  return fmt::format("{} at {:02}:{:02} ({})", date_text(day), minutes / 60, minutes % 60, engine::to_text(at));
}

Reason VoteIsOpen::unmet(const Look& look) { return unless(look.facts.open_ballot() != nullptr, "no vote is open"); }

Reason VoteHasNotEnded::unmet(const Look& look) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr || !ballot->closes_at) return {};
  return unless(look.setting.now < *ballot->closes_at,
                "the vote closed on " + said(*ballot->closes_at) + "; it is now " + said(look.setting.now));
}
Reason SeatIsOnTheRoll::unmet(const Look& look, const CastVote& command) {
  if (look.facts.ballot_at_hand() == nullptr) return {};
  const auto* seat = look.facts.ballot_at_hand()->seat(command.seat);
  if (seat == nullptr) return "there is no seat '" + command.seat + "' on the roll of this vote";
  return unless(seat->holder.has_value(), "seat '" + command.seat + "' was vacant when the roll was frozen");
}
Reason SeatHasNotVotedItself::unmet(const Look& look, const CastVote& command) {
  const auto* ballot = look.facts.ballot_at_hand();
  if (ballot == nullptr || !is_secas(look.setting.by.role)) return {};
  return unless(!voted_itself(*ballot, command.seat),
                "seat '" + command.seat +
                    "' has voted by its own token: it changes its vote itself, until the close, "
                    "and SECAS records nothing for it");
}
Reason FormAnswersThisVote::unmet(const Look& look, const CastVote& command) {
  const auto* ballot = look.facts.ballot_at_hand();
  if (ballot == nullptr || !command.recorded_from || !command.recorded_from->on) return {};
  const auto opened = engine::london_date(ballot->opened->frozen.opened_at);
  return unless(*command.recorded_from->on >= opened, "the form is of " + date_text(*command.recorded_from->on) +
                                                          ", and this vote was opened on " + date_text(opened) +
                                                          ": it answers an earlier question");
}
Reason HoldsTheSeat::unmet(const Look& look, const CastVote& command) {
  if (look.setting.by.role != "change-board-member") return {};
  return unless(look.setting.by.seat == command.seat, look.setting.by.seat.empty()
                                                          ? "your token holds no seat"
                                                          : "your token holds seat '" + look.setting.by.seat + "'");
}
Reason SubjectIsOnTheBallot::unmet(const Look& look, const CastVote& command) {
  const auto* ballot = look.facts.ballot_at_hand();
  if (ballot == nullptr) return {};
  const auto& subjects = ballot->subjects();
  if (!command.subject && subjects.size() > 1)
    return "the ballot has several subjects: say in 'subject' which this vote is on";
  for (const auto& named : {command.subject, command.preference})
    if (named && std::find(subjects.begin(), subjects.end(), *named) == subjects.end())
      return "'" + *named + "' is not on the ballot";
  return {};
}

namespace {
std::string mandate_text(const engine::Alternate& alternate) {
  const auto from = alternate.from ? " from " + date_text(*alternate.from) : std::string();
  const auto until = alternate.until ? " until " + date_text(*alternate.until) : std::string();
  return "'" + alternate.id + "' is its alternate" + from + until;
}

// Who acts, as far as the roll knows; nothing: it does not know them for this seat today.
std::optional<engine::Capacity> capacity_of(const engine::Seat& seat, const std::string& id, Date today) {
  for (const auto capacity : {engine::Capacity::holder, engine::Capacity::alternate})
    if (engine::mandated(seat, id, capacity, today)) return capacity;
  return {};
}
}  // namespace

std::variant<Voter, std::string> voter_of(const Look& look, const CastVote& command) {
  const auto* ballot = look.facts.ballot_at_hand();
  const auto* seat = ballot == nullptr ? nullptr : ballot->seat(command.seat);
  if (seat == nullptr || !seat->holder) return "nobody holds seat '" + command.seat + "'";
  const bool by_secas = is_secas(look.setting.by.role);
  const auto& id = by_secas ? command.alternate.value_or(seat->holder->id) : look.setting.by.id;
  const auto capacity = capacity_of(*seat, id, day_of_mandate(*ballot, command.recorded_from, look.setting.now));
  if (!capacity) {
    const auto other = seat->alternate ? " and " + mandate_text(*seat->alternate) : std::string();
    return fmt::format("{} '{}'; seat '{}' is held by '{}'{}", by_secas ? "the form is of" : "your token is", id,
                       seat->seat, seat->holder->id, other);
  }
  if (*capacity == engine::Capacity::holder) return Voter{*seat->holder, *capacity, *seat->holder};
  const auto* cast = ballot->counting(seat->seat, command.subject.value_or(ballot->subjects().front()));
  if (cast != nullptr && cast->vote.in_capacity == engine::Capacity::holder)
    return "the holder of seat '" + seat->seat + "' has voted: an alternate votes for an absent member alone";
  return Voter{{seat->alternate->id, seat->alternate->name}, *capacity, *seat->holder};
}

Reason MayVoteForTheSeat::unmet(const Look& look, const CastVote& command) {
  const auto* ballot = look.facts.ballot_at_hand();
  if (ballot == nullptr || ballot->seat(command.seat) == nullptr) return {};
  const auto voter = voter_of(look, command);
  const auto* fault = std::get_if<std::string>(&voter);
  return fault == nullptr ? Reason{} : Reason{*fault};
}

Reason SeatCanBeCorrected::unmet(const Look& look, const CorrectRoll& command) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr) return {};
  const auto* seat = ballot->seat(command.seat);
  if (seat == nullptr) return "there is no seat '" + command.seat + "' on the roll of this vote";
  if (!command.holder && !command.alternate) return "it corrects nothing: name 'holder' or 'alternate'";
  return unless(command.holder || seat->holder, "a vacant seat has no alternate");
}
Reason ObjectiveNamed::unmet(const Look& look, const CastVote& command) {
  for (const auto& one : command.objectives)
    if (std::find(std::begin(objectives), std::end(objectives), one.objective) == std::end(objectives))
      return "'" + one.objective + "' is no SEC Objective: they are a to h, and C1, C2, C3a to C3d for charging";
  // What it costs to find out, or a corrected text, furthers no objective.
  const auto* ballot = look.facts.ballot_at_hand();
  if (ballot != nullptr && ballot->purpose != Purpose::final) return {};
  return unless(command.choice == Choice::abstain || !command.objectives.empty(),
                "who approves or rejects names at least one SEC Objective, and whether it is better, neutral or worse");
}
Reason SaysFromWhat::unmet(const Look& look, const CastVote& command) {
  if (!is_secas(look.setting.by.role))
    return unless(!command.recorded_from, "a seat's own token votes itself: 'recorded_from' is for SECAS, from a form");
  return unless(command.recorded_from.has_value(),
                "SECAS records a seat's vote from its form: say from what in 'recorded_from'");
}

Vote vote_of(const Ballot& ballot, const VoteCast& event, Time at) {
  const auto* seat = ballot.seat(event.seat);
  const auto own = seat != nullptr && seat->holder ? *seat->holder : engine::Person{};
  const auto older = event.alternate ? engine::Person{*event.alternate, {}} : own;
  return {ballot.opened->roll_hash,
          event.seat,
          event.subject.value_or("proposed"),
          event.choice,
          event.reason,
          event.objectives,
          event.voter.value_or(older),
          event.in_capacity.value_or(event.alternate ? engine::Capacity::alternate : engine::Capacity::holder),
          event.holder.value_or(own),
          event.preference,
          event.declaration,
          event.recorded_from,
          at};
}

VoteCast VoteCast::from(const Look& look, const CastVote& command) {
  auto event = kept<VoteCast>(command);
  const auto* ballot = look.facts.ballot_at_hand();
  if (ballot == nullptr) return event;
  if (!event.subject) event.subject = ballot->subjects().front();
  const auto voter = voter_of(look, command);
  if (const auto* who = std::get_if<Voter>(&voter)) {
    event.voter = who->person;
    event.in_capacity = who->capacity;
    event.holder = who->holder;
  }
  event.receipt = receipt_of(vote_of(*ballot, event, look.setting.now));
  return event;
}

RollCorrected RollCorrected::from(const Look& look, const CorrectRoll& command) {
  auto event = kept<RollCorrected>(command);
  if (const auto* ballot = look.facts.open_ballot()) {
    event.ballot = ballot->number;
    event.after = ballot->arrived;
  }
  return event;
}

VoteReminded VoteReminded::from(const Look& look, const DeadlinePassed&) {
  VoteReminded event;
  if (const auto* ballot = look.facts.open_ballot()) {
    event.ballot = ballot->number;
    event.seats = seats_owing(*ballot, ballot->boxes.size());
  }
  return event;
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

void check(const CastVote& command, const engine::Setting&, engine::body::Reading& reading) {
  check_objectives(command.objectives, reading);
}

}  // namespace sec
