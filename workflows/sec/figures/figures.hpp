// The register's figures, and the annual metrics that the Code Administration Code of Practice asks of those who
// administer a code (CACoP principle 12). What is not known is counted as not known, and never estimated.
#pragma once

#include "engine/calendar.hpp"
#include "engine/report.hpp"
#include "engine/workflow.hpp"

namespace sec {

// Earlier than anything that a register may hold: figures look at all of it unless somebody says otherwise.
inline constexpr engine::Date beginning_of_records = std::chrono::year{2000} / 1 / 1;

// What both begin with: their title, their day and on what they rest.
engine::Report report_of_figures(std::string title, engine::Date as_at, std::string basis);
engine::Report figures(const engine::ReportInput& input);  // "figures"
engine::Report cacop(const engine::ReportInput& input);    // "cacop"

}  // namespace sec
