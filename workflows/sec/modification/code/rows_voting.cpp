// The code of the rows of votes.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/table.hpp"

namespace sec {

std::vector<engine::RowCode> balloting_rows() { return engine::code_of_rows<Conduct, Balloting>(); }

}  // namespace sec
