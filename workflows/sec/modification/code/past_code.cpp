// The code of the commands and events in past.hpp.
#include "workflows/sec/modification/anytime/past.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"

namespace sec {

std::vector<engine::CommandCode> past_commands() { return engine::code_of_commands<Conduct, PastCommands>(); }
std::vector<engine::EventCode> past_events() { return engine::code_of_events<Facts, PastEvents>(); }

}  // namespace sec
