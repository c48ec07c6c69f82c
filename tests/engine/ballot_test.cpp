// Counting: the worked examples of the rules, each policy, preferences, and what can still change.
#include <doctest/doctest.h>

#include <numeric>
#include <random>
#include <stdexcept>

#include "engine/ballot.hpp"
#include "engine/ballot_bundle.hpp"
#include "engine/hash.hpp"

using namespace engine;

namespace {

const std::vector<std::string> blocks{"large", "small", "networks", "other", "consumers"};

struct Cast {
  int approve, reject, abstain;
};

struct Counted {
  std::vector<Seat> roll;
  Choices choices;

  void add(const std::string& block, std::optional<BallotChoice> choice, int weight = 1) {
    const auto name = block + "-" + std::to_string(roll.size() + 1);
    roll.push_back({name, block, weight, Person{name + "-holder", {}}, {}});
    choices.push_back(choice);
  }
  Tally under(const std::string& policy, std::optional<std::string> chair = {}) const {
    return count(roll, choices, {policy, blocks, std::move(chair)});
  }
};

Counted votes_of(const std::vector<Cast>& by_block) {
  Counted all;
  for (std::size_t i = 0; i < by_block.size(); ++i) {
    for (int n = 0; n < by_block[i].approve; ++n) all.add(blocks[i], BallotChoice::approve);
    for (int n = 0; n < by_block[i].reject; ++n) all.add(blocks[i], BallotChoice::reject);
    for (int n = 0; n < by_block[i].abstain; ++n) all.add(blocks[i], BallotChoice::abstain);
  }
  return all;
}

constexpr auto A = BlockOutcome::approve, R = BlockOutcome::reject, T = BlockOutcome::tied, N = BlockOutcome::no_vote;

}  // namespace

TEST_CASE("The worked examples of the category majority come out as they are written") {
  struct Example {
    std::vector<Cast> votes;
    std::vector<BlockOutcome> outcomes;
    BlockOutcome overall;
  };
  const Example examples[] = {{{{6, 0, 0}, {2, 0, 0}, {2, 0, 0}, {1, 0, 0}, {1, 0, 0}}, {A, A, A, A, A}, A},
                              {{{5, 2, 0}, {0, 2, 1}, {3, 0, 0}, {0, 0, 2}, {1, 0, 0}}, {A, R, A, N, A}, A},
                              {{{4, 4, 1}, {1, 0, 0}, {0, 3, 0}, {0, 0, 0}, {0, 1, 0}}, {T, A, R, N, R}, R},
                              {{{7, 0, 0}, {0, 1, 0}, {0, 2, 0}, {1, 1, 0}, {1, 0, 0}}, {A, R, R, T, A}, R},
                              {{{0, 0, 9}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}, {0, 0, 0}}, {N, N, N, N, N}, R}};
  for (const auto& example : examples) {
    const auto tally = votes_of(example.votes).under("category-majority");
    REQUIRE(tally.blocks.size() == blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      CAPTURE(blocks[i]);
      CHECK(tally.blocks[i].outcome == example.outcomes[i]);
      CHECK(tally.blocks[i].approve == example.votes[i].approve);
    }
    CHECK(tally.outcome == example.overall);
    CHECK(tally.inconclusive == (example.outcomes == std::vector(5, N)));
  }
}

TEST_CASE("The same votes come out differently under different policies") {
  // Large Suppliers carry it by number, and every other block is against it.
  const auto many = votes_of({{9, 0, 0}, {0, 1, 0}, {0, 1, 0}, {0, 1, 0}, {0, 0, 0}});
  CHECK(many.under("category-majority").outcome == R);
  CHECK(many.under("member-majority").outcome == A);
  CHECK(many.under("all-blocks").outcome == R);
  const auto all = votes_of({{2, 1, 0}, {1, 0, 0}, {0, 0, 2}, {1, 0, 0}, {0, 0, 0}});
  CHECK(all.under("all-blocks").outcome == A);  // blocks without a vote stand in nobody's way
  CHECK(votes_of({{1, 1, 0}, {1, 0, 0}}).under("all-blocks").outcome == R);
  CHECK(votes_of({}).under("all-blocks").outcome == R);
  CHECK_THROWS_AS(all.under("the-loudest"), std::invalid_argument);
  CHECK_THROWS_AS(quorum(3, "the-loudest"), std::invalid_argument);
}

TEST_CASE("Weights decide within each block, and every block that voted must approve") {
  Counted votes;
  votes.add("large", BallotChoice::approve, 5);
  votes.add("large", BallotChoice::reject, 2);
  votes.add("large", BallotChoice::reject, 2);
  votes.add("small", BallotChoice::approve, 1);
  const auto tally = votes.under("weighted-party");
  CHECK(tally.outcome == A);
  CHECK(tally.blocks[0].approve_weight == 5);
  CHECK(tally.blocks[0].reject_weight == 4);
  CHECK(votes.under("all-blocks").outcome == R);  // by heads they reject
  CHECK_FALSE(votes.under("all-blocks").blocks[0].approve_weight.has_value());
  votes.add("small", BallotChoice::reject, 1);
  CHECK(votes.under("weighted-party").outcome == R);  // tied
}

