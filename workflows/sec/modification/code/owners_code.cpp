// The code of the commands and events in owners.hpp.
#include "workflows/sec/modification/anytime/owners.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"

namespace sec {

std::vector<engine::CommandCode> owners_commands() { return engine::code_of_commands<Conduct, OwnersCommands>(); }
std::vector<engine::EventCode> owners_events() { return engine::code_of_events<Facts, OwnersEvents>(); }

}  // namespace sec
