// What must hold after every step whatever the rows say: the properties of sec-rules 13.3, each with its sentence.
#include "workflows/sec/modification/invariants.hpp"

#include <algorithm>

#include "workflows/sec/modification/anytime/past.hpp"
#include "workflows/sec/modification/anytime/undoing.hpp"
#include "workflows/sec/modification/stages/implementation.hpp"
#include "workflows/sec/modification/states.hpp"

namespace sec {

namespace {
using Broken = std::optional<std::string>;

bool one_of(std::string_view state, std::initializer_list<std::string_view> states) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

Broken fast_track_skips_the_process(const StepTaken& step) {
  // One that an older program brought in as with the Authority, or sent back, goes on from there.
  const bool goes_on = is_in_process(step.from);
  if (step.after.path == Path::fast_track && is_in_process(step.to) && !goes_on)
    return "a Fast-Track Modification is never refined, reported, consulted on or voted on";
  return {};
}

Broken authority_decides_what_is_its_to_decide(const StepTaken& step) {
  const bool approved_now =
      step.to == PendingImplementation::name && one_of(step.from, {ChangeBoardVote::name, AppealWindow::name});
  if (approved_now && decided_by_authority(step.after.path))
    return "what the Authority determines is approved by the Authority alone";
  if (step.to == AuthorityDetermination::name && step.from == ChangeBoardVote::name &&
      step.after.path == Path::self_governance)
    return "a Self-Governance Modification does not go to the Authority for determination";
  return {};
}

Broken every_determination_follows_a_vote(const StepTaken& step) {
  if (step.to != AuthorityDetermination::name || step.from != ChangeBoardVote::name) return {};
  const bool voted = std::any_of(step.after.ballots.begin(), step.after.ballots.end(), [&](const auto& ballot) {
    return ballot->round == step.after.round && ballot->purpose == Purpose::final &&
           ballot->state == BallotState::closed;
  });
  return voted ? Broken{} : "a determination follows a vote of the same round";
}

Broken a_send_back_voids_the_round(const StepTaken& step) {
  if (step.to != SentBack::name || step.from == SentBack::name) return {};
  for (const auto& ballot : step.after.ballots)
    if (ballot->round == step.after.round && ballot->purpose != Purpose::ia_cost && ballot->state != BallotState::void_)
      return "a send-back makes the votes of its round void";
  return {};
}

Broken no_more_votes_than_seats(const StepTaken& step) {
  const auto* ballot = step.after.open_ballot();
  if (ballot == nullptr) return {};
  if (ballot->voted > ballot->filled) return "no more seats vote than are filled";
  if (ballot->complete > ballot->voted) return "who has voted on everything has voted";
  return {};
}

Broken at_most_one_ballot_is_open(const StepTaken& step) {
  const auto open = std::count_if(step.after.ballots.begin(), step.after.ballots.end(),
                                  [](const auto& one) { return one->state == BallotState::open; });
  if (open > 1) return "at most one ballot is open";
  if (open == 1 && !one_of(step.to, {Refinement::name, ChangeBoardVote::name}))
    return "a ballot is open only in Refinement and before the Change Board";
  return {};
}

Broken rounds_only_grow(const StepTaken& step) {
  return step.after.round >= step.before.round ? Broken{} : "rounds only grow";
}

Broken what_has_ended_stays_so(const StepTaken& step) {
  if (!one_of(step.from, {Withdrawn::name, Rejected::name, Reversed::name, ContinuedAsParts::name}) ||
      step.from == step.to)
    return {};
  return "what is withdrawn, rejected, overturned or split stays so";
}

Broken implemented_means_every_part(const StepTaken& step) {
  if (step.to != Implemented::name || step.event != PartImplemented::name) return {};
  const bool all = std::all_of(step.after.parts.begin(), step.after.parts.end(),
                               [](const auto& part) { return part.actual_on.has_value(); });
  return all ? Broken{} : "a modification is implemented when all its parts are";
}

Broken no_implementation_inside_a_window(const StepTaken& step) {
  if (step.to == PendingImplementation::name && step.after.window_ends)
    return "nothing is implemented while a referral window is open";
  return {};
}
}  // namespace

std::optional<std::string> broken_invariant(const StepTaken& step) {
  // A revoked step goes back to what held before it; a milestone tells of steps that were taken elsewhere.
  if (takes_back(step.event) || step.event == MilestoneRecorded::name) return {};
  for (const auto invariant :
       {fast_track_skips_the_process, authority_decides_what_is_its_to_decide, every_determination_follows_a_vote,
        a_send_back_voids_the_round, no_more_votes_than_seats, at_most_one_ballot_is_open, rounds_only_grow,
        what_has_ended_stays_so, implemented_means_every_part, no_implementation_inside_a_window})
    if (auto broken = invariant(step)) return broken;
  return {};
}

}  // namespace sec
