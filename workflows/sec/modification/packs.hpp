// The three rule packs for modifications: sec-2018, sec-2019, sec-2021.
#pragma once

#include "engine/workflow.hpp"

namespace sec {

std::vector<std::unique_ptr<engine::Workflow>> modification_packs();

}  // namespace sec
