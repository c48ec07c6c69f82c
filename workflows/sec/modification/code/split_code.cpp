// The code of the commands and events in split.hpp.
#include "workflows/sec/modification/anytime/split.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"

namespace sec {

std::vector<engine::CommandCode> split_commands() { return engine::code_of_commands<Conduct, SplitCommands>(); }
std::vector<engine::EventCode> split_events() { return engine::code_of_events<Facts, SplitEvents>(); }

}  // namespace sec
