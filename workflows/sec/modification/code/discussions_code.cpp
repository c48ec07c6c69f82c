// The code of the commands and events in discussions.hpp.
#include "workflows/sec/modification/anytime/discussions.hpp"
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"

namespace sec {

std::vector<engine::CommandCode> discussion_commands() {
  return engine::code_of_commands<Conduct, DiscussionCommands>();
}
std::vector<engine::EventCode> discussion_events() { return engine::code_of_events<Facts, DiscussionEvents>(); }

}  // namespace sec
