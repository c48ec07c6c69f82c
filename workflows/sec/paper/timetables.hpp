// The paper on the timetables of what is in Refinement: sec-rules 8.3.
#pragma once

#include "engine/workflow.hpp"

namespace sec {

engine::Report timetables_paper(const engine::ReportInput& input);

}  // namespace sec
