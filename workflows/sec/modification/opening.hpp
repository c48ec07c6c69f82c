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
// As whom a caller finds the tasks of modifications: its role, and what that stands for.
std::vector<std::string> assignees(const engine::Actor& actor);

}  // namespace sec
