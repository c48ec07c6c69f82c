// Actions as a workflow: raised at a meeting, carried from one to the next, closed in two steps.
#pragma once

#include "engine/workflow.hpp"

namespace sec::action {

std::unique_ptr<engine::Workflow> workflow();

}  // namespace sec::action
