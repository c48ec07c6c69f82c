// How a modification that is about to be opened is called, which pack it follows, and who its tasks are assigned to.
#pragma once

#include "engine/workflow.hpp"
#include "workflows/sec/modification/facts.hpp"

namespace sec {

std::string_view newest_pack(Date on);  // in force on that day
std::variant<engine::Identity, engine::Malformed> identify(std::string_view pack, const engine::Json& body,
                                                           const engine::Numbers& numbers);
// Which pack a proposal follows: the one that its body names, else the newest in force on the day it was raised.
bool follows(std::string_view pack, const engine::Json& body, Date today);
// The other cases that a decision on this command looks at: for OpenVote those of the bodies, in this order.
std::vector<std::string> related(const Facts& facts, std::string_view command);
// The modifications that a command names, in the order in which its body does.
std::vector<engine::CaseName> names(const engine::Command& command);
// As whom a caller finds the tasks of modifications: its role, and what that stands for.
std::vector<std::string> assignees(const engine::Actor& actor);

}  // namespace sec
