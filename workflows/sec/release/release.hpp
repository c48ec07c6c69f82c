// SEC Releases as a workflow: when the Code changes, and with what.
#pragma once

#include "workflows/sec/release/commands.hpp"

namespace sec::release {

std::unique_ptr<engine::Workflow> workflow();

// Whether a modification in this state has not been approved yet. Modifications stand above releases and know it:
// timetable/agreement.cpp has the answer.
bool is_before_approval(std::string_view modification_state);
// Whether the part of an approved modification is to be implemented after that day, whenever its release goes live.
bool comes_later(const engine::Case& modification, int part, Date on);

// The cases that may be meant by a reference: a Modification Proposal has the id of the Draft Proposal that it was.
std::vector<std::string> ids_of_modification(const std::string& ref);

// What a step is news for: modifications that named a release before it was proposed, and those that had heard of a
// step which is undone.
std::vector<engine::Circular> circulars(const Facts& before, const Facts& after, const engine::Entry& entry);

// What a change of a release brings with it for the modifications in its scope.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const Included& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const AddedByException& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const Removed& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const DateSet& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const DateRequested& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const DateDirected& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const WentLive& event,
                                        const engine::Entry& entry);
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const Cancelled& event,
                                        const engine::Entry& entry);

}  // namespace sec::release
