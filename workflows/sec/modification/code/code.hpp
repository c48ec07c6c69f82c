// The code of the table: a function for each group of rows, one for the commands and one for the events of each slice,
// and the machine. rows_*.cpp, the slices' *_code.cpp and machine.cpp define them, so that no file compiles all of it.
#pragma once

#include "engine/typed_code.hpp"

namespace sec {

std::vector<engine::RowCode> raising_rows();
std::vector<engine::RowCode> initial_view_rows();
std::vector<engine::RowCode> refining_rows();
std::vector<engine::RowCode> reporting_rows();
std::vector<engine::RowCode> balloting_rows();
std::vector<engine::RowCode> determining_rows();
std::vector<engine::RowCode> referring_rows();
std::vector<engine::RowCode> implementing_rows();
std::vector<engine::RowCode> anytime_rows();
std::vector<engine::RowCode> developing_rows();
std::vector<engine::RowCode> by_the_panel_rows();
std::vector<engine::RowCode> by_the_csc_rows();
std::vector<engine::RowCode> handing_over_rows();

std::vector<engine::CommandCode> raising_commands();
std::vector<engine::EventCode> raising_events();
std::vector<engine::CommandCode> refinement_commands();
std::vector<engine::EventCode> refinement_events();
std::vector<engine::CommandCode> report_commands();
std::vector<engine::EventCode> report_events();
std::vector<engine::CommandCode> vote_commands();
std::vector<engine::EventCode> vote_events();
std::vector<engine::CommandCode> decision_commands();
std::vector<engine::EventCode> decision_events();
std::vector<engine::CommandCode> implementation_commands();
std::vector<engine::EventCode> implementation_events();
std::vector<engine::CommandCode> hold_commands();
std::vector<engine::EventCode> hold_events();
std::vector<engine::CommandCode> path_commands();
std::vector<engine::EventCode> path_events();
std::vector<engine::CommandCode> register_commands();
std::vector<engine::EventCode> register_events();
std::vector<engine::CommandCode> light_commands();
std::vector<engine::EventCode> light_events();
std::vector<engine::CommandCode> owners_commands();
std::vector<engine::EventCode> owners_events();
std::vector<engine::CommandCode> discussion_commands();
std::vector<engine::EventCode> discussion_events();
std::vector<engine::CommandCode> split_commands();
std::vector<engine::EventCode> split_events();
std::vector<engine::CommandCode> undoing_commands();
std::vector<engine::EventCode> undoing_events();
std::vector<engine::CommandCode> past_commands();
std::vector<engine::EventCode> past_events();

// Lets Boost.MSM choose among all rows.
std::optional<engine::Event> decide_by_machine(const engine::AnyLook& look, const std::vector<engine::RowCode>& code,
                                               const engine::RowSet& rows, const engine::Asked& asked);

}  // namespace sec
