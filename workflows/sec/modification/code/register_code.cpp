// The code of the commands and events in register.hpp.
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/terms/between_cases.hpp"

namespace sec {

std::vector<engine::CommandCode> register_commands() { return engine::code_of_commands<Conduct, RegisterCommands>(); }
std::vector<engine::EventCode> register_events() { return engine::code_of_events<Facts, RegisterEvents>(); }

}  // namespace sec
