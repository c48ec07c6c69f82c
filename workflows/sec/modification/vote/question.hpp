// Opening a vote: which body votes, on what question, and the roll and the documents that are frozen with it.
#pragma once

#include "workflows/sec/body/facts.hpp"
#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can be asked.

struct OpenVote : Common {
  SEC_COMMAND("open-vote", (by::secas), "A vote of the Change Board is opened on the roll of that day (T50).");
  Purpose purpose{};
  VoteMode mode{};
  std::optional<Time> closes_at;
  std::vector<std::string> subjects;
  std::optional<std::string> question;  // default: what the purpose asks of this modification
  std::optional<Body> body;             // the Change Board, or the Panel in its place
  std::optional<Text> reason;           // why the Panel votes in place of the Board
};
BOOST_DESCRIBE_STRUCT(OpenVote, (Common), (purpose, mode, closes_at, subjects, question, body, reason))

// What can have happened.

struct RollSeat {  // as rolls were written before the whole question was frozen with them
  std::string seat;
  std::string block;
  std::optional<std::string> holder;
  std::optional<std::string> alternate;
};
BOOST_DESCRIBE_STRUCT(RollSeat, (), (seat, block, holder, alternate))
struct VoteOpened : Adds<OpenVote, "vote-opened"> {
  std::optional<Time> closing;
  std::optional<Time> reminder;
  std::optional<Counting> counted;
  std::string policy;
  std::string quorum_rule;
  std::vector<RollSeat> roll;  // in older events alone
  std::string roll_hash;       // the SHA-256 of engine::frozen_text(frozen)
  std::optional<engine::FrozenBallot> frozen;
  static VoteOpened from(const Look& look, const OpenVote& command);
};
BOOST_DESCRIBE_STRUCT(VoteOpened, (OpenVote),
                      (closing, reminder, counted, policy, quorum_rule, roll, roll_hash, frozen))
Time reminder_of(const engine::Setting& setting, Time closing);  // when seats that have not voted are reminded of it
// Nothing: the vote has none, or it would have come already.
std::optional<Time> reminder_before(const std::optional<Time>& closing, VoteMode mode, const engine::Setting& setting);

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(VoteOpened);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

Body body_that_votes(const Look& look, const OpenVote& command);
const body::Facts* voting_body(const Look& look, const OpenVote& command);  // nullptr: nobody handed it in

SEC_FACT_GUARD(NoVoteIsOpen, "secas");
SEC_FACT_GUARD(SeatsAreFilled, "secas");
SEC_GUARD(PurposeFitsTheStage, "secas", OpenVote);
SEC_GUARD(CostIsPriced, "dcc", OpenVote);  // F7: the Preliminary Assessment names the price
SEC_GUARD(ClosingAllowed, "secas", OpenVote);
SEC_GUARD(SubjectsExist, "secas", OpenVote);
SEC_GUARD(BodyVotesThatWay, "secas", OpenVote);
SEC_GUARD(ModeIsTheOneAgreed, "panel-secretary", OpenVote);
SEC_GUARD(BodyIsTheRightOne, "secas", OpenVote);  // DEF 9: the Panel in place of the Board, with its reason

// What it adds to the table.

using QuestionCommands = engine::mp11::mp_list<OpenVote>;
using QuestionEvents = engine::mp11::mp_list<VoteOpened>;

}  // namespace sec
