// The code of the commands and events in standstill.hpp.
#include "workflows/sec/modification/anytime/standstill.hpp"
#include "workflows/sec/modification/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/terms/between_cases.hpp"

namespace sec {

std::vector<engine::CommandCode> standstill_commands() {
  return engine::code_of_commands<Conduct, StandstillCommands>();
}
std::vector<engine::EventCode> standstill_events() { return engine::code_of_events<Facts, StandstillEvents>(); }

}  // namespace sec
