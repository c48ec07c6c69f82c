// What follows from the days of a ballot's record alone: when it was to close, and until when late forms were entered.
#pragma once

#include "engine/ballot_shape.hpp"

namespace engine::shape {

// Each closing follows from the opening, from the one before it, or from an act on record.
struct Closings {
  const FrozenBallot& frozen;
  const std::vector<BallotClosing>& all;
  std::optional<Time> closes_at;
  Time closed_at{};
  bool extended = false;
};
void check_closings(const Closings& closings);

// How long forms that came late to the record were entered follows from the day of the close.
struct LateWindow {
  Date from{};
  std::optional<Time> until;
  bool says_how = false;  // older records do not say over which holidays it was counted
  std::optional<Period> counted;
};
void check_late_window(const LateWindow& window);

}  // namespace engine::shape
