// What people call commands and roles, whose names are for programs.
#pragma once

#include <map>
#include <string>

namespace sec {

// By name; a command that means something else in another collection by "collection/name", and one that a role calls
// otherwise by "name@role".
std::map<std::string, std::string> called();

}  // namespace sec
