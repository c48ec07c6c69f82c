#include "workflows/sec/report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/guards.hpp"
#include "workflows/sec/paper/header.hpp"
#include "workflows/sec/paper/sections.hpp"
#include "workflows/sec/paper/words.hpp"

namespace sec {

namespace {
constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
}  // namespace

std::vector<std::string_view> change_status_looks_at() { return {"releases", "calendar", "meetings"}; }

std::optional<Date> change_status_since(const engine::ReportInput& input) {
  return input.beside.size() < 3 ? std::nullopt : paper::last_held(paper::panel_meetings(input.beside[2]), input.as_at);
}

bool change_status_asks_of(const engine::Listed& one) {
  const auto state = paper::state_in(one.summary);
  return !paper::is_closed(state) && state != "submitted";
}

engine::Report change_status(const engine::ReportInput& input) {
  const paper::Subject subject(input);
  engine::Report report;
  report.title = fmt::format("Change Status Report - {} {}", months[static_cast<unsigned>(input.as_at.month()) - 1],
                             static_cast<int>(input.as_at.year()));
  report.handling = paper::handling(Classification::white);
  const auto meetings =
      input.beside.size() < 3 ? std::vector<paper::MeetingListed>() : paper::panel_meetings(input.beside[2]);
  report.header = paper::header(input, meetings, "Change Status Report", "For information", true);
  report.main_table = "modifications";
  report.sections = {paper::recommendations(subject), paper::counts(subject), paper::fresh(subject),
                     paper::movement(subject)};
  for (const auto name : {"new", "development", "fast-track", "refinement"})
    report.sections.push_back(paper::stage(subject, paper::group(name)));
  for (auto make : {paper::report_phase, paper::board_outcomes, paper::with_the_authority, paper::self_governance,
                    paper::implementation, paper::releases, paper::date_changes, paper::assessments, paper::held})
    report.sections.push_back(make(subject));
  report.sections.push_back(paper::stage(subject, paper::group("withdrawing")));
  report.sections.push_back(paper::withdrawn(subject));
  report.sections.push_back(paper::slippage(subject));
  report.sections.push_back(paper::register_section(subject));
  return report;
}

}  // namespace sec
