#include "workflows/sec/modification/conduct.hpp"

namespace engine {

template std::vector<CommandCode> code_of_commands<sec::Family, sec::Family::Commands2>();

}  // namespace engine
