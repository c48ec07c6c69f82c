// The code of the commands and events in decision.hpp.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/stages/decision.hpp"

namespace sec {

std::vector<engine::CommandCode> decision_commands() { return engine::code_of_commands<Conduct, DecisionCommands>(); }
std::vector<engine::EventCode> decision_events() { return engine::code_of_events<Facts, DecisionEvents>(); }

}  // namespace sec
