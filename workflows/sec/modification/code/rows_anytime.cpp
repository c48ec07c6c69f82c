// The code of the rows that hold at any time.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/table.hpp"

namespace sec {

std::vector<engine::RowCode> anytime_rows() { return engine::code_of_rows<Conduct, Anytime>(); }

}  // namespace sec
