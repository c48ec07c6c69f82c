// Counting: a roll of seats in blocks, what each of them chose, and named policies that turn that into an outcome.
// Knows no body and no code. What is counted here is counted a second time by tools/verify-ballot.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/describe.hpp>

#include "engine/types.hpp"

namespace engine {

struct Person {
  std::string id;
  std::optional<std::string> name;
  bool operator==(const Person&) const = default;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name))

// Who may act for a seat's holder, on the days of the mandate; null: without a first or a last day.
struct Alternate {
  std::string id;
  std::optional<std::string> name;
  std::optional<Date> from;
  std::optional<Date> until;
  bool operator==(const Alternate&) const = default;
};
BOOST_DESCRIBE_STRUCT(Alternate, (), (id, name, from, until))
bool covers(const Alternate& alternate, Date day);

// A seat as it stood when a roll was frozen. No holder: vacant.
struct Seat {
  std::string seat;
  std::string block;
  int weight = 1;  // looked at by weighted-party alone
  std::optional<Person> holder;
  std::optional<Alternate> alternate;
};
BOOST_DESCRIBE_STRUCT(Seat, (), (seat, block, weight, holder, alternate))

using SeatIndex = std::unordered_map<std::string, std::size_t>;  // the place of each seat in its roll
SeatIndex index_of(const std::vector<Seat>& roll);

enum class BallotChoice { approve, reject, abstain };
BOOST_DESCRIBE_ENUM(BallotChoice, approve, reject, abstain)

// What each seat of a roll chose, by its place there; nothing: it has not voted.
using Choices = std::vector<std::optional<BallotChoice>>;

enum class BlockOutcome { approve, reject, tied, no_vote };
BOOST_DESCRIBE_ENUM(BlockOutcome, approve, reject, tied, no_vote)

struct BlockTally {
  std::string block;
  int approve = 0;
  int reject = 0;
  int abstain = 0;
  int not_voted = 0;  // filled seats without a vote
  // Under weighted-party alone: the sums that decide.
  std::optional<std::int64_t> approve_weight;
  std::optional<std::int64_t> reject_weight;
  BlockOutcome outcome{};
  bool operator==(const BlockTally&) const = default;
};
BOOST_DESCRIBE_STRUCT(BlockTally, (),
                      (block, approve, reject, abstain, not_voted, approve_weight, reject_weight, outcome))

struct Tally {
  std::vector<BlockTally> blocks;
  BlockOutcome outcome{};                    // approve or reject
  bool inconclusive = false;                 // nobody voted either way
  std::optional<BallotChoice> casting_vote;  // the chair's, if it decided a tie
  bool operator==(const Tally&) const = default;
};
BOOST_DESCRIBE_STRUCT(Tally, (), (blocks, outcome, inconclusive, casting_vote))

struct CountingRules {
  std::string policy;                // one of ballot_policies()
  std::vector<std::string> blocks;   // in which order to print them; blocks that it does not name follow
  std::optional<std::string> chair;  // the seat whose own vote decides a tie under panel-majority-casting
};

// category-majority       more blocks approve than reject; ties and blocks without a vote count for neither side
// member-majority         more seats approve than reject
// all-blocks              every block that voted approves, and one did
// weighted-party          the same, each block by the weights of its seats instead of their number
// panel-majority-casting  more seats approve than reject; the chair's own vote decides a tie
const std::vector<std::string>& ballot_policies();
// In time linear in the seats. Throws std::invalid_argument for a policy that is not one of ours.
Tally count(const std::vector<Seat>& roll, const Choices& choices, const CountingRules& rules);
// Whether those that have not voted can still turn the outcome, if nobody changes a vote.
bool settled(const std::vector<Seat>& roll, const Choices& choices, const CountingRules& rules);

// Which of several approved subjects is carried: within each block the approved one that most seats prefer, then the
// one of most blocks; a tie goes to the first subject (the proposed solution) if it is approved, else to the first
// approved. Nothing: none is approved. `preferences`: by place in the roll, a place in `subjects`; nothing: none
// stated.
std::optional<std::string> preferred(const std::vector<Seat>& roll, const std::vector<std::string>& subjects,
                                     const std::vector<Tally>& tallies,
                                     const std::vector<std::optional<std::size_t>>& preferences);

int filled(const std::vector<Seat>& roll);
const std::vector<std::string>& quorum_rules();  // "half-of-filled-seats", "none"
// Half rounds up. Throws std::invalid_argument likewise.
int quorum(int filled, std::string_view rule);

}  // namespace engine
