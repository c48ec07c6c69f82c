// An open vote: who votes for which seat, what a vote says, corrections of the roll, the reminder, a deferral.
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can be asked.

struct CastVote : Common {
  SEC_COMMAND("cast-vote", (by::any(by::member, by::secas)),
              "A seat of the Change Board votes; its last vote before the close counts (T51).");
  static constexpr bool any_version = true;
  static constexpr bool previews = false;  // no receipt without a vote
  std::string seat;
  Choice choice{};
  std::string reason;
  std::vector<ObjectiveView> objectives;
  std::optional<std::string> subject;
  std::optional<std::string> alternate;    // whose form SECAS records, if it is not the holder's
  std::optional<std::string> preference;   // the subject that the seat prefers, should several be approved
  std::optional<std::string> declaration;  // of an interest
};
BOOST_DESCRIBE_STRUCT(CastVote, (Common),
                      (seat, choice, reason, objectives, subject, alternate, preference, declaration))

struct CorrectRoll : Common {
  SEC_COMMAND("correct-roll", (by::manager),
              "A seat was frozen wrongly on the roll of the open vote: it is corrected, and that shows (T50).");
  std::string seat;
  std::optional<engine::Person> holder;
  std::optional<engine::Alternate> alternate;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(CorrectRoll, (Common), (seat, holder, alternate, reason))

struct DeferVote : Common {
  SEC_COMMAND("defer-vote", (by::a_body), "The Change Board puts its vote off (T20).");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(DeferVote, (Common), (reason))

// What can have happened.

struct VoteCast : Adds<CastVote, "vote-cast"> {
  std::string receipt;
  // Who voted, and for whom; not in older events.
  std::optional<engine::Person> voter;
  std::optional<engine::Capacity> in_capacity;
  std::optional<engine::Person> holder;
  static VoteCast from(const Look& look, const CastVote& command);
};
BOOST_DESCRIBE_STRUCT(VoteCast, (CastVote), (receipt, voter, in_capacity, holder))
Vote vote_of(const Ballot& ballot, const VoteCast& event, Time at);
struct RollCorrected : Adds<CorrectRoll, "roll-corrected"> {
  int ballot = 0;
  int after = 0;  // votes that had come before
  static RollCorrected from(const Look& look, const CorrectRoll& command);
};
BOOST_DESCRIBE_STRUCT(RollCorrected, (CorrectRoll), (ballot, after))
struct VoteReminded : Basics {
  static constexpr std::string_view name = "vote-reminded";
  int ballot = 0;
  std::vector<std::string> seats;  // that have not voted: for SECAS alone while the vote is open
  static VoteReminded from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(VoteReminded, (Basics), (ballot, seats))
struct VoteDeferred : Keeps<VoteDeferred, DeferVote, "vote-deferred"> {};

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(VoteCast);
SEC_APPLY(RollCorrected);
SEC_APPLY(VoteReminded);
SEC_APPLY(VoteDeferred);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

// While a vote is open, what it has brought is for SECAS alone: others read sentences that do not depend on it.
bool sees_votes(const Look& look);
std::string said(Time at);  // "16 April 2019 at 17:00 (2019-04-16T16:00:00Z)"
struct Voter {
  engine::Person person;
  engine::Capacity capacity{};
  engine::Person holder;
};
std::variant<Voter, std::string> voter_of(const Look& look, const CastVote& command);  // or why nobody votes so

SEC_FACT_GUARD(VoteIsOpen, "secas");
SEC_GUARD(HoldsTheSeat, "change-board-member", CastVote);
SEC_GUARD(SeatIsOnTheRoll, "secas", CastVote);
SEC_GUARD(SeatHasNotVotedItself, "change-board-member", CastVote);  // DEF 16.3: a seat's vote is the seat's
SEC_GUARD(SubjectIsOnTheBallot, "change-board-member", CastVote);
SEC_GUARD(MayVoteForTheSeat, "change-board-member", CastVote);  // 1.6.3: its holder, or the alternate in its place
SEC_GUARD(ObjectiveNamed, "change-board-member", CastVote);
SEC_GUARD(SeatCanBeCorrected, "secas-manager", CorrectRoll);
SEC_GUARD(SaysFromWhat, "secas", CastVote);
SEC_GUARD(FormAnswersThisVote, "secas", CastVote);  // DEF 16.3: not an earlier one, on another question
SEC_FACT_GUARD(VoteHasNotEnded, "secas");
struct ReminderIsDue : Passed<Watched::ballot_reminder> {};

// An objective is named once.
void check(const CastVote& command, const engine::Setting& setting, engine::body::Reading& reading);

// What it adds to the table.

using CastingCommands = engine::mp11::mp_list<CastVote, CorrectRoll, DeferVote>;
using CastingEvents = engine::mp11::mp_list<VoteCast, RollCorrected, VoteReminded, VoteDeferred>;

}  // namespace sec
