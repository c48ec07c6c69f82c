// The code of the commands and events in hold.hpp.
#include "workflows/sec/modification/anytime/hold.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/terms/between_cases.hpp"

namespace sec {

std::vector<engine::CommandCode> hold_commands() {
  return engine::code_of_commands<Conduct, HoldCommands>();
}
std::vector<engine::EventCode> hold_events() { return engine::code_of_events<Facts, HoldEvents>(); }

}  // namespace sec
