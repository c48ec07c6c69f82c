// What is remembered of a body: its seats with dates, its quorum, its counting policy and the ways it may vote.
#pragma once

#include "engine/ballot.hpp"
#include "engine/many.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec::body {

struct BodySeat {
  std::string seat;
  std::string block;
  int weight = 1;  // for counting by weight
  // The first and the last day of the seat itself; null: not bounded.
  std::optional<Date> seat_from;
  std::optional<Date> seat_until;
  std::optional<engine::Person> holder;  // null: vacant
  // The first and the last day of the holder's term.
  std::optional<Date> from;
  std::optional<Date> until;
  std::optional<engine::Alternate> alternate;
};
BOOST_DESCRIBE_STRUCT(BodySeat, (), (seat, block, weight, seat_from, seat_until, holder, from, until, alternate))

// Somebody's term that is over, and was not by its own last day: they left the seat, another took it, or it is gone.
struct FormerTerm {
  BodySeat seat;
  Date last{};  // on which they sat
};

struct Facts {
  std::string id;
  std::string name;
  std::string quorum = "half-of-filled-seats";
  std::string policy = "category-majority";
  std::vector<VoteMode> modes{VoteMode::meeting, VoteMode::correspondence};
  std::optional<std::string> chair;  // the seat that casts the deciding vote if the policy has one
  engine::Many<BodySeat> seats;      // shared between the versions: large bodies change seat by seat
  engine::Many<FormerTerm> former;

  const BodySeat* seat(std::string_view name) const;  // nullptr: there is none
};

const Facts& facts_of(const engine::Case& body);

// The seats that there are on a day, with who holds them then and their alternates whose mandate has not ended.
std::vector<engine::Seat> roll_on(const Facts& facts, Date day);
// The same of a day that is past, with those who have left since.
std::vector<engine::Seat> sat_on(const Facts& facts, Date day);

// The blocks of a body in the order in which its votes are printed (sec-rules 1.6.4); those not named here follow.
const std::vector<std::string>& blocks_of(std::string_view body);

}  // namespace sec::body
