// The code of the commands and events in register.hpp and undoing.hpp.
#include "workflows/sec/modification/anytime/register.hpp"
#include "workflows/sec/modification/anytime/undoing.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/terms/between_cases.hpp"

namespace sec {

std::vector<engine::CommandCode> register_commands() {
  return engine::code_of_commands<Conduct, engine::mp11::mp_append<RegisterCommands, UndoingCommands>>();
}
std::vector<engine::EventCode> register_events() {
  return engine::code_of_events<Facts, engine::mp11::mp_append<RegisterEvents, UndoingEvents>>();
}

}  // namespace sec
