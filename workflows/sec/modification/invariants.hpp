// The check that every step of a modification goes through, whatever its row says.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

struct Change {
  const Facts& before;
  const Facts& after;
  std::string_view from;
  std::string_view to;
  std::string_view event;
};

// The sentence of the first property that the change breaks; nullopt: all hold.
std::optional<std::string> broken_invariant(const Change& change);

}  // namespace sec
