// The code of the commands and events in undoing.hpp.
#include "workflows/sec/modification/anytime/undoing.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"

namespace sec {

std::vector<engine::CommandCode> undoing_commands() { return engine::code_of_commands<Conduct, UndoingCommands>(); }
std::vector<engine::EventCode> undoing_events() { return engine::code_of_events<Facts, UndoingEvents>(); }

}  // namespace sec
