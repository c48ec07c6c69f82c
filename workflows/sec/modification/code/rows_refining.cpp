// The code of the rows of Refinement and the Report Phase.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/table.hpp"

namespace sec {

std::vector<engine::RowCode> refining_rows() { return engine::code_of_rows<Conduct, Refining>(); }
std::vector<engine::RowCode> reporting_rows() { return engine::code_of_rows<Conduct, Reporting>(); }

}  // namespace sec
