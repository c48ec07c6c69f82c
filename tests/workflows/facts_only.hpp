// Which conditions of the tables look at what is remembered alone, and so can be answered before anything is sent.
#pragma once

#include <string_view>
#include <vector>

namespace facts_only {

bool guard(std::string_view name);
// The rows of a pack from a state, in the order in which options list them: whether all of a row's guards are such.
const std::vector<bool>& rows(std::string_view pack, std::string_view state);

}  // namespace facts_only
