// Counts votes by blocks and policies, says what can still change, and finds the preferred subject.
#include "engine/ballot.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace engine {

bool covers(const Alternate& alternate, Date day) {
  return (!alternate.from || *alternate.from <= day) && (!alternate.until || day <= *alternate.until);
}

SeatIndex index_of(const std::vector<Seat>& roll) {
  SeatIndex index;
  index.reserve(roll.size());
  for (std::size_t i = 0; i < roll.size(); ++i) index.emplace(roll[i].seat, i);
  return index;
}

namespace {
BlockOutcome outcome_of(std::int64_t approve, std::int64_t reject) {
  if (approve > reject) return BlockOutcome::approve;
  if (reject > approve) return BlockOutcome::reject;
  return approve > 0 ? BlockOutcome::tied : BlockOutcome::no_vote;
}

// The blocks by name, made when they are first asked for.
class Blocks {
 public:
  Blocks(const std::vector<std::string>& order, bool weighted) : weighted_(weighted) {
    for (const auto& block : order) place_of(block);
  }
  BlockTally& operator[](const std::string& block) { return blocks_[place_of(block)]; }

  std::vector<BlockTally> finish() {
    for (auto& one : blocks_)
      one.outcome =
          weighted_ ? outcome_of(*one.approve_weight, *one.reject_weight) : outcome_of(one.approve, one.reject);
    return std::move(blocks_);
  }
  bool weighted() const { return weighted_; }

 private:
  std::size_t place_of(const std::string& block) {
    const auto [found, fresh] = places_.try_emplace(block, blocks_.size());
    if (fresh) {
      blocks_.push_back({block, 0, 0, 0, 0, {}, {}, {}});
      if (weighted_) blocks_.back().approve_weight = blocks_.back().reject_weight = 0;
    }
    return found->second;
  }

  const bool weighted_;
  std::vector<BlockTally> blocks_;
  std::unordered_map<std::string, std::size_t> places_;
};

void add(BlockTally& block, const Seat& seat, BallotChoice choice) {
  if (choice == BallotChoice::approve) ++block.approve;
  else if (choice == BallotChoice::reject) ++block.reject;
  else ++block.abstain;
  if (block.approve_weight && choice == BallotChoice::approve) *block.approve_weight += seat.weight;
  if (block.reject_weight && choice == BallotChoice::reject) *block.reject_weight += seat.weight;
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

std::optional<BallotChoice> choice_of(const std::vector<Seat>& roll, const Choices& choices,
                                      const std::optional<std::string>& name) {
  if (!name) return {};
  for (std::size_t i = 0; i < roll.size(); ++i)
    if (roll[i].seat == *name) return choices[i];
  return {};
}

bool approves(const Tally& tally, std::string_view policy) {
  const auto for_it = blocks_with(tally, BlockOutcome::approve), against = blocks_with(tally, BlockOutcome::reject);
  if (policy == "category-majority") return for_it > against;
  if (policy == "all-blocks" || policy == "weighted-party")
    return for_it > 0 && against == 0 && blocks_with(tally, BlockOutcome::tied) == 0;
  if (policy != "member-majority" && policy != "panel-majority-casting")
    throw std::invalid_argument("no such ballot policy: " + std::string(policy));
  return total(tally, &BlockTally::approve) > total(tally, &BlockTally::reject) ||
         tally.casting_vote == BallotChoice::approve;
}
}  // namespace

const std::vector<std::string>& ballot_policies() {
  static const std::vector<std::string> names{"category-majority", "member-majority", "all-blocks", "weighted-party",
                                              "panel-majority-casting"};
  return names;
}

Tally count(const std::vector<Seat>& roll, const Choices& choices, const CountingRules& rules) {
  Blocks blocks(rules.blocks, rules.policy == "weighted-party");
  for (std::size_t i = 0; i < roll.size(); ++i) {
    auto& block = blocks[roll[i].block];
    if (choices[i]) add(block, roll[i], *choices[i]);
    else if (roll[i].holder) ++block.not_voted;
  }
  Tally tally;
  tally.blocks = blocks.finish();
  const auto approving = total(tally, &BlockTally::approve), rejecting = total(tally, &BlockTally::reject);
  tally.inconclusive = approving + rejecting == 0;
  if (rules.policy == "panel-majority-casting" && approving == rejecting) {
    const auto chair = choice_of(roll, choices, rules.chair);
    if (chair && *chair != BallotChoice::abstain) tally.casting_vote = chair;
  }
  tally.outcome = approves(tally, rules.policy) ? BlockOutcome::approve : BlockOutcome::reject;
  return tally;
}

// Every policy is monotone: one more approval never turns an approval away, one more rejection never brings one about.
bool settled(const std::vector<Seat>& roll, const Choices& choices, const CountingRules& rules) {
  auto best = choices, worst = choices;
  for (std::size_t i = 0; i < roll.size(); ++i) {
    if (choices[i] || !roll[i].holder) continue;
    best[i] = BallotChoice::approve;
    worst[i] = BallotChoice::reject;
  }
  return count(roll, best, rules).outcome == count(roll, worst, rules).outcome;
}

namespace {
// The one place with the highest number; nothing when two share it, or when there is nothing.
std::optional<std::size_t> leader(const std::vector<int>& counts) {
  const auto most = std::max_element(counts.begin(), counts.end());
  if (most == counts.end() || *most == 0 || std::count(counts.begin(), counts.end(), *most) > 1) return {};
  return static_cast<std::size_t>(most - counts.begin());
}
}  // namespace

std::optional<std::string> preferred(const std::vector<Seat>& roll, const std::vector<std::string>& subjects,
                                     const std::vector<Tally>& tallies,
                                     const std::vector<std::optional<std::size_t>>& preferences) {
  const auto approved = [&](std::size_t subject) { return tallies.at(subject).outcome == BlockOutcome::approve; };
  std::optional<std::size_t> first;
  for (std::size_t i = subjects.size(); i > 0; --i)
    if (approved(i - 1)) first = i - 1;
  if (!first) return {};
  std::map<std::string_view, std::vector<int>> by_block;
  for (std::size_t i = 0; i < roll.size(); ++i) {
    if (!preferences[i] || !approved(*preferences[i])) continue;
    auto& counts = by_block[roll[i].block];
    counts.resize(subjects.size());
    ++counts[*preferences[i]];
  }
  std::vector<int> blocks(subjects.size());
  for (const auto& [_, counts] : by_block)
    if (const auto ahead = leader(counts)) ++blocks[*ahead];
  return subjects[leader(blocks).value_or(*first)];
}

int filled(const std::vector<Seat>& roll) {
  return static_cast<int>(
      std::count_if(roll.begin(), roll.end(), [](const auto& seat) { return seat.holder.has_value(); }));
}

const std::vector<std::string>& quorum_rules() {
  static const std::vector<std::string> names{"half-of-filled-seats", "none"};
  return names;
}

int quorum(int filled, std::string_view rule) {
  if (rule == "half-of-filled-seats") return (filled + 1) / 2;
  if (rule == "none") return 0;
  throw std::invalid_argument("no such quorum rule: " + std::string(rule));
}

}  // namespace engine
