// Responses and consultations as callers see them: each response by the wish of its Party (DEF 16.7).
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

std::vector<engine::Json> responses(const Facts& facts, const engine::Actor& seen_by);
std::vector<engine::ItemBytes> bytes_of_responses(const Facts& facts, const engine::Actor& seen_by);
std::vector<engine::Json> consultations(const Facts& facts, const engine::Actor& seen_by);

// The body of the event that recorded a response; "null" if nothing of it may be told.
engine::Json seen_response(const Facts& facts, const engine::Entry& entry, const engine::Actor& seen_by);
// Whether a caller may know whose response an event recorded.
bool tells_respondent(const Facts& facts, const engine::Entry& entry, const engine::Actor& seen_by);

}  // namespace sec
