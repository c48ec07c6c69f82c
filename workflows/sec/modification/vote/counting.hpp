// A vote is closed: whether there is a quorum, what was counted, what follows; and a vote that is opened again.
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can be asked.

struct CloseVote : Common {
  SEC_COMMAND("close-vote", (by::secas), "The vote is closed and counted (T22, T23, T52).");
  static constexpr bool previews = false;  // nobody sees the count of an open vote
  std::optional<Date> published_on;
};
BOOST_DESCRIBE_STRUCT(CloseVote, (Common), (published_on))

struct ReopenVote : Common {
  SEC_COMMAND("reopen-vote", (by::a_body),
              "The modification goes back to the Change Board before anybody acted on its vote (T53).");
  Text reason;
};
BOOST_DESCRIBE_STRUCT(ReopenVote, (Common), (reason))

// What can have happened.

// A ballot that was counted, whatever it was about.
struct Counted : Basics {
  std::optional<BodyDecision> decision;
  int ballot = 0;
  std::vector<engine::Tally> tallies;
  Verdict outcome{};
  // Under which rule, on which roll; not in older events.
  std::optional<std::string> policy;
  std::optional<std::string> roll_hash;
  std::optional<engine::QuorumCount> quorum;
  std::optional<std::string> preferred;
  std::optional<std::string> inquorate;  // "3 of 12", if it was counted without a quorum
  std::optional<Time> late_forms_until;  // forms that came in time may be entered
  std::optional<Counting> late_counted;  // how that was counted; not in older events
};
BOOST_DESCRIBE_STRUCT(Counted, (Basics),
                      (decision, ballot, tallies, outcome, policy, roll_hash, quorum, preferred, inquorate,
                       late_forms_until, late_counted))
struct VoteDecided : Counted {  // under self-governance: it is the decision
  static constexpr std::string_view name = "vote-decided";
  Date published_on{};
  Time window_ends{};
  std::optional<Counting> counted;
  static VoteDecided from(const Look& look, const CloseVote& command);
  static VoteDecided from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(VoteDecided, (Counted), (published_on, window_ends, counted))
struct SentToAuthority : Counted {  // otherwise it is a recommendation
  static constexpr std::string_view name = "sent-to-authority";
  Time target{};
  std::optional<Counting> counted;
  static SentToAuthority from(const Look& look, const CloseVote& command);
  static SentToAuthority from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(SentToAuthority, (Counted), (target, counted))
struct IaCostVoted : Counted {
  static constexpr std::string_view name = "ia-cost-voted";
  bool before_consultation_end = false;
  static IaCostVoted from(const Look& look, const CloseVote& command);
  static IaCostVoted from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(IaCostVoted, (Counted), (before_consultation_end))
struct LegalTextVoted : Counted {
  static constexpr std::string_view name = "legal-text-voted";
  static LegalTextVoted from(const Look& look, const CloseVote& command);
  static LegalTextVoted from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(LegalTextVoted, (Counted), ())
struct VoteInquorate : Basics {
  static constexpr std::string_view name = "vote-inquorate";
  int ballot = 0;
  static VoteInquorate from(const Look& look, const CloseVote& command);
  static VoteInquorate from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(VoteInquorate, (Basics), (ballot))
struct VoteExtended : Basics {
  static constexpr std::string_view name = "vote-extended";
  int ballot = 0;
  Time closing{};
  std::optional<Time> reminder;
  std::optional<Counting> counted;
  static VoteExtended from(const Look& look, const CloseVote& command);
  static VoteExtended from(const Look& look, const DeadlinePassed& command);
};
BOOST_DESCRIBE_STRUCT(VoteExtended, (Basics), (ballot, closing, reminder, counted))
struct VoteReopened : Keeps<VoteReopened, ReopenVote, "vote-reopened"> {};

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(VoteDecided);
SEC_APPLY(SentToAuthority);
SEC_APPLY(IaCostVoted);
SEC_APPLY(LegalTextVoted);
SEC_APPLY(VoteInquorate);
SEC_APPLY(VoteExtended);
SEC_APPLY(VoteReopened);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_FACT_GUARD(VoteMayClose, "secas");
SEC_FACT_GUARD(FinalVote, "secas");
SEC_FACT_GUARD(LegalTextVote, "secas");
SEC_FACT_GUARD(IaCostVote, "secas");
SEC_FACT_GUARD(CountsNow, "change-board-member");  // quorum met, or by correspondence extended once already
SEC_FACT_GUARD(InquorateAtAMeeting, "change-board-member");
SEC_FACT_GUARD(InquorateByCorrespondence, "change-board-member");
SEC_FACT_GUARD(DecidedUnderSelfGovernance, "panel-secretary");
SEC_FACT_GUARD(DecidedByTheAuthority, "panel-secretary");
SEC_FACT_GUARD(NobodyActedOnTheVote, "authority");
struct FinalBallotEnded : Passed<Watched::final_ballot> {};
struct IaCostBallotEnded : Passed<Watched::ia_cost_ballot> {};

// What it adds to the table.

using CountingCommands = engine::mp11::mp_list<CloseVote, ReopenVote>;
using CountingEvents = engine::mp11::mp_list<SentToAuthority, VoteDecided, LegalTextVoted, IaCostVoted, VoteInquorate,
                                             VoteExtended, VoteReopened>;

}  // namespace sec
