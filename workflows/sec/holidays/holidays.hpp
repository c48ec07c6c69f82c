// The calendar as a workflow: the holidays that are built in, and those that were proclaimed since.
#pragma once

#include "engine/workflow.hpp"

namespace sec::holidays {

std::unique_ptr<engine::Workflow> workflow();
std::vector<engine::Command> founding();  // the calendar that every new data folder has

}  // namespace sec::holidays
