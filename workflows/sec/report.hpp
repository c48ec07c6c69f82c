// The Change Status Report: what stands where, what moved since, and who has the ball (sec-rules 8.2).
#pragma once

#include "engine/workflow.hpp"

namespace sec {

engine::Report change_status(const engine::ReportInput& input);

}  // namespace sec
