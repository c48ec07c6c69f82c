// The code of the rows before Refinement, and of those that differ between the packs.
#include "workflows/sec/modification/code/code.hpp"
#include "workflows/sec/modification/conduct.hpp"
#include "workflows/sec/modification/table.hpp"

namespace sec {

std::vector<engine::RowCode> raising_rows() { return engine::code_of_rows<Conduct, Raising>(); }
std::vector<engine::RowCode> initial_view_rows() { return engine::code_of_rows<Conduct, InitialView>(); }
std::vector<engine::RowCode> developing_rows() { return engine::code_of_rows<Conduct, Developing>(); }
std::vector<engine::RowCode> by_the_panel_rows() { return engine::code_of_rows<Conduct, ByThePanel>(); }
std::vector<engine::RowCode> by_the_csc_rows() { return engine::code_of_rows<Conduct, ByTheCsc>(); }
std::vector<engine::RowCode> handing_over_rows() { return engine::code_of_rows<Conduct, HandingOver>(); }

}  // namespace sec
