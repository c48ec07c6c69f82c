// Puts the Change Status Report together from its sections, in the order of sec-rules 8.2.
#include "workflows/sec/paper/change_status.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/text.hpp"
#include "workflows/sec/modification/anytime/light.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/paper/header.hpp"
#include "workflows/sec/paper/provisional.hpp"
#include "workflows/sec/paper/sections.hpp"
#include "workflows/sec/paper/year.hpp"

namespace sec {

namespace {
constexpr std::size_t meetings_place = 2;  // in change_status_looks_at()

// With what came out of meetings' items in the light that these have on that day. Nothing: none has another one.
std::optional<engine::ReportInput> in_their_light(const engine::ReportInput& input) {
  std::map<std::string_view, FollowedItems> followed;  // by case
  for (const auto& entry : input.between)
    if (entry.event.type == LightFollowed::name)
      keep(followed[entry.case_id], engine::body::read_event<LightFollowed>(entry.event.body), entry.version);
  if (followed.empty()) return {};
  auto lit = input;
  for (auto& entry : lit.between)
    if (const auto items = followed.find(entry.case_id); items != followed.end())
      entry.event.body = sec::in_their_light(modification_code().events, items->second, entry);
  return lit;
}
}  // namespace

std::vector<std::string_view> change_status_looks_at() { return {"releases", "calendar", "meetings"}; }

std::optional<Date> change_status_since(const engine::ReportInput& input) {
  const auto last = paper::last_papers(paper::panel_meetings(input, meetings_place), input.as_at);
  return last ? std::optional(last->day) : std::nullopt;
}

// Of what went in late, too: it is on the paper of the day on which it did, with how late that was.
bool change_status_asks_of(const engine::Listed& one) {
  const auto state = paper::state_in(one.summary);
  if (state == Implemented::name) return one.summary.find(R"("implemented_late":true)") != std::string::npos;
  return !ends(state) && state != Submitted::name;
}

engine::Report change_status(const engine::ReportInput& given) {
  const auto lit = in_their_light(given);
  const auto& input = lit ? *lit : given;
  paper::ReadersCopy copy(input.clearance);
  const paper::Subject subject(input, copy);
  engine::Report report;
  report.title = fmt::format("Change Status Report - {} {}", engine::month_name(input.as_at.month()),
                             static_cast<int>(input.as_at.year()));
  report.header = paper::header(input, paper::panel_meetings(input, meetings_place), "Change Status Report",
                                "For information", true);
  report.main_table = "modifications";
  report.sections = {paper::recommendations(subject), paper::counts(subject), paper::year(input), paper::fresh(subject),
                     paper::movement(subject)};
  for (const auto place : {PaperGroup::fresh, PaperGroup::development, PaperGroup::fast_track, PaperGroup::refinement})
    report.sections.push_back(paper::stage(subject, paper::group(place)));
  for (auto make : {paper::report_phase, paper::board_outcomes, paper::with_the_authority, paper::self_governance,
                    paper::implementation, paper::releases, paper::date_changes, paper::assessments, paper::held})
    report.sections.push_back(make(subject));
  for (const auto place : {PaperGroup::withdrawing, PaperGroup::not_known})
    report.sections.push_back(paper::stage(subject, paper::group(place)));
  for (auto make : {paper::withdrawn, paper::closed, paper::slippage, paper::register_section})
    report.sections.push_back(make(subject));
  paper::explain_marks(report);
  copy.stamp(report);
  return report;
}

}  // namespace sec
