#include "workflows/sec/modification/conduct.hpp"

namespace engine {

template std::vector<EventCode<sec::Facts>> code_of_events<sec::Family, sec::Family::Events2>();

}  // namespace engine
