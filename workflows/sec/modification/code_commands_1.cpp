// To be cut into slices.
#include "workflows/sec/modification/apply.hpp"
#include "workflows/sec/modification/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/table.hpp"

namespace sec {
std::vector<engine::CommandCode> code_of_commands_1() {
  return engine::code_of_commands<Conduct, engine::mp11::mp_take_c<engine::CommandsOf<Rows>, 28>>();
}
}  // namespace sec
