// A form that came in time and is entered after the close: until somebody acts on the count, it is counted again.
#pragma once

#include "workflows/sec/modification/vote/vote.hpp"

namespace sec {

// What can have happened.

// A vote of a ballot that was counted, and both counts; an outcome that flips is what the Board decided, or recommends.
struct BallotRecounted : VoteCast {
  static constexpr std::string_view name = ballot_recounted;
  static constexpr bool leaves_the_count_alone = true;  // further forms may follow
  int ballot = 0;
  Verdict outcome{};  // from now on
  engine::BallotCount before;
  engine::BallotCount after;
  // Of a decision under self-governance that flipped.
  std::optional<Date> published_on;
  std::optional<Time> window_ends;
  std::optional<Counting> counted;
  static BallotRecounted from(const Look& look, const CastVote& command);
  bool flips() const { return before.preferred != after.preferred; }
};
BOOST_DESCRIBE_STRUCT(BallotRecounted, (VoteCast), (ballot, outcome, before, after, published_on, window_ends, counted))

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(BallotRecounted);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_FACT_GUARD(LastVoteWasCounted, "secas");
SEC_FACT_GUARD(NobodyActedOnTheCount, "secas");
SEC_GUARD(FormCameInTime, "change-board-member", CastVote);

// What it adds to the table.

using LateFormEvents = engine::mp11::mp_list<BallotRecounted>;

}  // namespace sec
