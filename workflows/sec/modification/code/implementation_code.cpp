// The code of the commands and events in implementation.hpp.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/stages/implementation.hpp"
#include "workflows/sec/terms/between_cases.hpp"

namespace sec {

std::vector<engine::CommandCode> implementation_commands() {
  return engine::code_of_commands<Conduct, ImplementationCommands>();
}
std::vector<engine::EventCode> implementation_events() { return engine::code_of_events<Facts, ImplementationEvents>(); }

}  // namespace sec
