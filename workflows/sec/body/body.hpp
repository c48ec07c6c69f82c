// The bodies of the Code (Panel, CSC, Change Board ...) as a workflow of their own.
#pragma once

#include "engine/workflow.hpp"

namespace sec::body {

std::unique_ptr<engine::Workflow> workflow();

// The bodies that every new data folder has, as commands for its operator. The day is assumed: the Change Board was set
// up in December 2013 (sec-rules 1.6).
std::vector<engine::Command> founding();

}  // namespace sec::body
