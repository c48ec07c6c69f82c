// Finding one's way in a report.
#pragma once

#include <algorithm>

#include "engine/report.hpp"

namespace api::report {

// What report.main_table names; else the first section with columns; nullptr when there is none.
inline const engine::Report::Section* main_table(const engine::Report& report) {
  if (const auto* named = report.section(report.main_table); named != nullptr && !named->columns.empty()) return named;
  const auto found = std::find_if(report.sections.begin(), report.sections.end(),
                                  [](const auto& section) { return !section.columns.empty(); });
  return found == report.sections.end() ? nullptr : &*found;
}

}  // namespace api::report
