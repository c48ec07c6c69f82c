// A modification as callers see it: the representation, the summary of lists, and its history.
#pragma once

#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/terms/gate.hpp"

namespace sec {

std::string stage_of(const Facts& facts, std::string_view state);
// What an older release of the program brought in stands where the last row that it could read put it: a sentence, if
// rows came after that. Empty: there are none.
std::string doubt_of_state(const Facts& facts, std::string_view state);
engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance clearance);
engine::Listing listing(const Facts& facts, const engine::Case& current);
engine::Projection project(const Facts& facts, const engine::Case& current);
std::vector<engine::Json> documents(const Facts& facts, engine::Clearance clearance);  // oldest first
int seen_version(const Facts& facts, int version, engine::Clearance clearance);
std::optional<engine::Json> seen_body(const Facts& facts, const engine::Entry& entry, const engine::Actor& seen_by);
bool tells_who(const Facts& facts, const engine::Entry& entry, const engine::Actor& seen_by);

}  // namespace sec
