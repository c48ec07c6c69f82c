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
  // done: all of them, or none is. told: only what they would do; commands without a dry run are Malformed then. tried:
  // as if they were to be done, for what comes after them cannot be.
  enum class Purpose { done, told, tried } purpose = Purpose::done;
};

// Of each command, in order. If one is not Accepted it is the last, and nothing was done; what stands before a Refused
// that is replayed is blank.
using JointReply = std::vector<Reply>;

bool all_accepted(const JointReply& replies);

// What a command without a dry run brings about is a secret until it is done, and a refusal of what follows it on the
// same case would tell of it: only more of the same command may follow it there, anything else is Malformed.
// Decides them on `round`, which nothing else has been decided on. Whoever has all_accepted() of what is to be done
// finishes the round; otherwise it is thrown away. Throws JournalFault.
JointReply answer_all(Round& round, const Joint& joint);

}  // namespace engine