TEST_CASE("The chair's own vote decides a tie of the members, and nothing else does") {
  auto votes = votes_of({{2, 2, 1}});
  CHECK(votes.under("panel-majority-casting").outcome == R);  // no chair
  CHECK(votes.under("panel-majority-casting", votes.roll[0].seat).outcome == A);
  CHECK(votes.under("panel-majority-casting", votes.roll[0].seat).casting_vote == BallotChoice::approve);
  CHECK(votes.under("panel-majority-casting", votes.roll[2].seat).outcome == R);
  CHECK(votes.under("panel-majority-casting", votes.roll[4].seat).outcome == R);  // the chair abstained
  votes.add("large", BallotChoice::reject);
  const auto clear = votes.under("panel-majority-casting", votes.roll[0].seat);
  CHECK(clear.outcome == R);
  CHECK_FALSE(clear.casting_vote.has_value());
}

TEST_CASE("Of several approved subjects that of most blocks is carried; a tie is the first's") {
  auto votes = votes_of({{2, 0, 0}, {2, 0, 0}, {1, 0, 0}});
  const std::vector<std::string> subjects{"proposed", "cheaper", "later"};
  Tally approved = votes.under("category-majority"), rejected = approved;
  rejected.outcome = R;
  const std::vector all{approved, approved, approved};
  using Stated = std::vector<std::optional<std::size_t>>;
  CHECK(preferred(votes.roll, subjects, all, Stated(5)) == "proposed");
  CHECK(preferred(votes.roll, subjects, all, {1, 1, 0, 1, 1}) == "cheaper");  // small tied: no preference of that block
  CHECK(preferred(votes.roll, subjects, all, {1, 1, 0, 0, 2}) == "proposed");  // one block each
  CHECK(preferred(votes.roll, subjects, {rejected, approved, approved}, {1, 1, 2, 2, {}}) == "cheaper");
  CHECK(preferred(votes.roll, subjects, {rejected, approved, rejected}, {0, 0, 0, 0, 0}) == "cheaper");
  CHECK_FALSE(preferred(votes.roll, subjects, {rejected, rejected, rejected}, {1, 1, 1, 1, 1}).has_value());
}

TEST_CASE("A quorum is half of the filled seats, rounded up") {
  CHECK(quorum(23, "half-of-filled-seats") == 12);
  CHECK(quorum(22, "half-of-filled-seats") == 11);
  CHECK(quorum(1, "half-of-filled-seats") == 1);
  CHECK(quorum(23, "none") == 0);
}

namespace {
// Whether every way in which the rest may vote ends alike.
bool settled_by_trying_all(const Counted& votes, const std::string& policy, const std::string& chair) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < votes.choices.size(); ++i)
    if (!votes.choices[i]) open.push_back(i);
  auto tried = votes;
  std::size_t ways = 1;
  for (std::size_t i = 0; i < open.size(); ++i) ways *= 4;
  std::optional<BlockOutcome> first;
  for (std::size_t way = 0; way < ways; ++way) {
    auto rest = way;
    for (const auto place : open) {
      tried.choices[place] = rest % 4 == 3 ? std::nullopt : std::optional(static_cast<BallotChoice>(rest % 4));
      rest /= 4;
    }
    const auto outcome = tried.under(policy, chair).outcome;
    if (first && *first != outcome) return false;
    first = outcome;
  }
  return true;
}
}  // namespace

TEST_CASE("A vote is settled exactly when no way in which the rest may vote turns it, under every policy") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
  int settled_ones = 0;
  for (int i = 0; i < 300; ++i) {
    Counted votes;
    const int seats = 3 + below(6);
    int open = 0;
    for (int seat = 0; seat < seats; ++seat) {
      const bool waits = open < 4 && below(3) == 0;
      open += waits;
      votes.add(blocks[static_cast<std::size_t>(below(3))],
                waits ? std::nullopt : std::optional(static_cast<BallotChoice>(below(3))), 1 + below(4));
    }
    const auto chair = votes.roll[static_cast<std::size_t>(below(seats))].seat;
    for (const auto& policy : ballot_policies()) {
      CAPTURE(policy);
      const bool by_all = settled_by_trying_all(votes, policy, chair);
      settled_ones += by_all;
      REQUIRE(settled(votes.roll, votes.choices, {policy, blocks, chair}) == by_all);
    }
  }
  CHECK(settled_ones > 0);
}

TEST_CASE("A mandate holds on its days, and without bounds on all") {
  const auto day = [](unsigned d) { return Date{std::chrono::year{2019}, std::chrono::March, std::chrono::day{d}}; };
  CHECK(covers({"a", {}, {}, {}}, day(1)));
  CHECK(covers({"a", {}, day(5), day(6)}, day(5)));
  CHECK(covers({"a", {}, day(5), day(6)}, day(6)));
  CHECK_FALSE(covers({"a", {}, day(5), day(6)}, day(4)));
  CHECK_FALSE(covers({"a", {}, day(5), day(6)}, day(7)));
}

TEST_CASE("A record that is nested without end is none, however its hash was made, and the sentence says so") {
  const auto of = [](const std::string& ballot) {
    return engine::fault_in_bundle(R"({"sha256":")" + engine::sha256_hex(ballot) + R"(","ballot":)" + ballot + "}\n");
  };
  for (const std::size_t deep : {40, 300'000})
    for (const std::string before : {"", R"({"format":)", R"({"frozen":{"roll":[)"}) {
      const auto fault = of(before + std::string(deep, '[') + std::string(deep, ']'));
      REQUIRE(fault);
      CHECK(fault->find("nested more than 32 deep") != std::string::npos);
    }
  CHECK(of("[[[]]]").value_or("").find("nested") == std::string::npos);
}
