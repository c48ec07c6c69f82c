// The Change Status Report: what stands where, what moved since, and who has to act next (sec-rules 8.2).
#pragma once

#include "engine/workflow.hpp"

namespace sec {

engine::Report change_status(const engine::ReportInput& input);
std::vector<std::string_view> change_status_looks_at();
std::optional<engine::Date> change_status_since(const engine::ReportInput& input);  // the Panel's last meeting
bool change_status_asks_of(const engine::Listed& one);                              // the question "standing"

}  // namespace sec
