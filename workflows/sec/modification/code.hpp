// The code of the table: a function for each group of rows, and the machine, each made in a source file of its own.
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

std::vector<engine::CommandCode> code_of_commands_1();
std::vector<engine::CommandCode> code_of_commands_2();
std::vector<engine::EventCode> code_of_events_1();
std::vector<engine::EventCode> code_of_events_2();

// Boost.MSM's choice among all rows.
std::optional<engine::Event> decide_by_machine(const engine::AnyLook& look, const std::vector<engine::RowCode>& code,
                                               const engine::RowSet& rows, const engine::Asked& asked);

}  // namespace sec
