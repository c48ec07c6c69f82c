// What must hold after every step of a modification, whatever the rows say.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

// A step of a modification as it is about to be written.
struct StepTaken {
  const Facts& before;
  const Facts& after;
  std::string_view from;
  std::string_view to;
  std::string_view event;
};

// The sentence of the first property that the step breaks; nullopt: all hold.
std::optional<std::string> broken_invariant(const StepTaken& step);

}  // namespace sec
