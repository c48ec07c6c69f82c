// What must hold after every step whatever the rows say: the properties of sec-rules 13.3, each with its sentence.
#include "workflows/sec/modification/invariants.hpp"

#include <algorithm>

#include "workflows/sec/modification/anytime/past.hpp"
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/stages/implementation.hpp"
#include "workflows/sec/modification/states.hpp"

namespace sec {

namespace {
using Broken = std::optional<std::string>;

bool one_of(std::string_view state, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

Broken fast_track_skips_the_process(const Change& change) {
  // One that an older program brought in as with the Authority, or sent back, goes on from there.
  const bool goes_on = change.to == AuthorityDetermination::name || change.to == SentBack::name;
  if (change.after.path == Path::fast_track && is_in_process(change.to) && !goes_on)
    return "a Fast-Track Modification is never refined, reported, consulted on or voted on";
  return {};
}

Broken authority_decides_what_is_its_to_decide(const Change& change) {
  const bool approved_now =
      change.to == PendingImplementation::name && one_of(change.from, {ChangeBoardVote::name, AppealWindow::name});
  if (approved_now && decided_by_authority(change.after.path))
    return "what the Authority determines is approved by the Authority alone";
  if (change.to == AuthorityDetermination::name && change.from == ChangeBoardVote::name &&
      change.after.path == Path::self_governance)
    return "a Self-Governance Modification does not go to the Authority for determination";
  return {};
}

Broken every_determination_follows_a_vote(const Change& change) {
  if (change.to != AuthorityDetermination::name || change.from != ChangeBoardVote::name) return {};
  const bool voted = std::any_of(change.after.ballots.begin(), change.after.ballots.end(), [&](const auto& ballot) {
    return ballot->round == change.after.round && ballot->purpose == Purpose::final &&
           ballot->state == BallotState::closed;
  });
  return voted ? Broken{} : "a determination follows a vote of the same round";
}

Broken a_send_back_voids_the_round(const Change& change) {
  if (change.to != SentBack::name || change.from == SentBack::name) return {};
  for (const auto& ballot : change.after.ballots)
    if (ballot->round == change.after.round && ballot->purpose != Purpose::ia_cost &&
        ballot->state != BallotState::void_)
      return "a send-back makes the votes of its round void";
  return {};
}

Broken no_more_votes_than_seats(const Change& change) {
  const auto* ballot = change.after.open_ballot();
  if (ballot == nullptr) return {};
  if (ballot->voted > ballot->filled) return "no more seats vote than are filled";
  if (ballot->complete > ballot->voted) return "who has voted on everything has voted";
  return {};
}

Broken at_most_one_ballot_is_open(const Change& change) {
  const auto open = std::count_if(change.after.ballots.begin(), change.after.ballots.end(),
                                  [](const auto& one) { return one->state == BallotState::open; });
  if (open > 1) return "at most one ballot is open";
  if (open == 1 && !one_of(change.to, {Refinement::name, ChangeBoardVote::name}))
    return "a ballot is open only in Refinement and before the Change Board";
  return {};
}

Broken rounds_only_grow(const Change& change) {
  return change.after.round >= change.before.round ? Broken{} : "rounds only grow";
}

Broken nothing_ends_but_by_a_row_out_of_it(const Change& change) {
  if (!one_of(change.from, {Withdrawn::name, Rejected::name, Reversed::name}) || change.from == change.to) return {};
  return "what is withdrawn, rejected or overturned stays so";
}

Broken implemented_means_every_part(const Change& change) {
  if (change.to != Implemented::name || change.event != PartImplemented::name) return {};
  const bool all = std::all_of(change.after.parts.begin(), change.after.parts.end(),
                               [](const auto& part) { return part.actual_on.has_value(); });
  return all ? Broken{} : "a modification is implemented when all its parts are";
}

Broken no_implementation_inside_a_window(const Change& change) {
  if (change.to == PendingImplementation::name && change.after.window_ends)
    return "nothing is implemented while a referral window is open";
  return {};
}
}  // namespace

std::optional<std::string> broken_invariant(const Change& change) {
  // A revoked step goes back to what held before it; a milestone tells of steps that were taken elsewhere.
  if (change.event == StepRevoked::name || change.event == MilestoneRecorded::name) return {};
  for (const auto invariant :
       {fast_track_skips_the_process, authority_decides_what_is_its_to_decide, every_determination_follows_a_vote,
        a_send_back_voids_the_round, no_more_votes_than_seats, at_most_one_ballot_is_open, rounds_only_grow,
        nothing_ends_but_by_a_row_out_of_it, implemented_means_every_part, no_implementation_inside_a_window})
    if (auto broken = invariant(change)) return broken;
  return {};
}

}  // namespace sec
