// SEC Releases as a workflow: when the Code changes, and with what.
#pragma once

#include "workflows/sec/release/commands.hpp"

namespace sec::release {

std::unique_ptr<engine::Workflow> workflow();

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
std::vector<engine::Consequence> brings(const Facts& before, std::string_view state, const Cancelled& event,
                                        const engine::Entry& entry);

}  // namespace sec::release
