// The code of the commands and events in light.hpp.
#include "workflows/sec/modification/anytime/light.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"

namespace sec {

std::vector<engine::CommandCode> light_commands() { return engine::code_of_commands<Conduct, LightCommands>(); }
std::vector<engine::EventCode> light_events() { return engine::code_of_events<Facts, LightEvents>(); }

}  // namespace sec
