// A report for programs.
#pragma once

#include "api/report/build.hpp"

namespace api::report {

// One object: name, title, dates, header, and the members of Report.data (or "data", when it is no object).
std::string json(const engine::Report& report, const Question& question, bool simulated);

}  // namespace api::report
