// Where modifications stood at the end of each of the last twelve months, as a picture and as its table.
#pragma once

#include "engine/workflow.hpp"
#include "workflows/sec/paper/tables.hpp"

namespace sec::paper {

// The end of the month before the first that is shown: what happened after it is what the section looks at.
Date year_before(Date as_at);
Section year(const engine::ReportInput& input);

}  // namespace sec::paper
