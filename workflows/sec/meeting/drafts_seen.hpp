// Who sees the drafts of a meeting: draft lines, minutes that are not published, papers that are not issued (16.9).
#pragma once

#include "workflows/sec/meeting/facts.hpp"
#include "workflows/sec/terms/gate.hpp"

namespace sec::meeting {

// SECAS, the panel-secretary, the Authority; Change Board members at meetings of their board.
bool sees_drafts(const Facts& facts, engine::Clearance clearance);
bool sees_minutes(const Facts& facts, engine::Clearance clearance);
bool sees_line(const Facts& facts, const Line& line, engine::Clearance clearance);
// What stands before its verb says no more than its text may; "and" says nothing.
std::optional<std::string> opening_for(const Line& line, engine::Clearance clearance);
// The item without what is not issued or published yet.
Item seen_item(const Facts& facts, Item item, engine::Clearance clearance);
std::vector<Item> seen_items(const Facts& facts, engine::Clearance clearance);
// An event as it may be seen by what the meeting has come to since.
std::optional<engine::Json> seen_body(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance);

}  // namespace sec::meeting
