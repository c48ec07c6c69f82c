// The Smart Energy Code's workflows: modifications under three rule packs, and bodies with their seats.
#pragma once

#include "engine/workflow.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec {

std::vector<std::unique_ptr<engine::Workflow>> workflows();
std::vector<engine::Command> founding();
std::vector<std::string> categories();  // that a Party may have
std::vector<std::string> uploaders();   // roles that may upload documents
std::vector<std::string> keepers();     // roles that look after the register

}  // namespace sec
