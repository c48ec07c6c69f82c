// Commands that belong together: done one after the other in one transaction, or none of them is.
#pragma once

#include "engine/round.hpp"

namespace engine {

struct JointCommand {
  Command command;
  // Its case is the one that the command at this place was done on or opened, and not command.reference.
  std::optional<std::size_t> same_case_as = {};
};

struct Joint {
  std::vector<JointCommand> commands;
  bool commits = true;  // false: only say what they would do; commands without a dry run are Malformed then
};

// Of each command, in order. If one is not Accepted it is the last, and nothing was done.
using JointReply = std::vector<Reply>;

bool all_accepted(const JointReply& replies);

// Decides them on `round`, which nothing else has been decided on. Whoever has all_accepted() of what commits finishes
// the round; otherwise it is thrown away. Throws JournalFault.
JointReply answer_all(Round& round, const Joint& joint);

}  // namespace engine
