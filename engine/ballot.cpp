#include "engine/ballot.hpp"

#include <algorithm>
#include <stdexcept>

namespace engine {

namespace {
BlockOutcome outcome_of(int approve, int reject) {
  if (approve > reject) return BlockOutcome::approve;
  if (reject > approve) return BlockOutcome::reject;
  return approve > 0 ? BlockOutcome::tied : BlockOutcome::no_vote;
}

BlockTally& block_of(Tally& tally, const std::string& block) {
  const auto found =
      std::find_if(tally.blocks.begin(), tally.blocks.end(), [&](const auto& one) { return one.block == block; });
  return found != tally.blocks.end() ? *found : tally.blocks.emplace_back(BlockTally{block, 0, 0, 0, 0, {}});
}

void add(BlockTally& block, const SeatVote* vote) {
  if (vote == nullptr) ++block.not_voted;
  else if (vote->choice == BallotChoice::approve) ++block.approve;
  else if (vote->choice == BallotChoice::reject) ++block.reject;
  else ++block.abstain;
}

int total(const Tally& tally, int BlockTally::*what) {
  int sum = 0;
  for (const auto& block : tally.blocks) sum += block.*what;
  return sum;
}

int blocks_with(const Tally& tally, BlockOutcome outcome) {
  return static_cast<int>(
      std::count_if(tally.blocks.begin(), tally.blocks.end(), [&](const auto& b) { return b.outcome == outcome; }));
}

bool approves(const Tally& tally, std::string_view policy) {
  const auto for_it = blocks_with(tally, BlockOutcome::approve), against = blocks_with(tally, BlockOutcome::reject);
  if (policy == "category-majority") return for_it > against;
  if (policy == "member-majority") return total(tally, &BlockTally::approve) > total(tally, &BlockTally::reject);
  if (policy == "all-blocks") return for_it > 0 && against == 0 && blocks_with(tally, BlockOutcome::tied) == 0;
  throw std::invalid_argument("no such ballot policy: " + std::string(policy));
}
}  // namespace

const std::vector<std::string>& ballot_policies() {
  static const std::vector<std::string> names{"category-majority", "member-majority", "all-blocks"};
  return names;
}

Tally count(const std::vector<Seat>& roll, const std::vector<SeatVote>& votes, std::string_view policy,
            const std::vector<std::string>& blocks) {
  Tally tally;
  for (const auto& block : blocks) block_of(tally, block);
  for (const auto& seat : roll) {
    auto& block = block_of(tally, seat.block);
    const auto vote = std::find_if(votes.begin(), votes.end(), [&](const auto& one) { return one.seat == seat.seat; });
    if (vote != votes.end()) add(block, &*vote);
    else if (seat.holder) add(block, nullptr);
  }
  for (auto& block : tally.blocks) block.outcome = outcome_of(block.approve, block.reject);
  tally.outcome = approves(tally, policy) ? BlockOutcome::approve : BlockOutcome::reject;
  tally.inconclusive = total(tally, &BlockTally::approve) + total(tally, &BlockTally::reject) == 0;
  return tally;
}

int filled(const std::vector<Seat>& roll) {
  return static_cast<int>(
      std::count_if(roll.begin(), roll.end(), [](const auto& seat) { return seat.holder.has_value(); }));
}

int quorum(const std::vector<Seat>& roll, std::string_view rule) {
  if (rule == "half-of-filled-seats") return (filled(roll) + 1) / 2;
  if (rule == "none") return 0;
  throw std::invalid_argument("no such quorum rule: " + std::string(rule));
}

}  // namespace engine
