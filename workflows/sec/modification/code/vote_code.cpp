// The code of the commands and events in this room.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/vote/counting.hpp"
#include "workflows/sec/modification/vote/late_form.hpp"
#include "workflows/sec/modification/vote/question.hpp"
#include "workflows/sec/modification/vote/vote.hpp"

namespace sec {

std::vector<engine::CommandCode> vote_commands() {
  return engine::code_of_commands<Conduct,
                                  engine::mp11::mp_append<QuestionCommands, CastingCommands, CountingCommands>>();
}
std::vector<engine::EventCode> vote_events() {
  return engine::code_of_events<
      Facts, engine::mp11::mp_append<QuestionEvents, CastingEvents, LateFormEvents, CountingEvents>>();
}

}  // namespace sec
