// Modifications as workflows, one for each pack of rules.
#pragma once

#include "engine/workflow.hpp"

namespace sec {

std::vector<std::unique_ptr<engine::Workflow>> modifications();

}  // namespace sec
