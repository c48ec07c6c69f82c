// To be cut into slices.
#include "workflows/sec/modification/apply.hpp"
#include "workflows/sec/modification/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/table.hpp"

namespace sec {
std::vector<engine::EventCode> code_of_events_2() {
  return engine::code_of_events<Facts, engine::mp11::mp_drop_c<engine::EventsOf<Rows>, 34>>();
}
}  // namespace sec
