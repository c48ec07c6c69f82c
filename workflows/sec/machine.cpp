// The one place where Boost.MSM compiles the table.
#include "workflows/sec/family.hpp"

template class engine::Machine<sec::Family>;
