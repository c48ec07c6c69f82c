// The code of the commands and events in raising.hpp.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/stages/raising.hpp"

namespace sec {

std::vector<engine::CommandCode> raising_commands() { return engine::code_of_commands<Conduct, RaisingCommands>(); }
std::vector<engine::EventCode> raising_events() { return engine::code_of_events<Facts, RaisingEvents>(); }

}  // namespace sec
