// The code of the rows from the decision on.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/table.hpp"

namespace sec {

std::vector<engine::RowCode> determining_rows() { return engine::code_of_rows<Conduct, Determining>(); }
std::vector<engine::RowCode> referring_rows() { return engine::code_of_rows<Conduct, Referring>(); }
std::vector<engine::RowCode> implementing_rows() { return engine::code_of_rows<Conduct, Implementing>(); }

}  // namespace sec
