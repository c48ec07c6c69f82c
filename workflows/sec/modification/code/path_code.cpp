// The code of the commands and events in path.hpp.
#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"

namespace sec {

std::vector<engine::CommandCode> path_commands() { return engine::code_of_commands<Conduct, PathCommands>(); }
std::vector<engine::EventCode> path_events() { return engine::code_of_events<Facts, PathEvents>(); }

}  // namespace sec
