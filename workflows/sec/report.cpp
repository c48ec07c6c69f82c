#include "workflows/sec/report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/guards.hpp"
#include "workflows/sec/paper/sections.hpp"
#include "workflows/sec/paper/words.hpp"

namespace sec {

namespace {
constexpr std::string_view months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};

// Of the summary of a meeting: what says when the Panel last met.
struct MeetingListed {
  std::string state;
  Body body{};
  std::optional<Date> date;
};
BOOST_DESCRIBE_STRUCT(MeetingListed, (), (state, body, date))
}  // namespace

std::vector<std::string_view> change_status_looks_at() { return {"releases", "calendar", "meetings"}; }

std::optional<Date> change_status_since(const engine::ReportInput& input) {
  std::optional<Date> last;
  if (input.beside.size() < 3) return last;
  for (const auto& listed : input.beside[2]) {
    const auto meeting = engine::body::read_event<MeetingListed>(listed.summary);
    const bool was_held = meeting.state != "scheduled" && meeting.state != "papers-issued";
    if (meeting.body == Body::panel && was_held && meeting.date && *meeting.date < input.as_at)
      last = std::max(last.value_or(*meeting.date), *meeting.date);
  }
  return last;
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
  report.header = {{"As at", date_text(input.as_at)},
                   {"Since", date_text(input.since)},
                   {"Classification", "WHITE"},
                   {"Purpose", "For information"}};
  if (input.known_at) report.header.push_back({"As known at", engine::to_text(*input.known_at)});
  if (input.simulated) report.header.push_back({"Clock", "simulated"});
  report.main_table = "modifications";
  report.sections = {paper::counts(subject), paper::recommendations(subject), paper::fresh(subject),
                     paper::movement(subject)};
  for (const auto name : {"new", "development", "fast-track", "refinement"})
    report.sections.push_back(paper::stage(subject, paper::group(name)));
  for (auto make : {paper::report_phase, paper::board_outcomes, paper::with_the_authority, paper::self_governance,
                    paper::implementation, paper::releases, paper::date_changes, paper::assessments, paper::held})
    report.sections.push_back(make(subject));
  report.sections.push_back(paper::stage(subject, paper::group("withdrawing")));
  report.sections.push_back(paper::withdrawn(subject));
  report.sections.push_back(paper::slippage(subject));
  report.sections.push_back(paper::register_section(subject.now, input.as_at));
  return report;
}

}  // namespace sec
