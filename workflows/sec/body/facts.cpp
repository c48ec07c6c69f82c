#include "workflows/sec/body/facts.hpp"

#include <algorithm>

#include "workflows/sec/body/commands.hpp"

namespace sec::body {

const BodySeat* Facts::seat(std::string_view name) const {
  const auto found = std::find_if(seats.begin(), seats.end(), [&](const auto& one) { return one.seat == name; });
  return found == seats.end() ? nullptr : &*found;
}

std::vector<engine::Seat> roll_on(const Facts& facts, Date day) {
  std::vector<engine::Seat> roll;
  for (const auto& seat : facts.seats) {
    const bool held = seat.holder && (!seat.from || *seat.from <= day) && (!seat.until || day <= *seat.until);
    const auto& other = seat.alternate;
    const bool covered =
        held && other && (!other->from || *other->from <= day) && (!other->until || day <= *other->until);
    roll.push_back({seat.seat, seat.block, {}, {}});
    if (held) roll.back().holder = seat.holder->id;
    if (covered) roll.back().alternate = other->id;
  }
  return roll;
}

const std::vector<std::string>& change_board_blocks() {
  static const std::vector<std::string> blocks{"large-suppliers", "small-suppliers", "networks", "other-sec-parties",
                                               "consumers"};
  return blocks;
}

namespace {
BodySeat* find(Facts& facts, const std::string& name) {
  const auto found =
      std::find_if(facts.seats.begin(), facts.seats.end(), [&](const auto& one) { return one.seat == name; });
  return found == facts.seats.end() ? nullptr : &*found;
}
}  // namespace

void apply(Facts& facts, const Established& event, const engine::Entry&) { facts.name = event.name_; }
void apply(Facts& facts, const SeatAdded& event, const engine::Entry&) {
  facts.seats.push_back({event.seat, event.block, {}, {}, {}, {}});
}
void apply(Facts& facts, const SeatRemoved& event, const engine::Entry&) {
  std::erase_if(facts.seats, [&](const auto& one) { return one.seat == event.seat; });
}
void apply(Facts& facts, const Appointed& event, const engine::Entry& entry) {
  if (auto* seat = find(facts, event.seat))
    *seat = {seat->seat, seat->block, Person{event.holder, event.name_}, entry.effective_on, event.until, {}};
}
void apply(Facts& facts, const Vacated& event, const engine::Entry&) {
  if (auto* seat = find(facts, event.seat)) *seat = {seat->seat, seat->block, {}, {}, {}, {}};
}
void apply(Facts& facts, const AlternateNamed& event, const engine::Entry& entry) {
  if (auto* seat = find(facts, event.seat))
    seat->alternate = Alternate{event.alternate, event.name_, event.from_.value_or(entry.effective_on), event.until};
}
void apply(Facts& facts, const RuleSet& event, const engine::Entry&) {
  if (event.quorum) facts.quorum = *event.quorum;
  if (event.policy) facts.policy = *event.policy;
  if (event.modes) facts.modes = *event.modes;
}

}  // namespace sec::body
