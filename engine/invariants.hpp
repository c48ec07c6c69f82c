// What must hold of every step, whatever the workflow: checked before anything is written, in every build.
#pragma once

#include <span>

#include "engine/workflow.hpp"

namespace engine {

// A step of a case as it is about to be written.
struct StepTaken {
  const Workflows& workflows;
  const Workflow& workflow;  // that decided it
  const Command& command;
  const Case& before;
  const Case& after;
  const Entry& entry;
  const Projection& was;  // of `before`; empty when there was nothing before
  const Projection& is;   // of `after`
};

struct Invariant {
  std::string_view name;
  std::string_view sentence;  // what is true of every step
  bool (*holds)(const StepTaken& step);
};

std::span<const Invariant> invariants();

// "name: sentence" of the first one that does not hold, the workflow's own ones last; nullopt: all hold.
std::optional<std::string> broken_invariant(const StepTaken& step);

}  // namespace engine
