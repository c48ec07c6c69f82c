// The code of the commands and events in refinement.hpp.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/stages/refinement.hpp"

namespace sec {

std::vector<engine::CommandCode> refinement_commands() {
  return engine::code_of_commands<Conduct, RefinementCommands>();
}
std::vector<engine::EventCode> refinement_events() { return engine::code_of_events<Facts, RefinementEvents>(); }

}  // namespace sec
