// A report for programs.
#pragma once

#include "engine/report.hpp"

namespace api::report {

// {"report", "title", "classification", "handling", "as_at", "since", "known_at", "head", "simulated", "header":
// {label: value}, "sections": {name: {"heading", "lead", "columns": [{"name", "heading", "kind"}], "rows": [{name:
// value}]}}}, and the rows of each section that is not on paper under its own name. What is not known is null; dates
// are YYYY-MM-DD. "head" is there with known_at alone.
std::string json(const engine::Report& report);

std::string json(const engine::Report::Head& head);  // {"entries", "hash"}

}  // namespace api::report
