// Counting: a roll of seats in blocks, votes, and named policies that turn them into an outcome. Knows no body and no
// code.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace engine {

// A seat as it stood when a roll was frozen. No holder: vacant.
struct Seat {
  std::string seat;
  std::string block;
  std::optional<std::string> holder;
  std::optional<std::string> alternate;
};
BOOST_DESCRIBE_STRUCT(Seat, (), (seat, block, holder, alternate))

enum class BallotChoice { approve, reject, abstain };

struct SeatVote {
  std::string_view seat;
  BallotChoice choice{};
};

enum class BlockOutcome { approve, reject, tied, no_vote };
BOOST_DESCRIBE_ENUM(BlockOutcome, approve, reject, tied, no_vote)

struct BlockTally {
  std::string block;
  int approve = 0;
  int reject = 0;
  int abstain = 0;
  int not_voted = 0;  // filled seats without a vote
  BlockOutcome outcome{};
};
BOOST_DESCRIBE_STRUCT(BlockTally, (), (block, approve, reject, abstain, not_voted, outcome))

struct Tally {
  std::vector<BlockTally> blocks;
  BlockOutcome outcome{};     // approve or reject
  bool inconclusive = false;  // nobody voted either way
};
BOOST_DESCRIBE_STRUCT(Tally, (), (blocks, outcome, inconclusive))

// The names of the policies: "category-majority", "member-majority", "all-blocks".
const std::vector<std::string>& ballot_policies();
// Counts one vote a seat: the caller gives the last of each. `blocks`: in which order to print them; blocks of the roll
// that it does not name follow. Throws std::invalid_argument for a policy that is not one of ours.
Tally count(const std::vector<Seat>& roll, const std::vector<SeatVote>& votes, std::string_view policy,
            const std::vector<std::string>& blocks = {});
// "half-of-filled-seats": vacant seats do not count, half rounds up. Throws std::invalid_argument likewise.
int quorum(const std::vector<Seat>& roll, std::string_view rule);
int filled(const std::vector<Seat>& roll);

}  // namespace engine
