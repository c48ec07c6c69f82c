// What is remembered of a body: its seats with dates, its quorum, its counting policy and the ways it may vote.
#pragma once

#include "engine/ballot.hpp"
#include "workflows/sec/words.hpp"

namespace sec::body {

struct Person {
  std::string id;
  std::optional<std::string> name;
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name))

struct Alternate {
  std::string id;
  std::optional<std::string> name;
  std::optional<Date> from;
  std::optional<Date> until;
};
BOOST_DESCRIBE_STRUCT(Alternate, (), (id, name, from, until))

struct BodySeat {
  std::string seat;
  std::string block;
  std::optional<Person> holder;  // null: vacant
  std::optional<Date> from;
  std::optional<Date> until;  // the last day of the holder's term
  std::optional<Alternate> alternate;
};
BOOST_DESCRIBE_STRUCT(BodySeat, (), (seat, block, holder, from, until, alternate))

struct Facts {
  std::string name;
  std::string quorum = "half-of-filled-seats";
  std::string policy = "category-majority";
  std::vector<VoteMode> modes{VoteMode::meeting, VoteMode::correspondence};
  std::vector<BodySeat> seats;

  const BodySeat* seat(std::string_view name) const;  // nullptr: there is none
};

const Facts& facts_of(const engine::Case& body);

// The seats with who holds them on a day.
std::vector<engine::Seat> roll_on(const Facts& facts, Date day);

// The blocks of the Change Board in the order in which its votes are printed: sec-rules 1.6.4.
const std::vector<std::string>& change_board_blocks();

}  // namespace sec::body
