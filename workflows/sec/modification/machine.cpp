// The one place where Boost.MSM compiles the table.
#include "workflows/sec/modification/conduct.hpp"

template class engine::Machine<sec::Family>;
