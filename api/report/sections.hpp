// Finding one's way in a report.
#pragma once

#include <algorithm>

#include <string>
#include <string_view>
#include <vector>

#include "engine/report.hpp"

namespace api::report {

// What report.main_table names; else the first section with columns; nullptr when there is none.
inline const engine::Report::Section* main_table(const engine::Report& report) {
  if (const auto* named = report.section(report.main_table); named != nullptr && !named->columns.empty()) return named;
  const auto found = std::find_if(report.sections.begin(), report.sections.end(),
                                  [](const auto& section) { return !section.columns.empty(); });
  return found == report.sections.end() ? nullptr : &*found;
}

// It has no row and no sentence of its own for that: papers name all such sections in one sentence at their end, and
// workbooks have no sheet for them.
inline bool is_quiet(const engine::Report::Section& section) {
  return section.on_paper && !section.columns.empty() && section.rows.empty() && section.when_empty.empty();
}

// Papers have it as a section of its own.
inline bool is_printed(const engine::Report::Section& section) {
  return section.on_paper && !section.told && !is_quiet(section);
}

// In the order of the paper: a document for other programs names the file of each by its place.
inline std::vector<const engine::Picture*> pictures_of(const engine::Report& report) {
  std::vector<const engine::Picture*> all;
  for (const auto& section : report.sections)
    if (is_printed(section) && section.picture) all.push_back(&*section.picture);
  return all;
}
inline std::string picture_file(std::size_t place) { return "picture-" + std::to_string(place) + ".png"; }

inline constexpr std::string_view nothing_to_report = "Nothing to report";

// The headings of quiet sections as a sentence; empty: there are none.
inline std::string quiet_sections(const engine::Report& report) {
  std::string names;
  for (const auto& section : report.sections)
    if (is_quiet(section) && !section.told) names += (names.empty() ? "Under: " : "; ") + section.heading;
  return names.empty() ? names : names + ".";
}

}  // namespace api::report
