// Marks days, and looks through a finished paper for marks.
#include "workflows/sec/paper/provisional.hpp"

#include <algorithm>

#include "workflows/sec/terms/calendar.hpp"

namespace sec::paper {

namespace {
bool is_marked(const engine::Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return std::holds_alternative<engine::ProvisionalDay>(cell) ||
         (text != nullptr && text->find(engine::provisional_mark) != std::string::npos);
}

bool bears_marks(const engine::Report& report) {
  const auto in_header = std::any_of(report.header.begin(), report.header.end(), [](const auto& one) {
    return one.second.find(engine::provisional_mark) != std::string::npos;
  });
  return in_header || std::any_of(report.sections.begin(), report.sections.end(), [](const auto& section) {
           return std::any_of(section.rows.begin(), section.rows.end(),
                              [](const auto& row) { return std::any_of(row.begin(), row.end(), is_marked); });
         });
}
}  // namespace

engine::Cell reckoned(const std::optional<engine::Date>& day, const std::optional<engine::Date>& from) {
  return day && from && *day >= *from ? engine::Cell(engine::ProvisionalDay{*day, *from}) : engine::cell(day);
}

std::string reckoned_text(engine::Date day, const std::optional<engine::Date>& from) {
  return date_text(day) + (from && day >= *from ? std::string(engine::provisional_mark) : "");
}

void explain_marks(engine::Report& report) {
  if (bears_marks(report))
    report.header.emplace_back("Provisional dates",
                               "Dates marked (provisional) are counted over bank holidays that are not published yet, "
                               "and move if these come out otherwise.");
}

}  // namespace sec::paper
