// The paper "SEC Modification Timetables": what is coming up, and one block a modification with its milestones as a
// table: sec-rules 8.3.
#include "workflows/sec/paper/timetables.hpp"

#include <algorithm>

#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/meeting/scheduled.hpp"
#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/view.hpp"
#include "workflows/sec/paper/header.hpp"
#include "workflows/sec/paper/provisional.hpp"
#include "workflows/sec/paper/tables.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/readers_copy.hpp"
#include "workflows/sec/timetable/chart.hpp"

namespace sec {

namespace {
using Section = engine::Report::Section;

constexpr std::string_view refinement = "Refinement Process";
constexpr std::chrono::months work_ahead{3};  // the programme of work: sec-rules 8.3

using Kind = engine::Report::Column::Kind;
using engine::cell;
using engine::Cell;
using paper::capitals;
using paper::reckoned;

struct Entry {
  const engine::Case* current;
  const Facts* facts;
  Surroundings around;
  Outlook found;
};
using Entries = std::vector<Entry>;

std::string heading_of(const Entry& one) {
  return paper::title_of(*one.facts) + " - " + capitals(engine::body::wire_name(one.found.rag));
}

// Where it stands, in sentences; its cut-offs have a table of their own.
std::string standing(const Entry& one) {
  const auto& [_, facts, around, found] = one;
  std::string text;
  const auto add = [&](std::string clause) { text += (text.empty() ? "" : " ") + paper::sentence(std::move(clause)); };
  const auto proposer = paper::proposer_of(*facts);
  add("Proposer: " + (proposer.empty() ? "not recorded" : proposer));
  if (facts->timetables.empty()) add("No timetable has been agreed yet");
  else add("Timetable last agreed on " + date_text(facts->timetables.back()->on));
  for (const auto& reason : found.reasons) add(reason);
  if (found.reckoning.held_wd > 0) add(paper::working_days_text(found.reckoning.held_wd) + " on hold");
  for (const auto& assumption : found.reckoning.assumptions)
    if (assumption != found.reckoning.why_not) add(assumption);  // it is among the reasons
  return text;
}

std::string reason_of(const MilestoneView& one, paper::ReadersCopy& copy) {
  auto reason = one.reason_code ? paper::words_of_reason(*one.reason_code) : std::string();
  if (one.reason) reason += (reason.empty() ? "" : ": ") + copy.said(*one.reason);
  return reason;
}

Section milestones_of(const Entry& one, paper::ReadersCopy& copy) {
  Section section{one.facts->ref,
                  heading_of(one),
                  standing(one),
                  {{"milestone", "Milestone"},
                   {"baseline", "First agreed", Kind::date},
                   {"agreed", "Agreed", Kind::date},
                   {"forecast", "Forecast", Kind::date},
                   {"actual", "Actual", Kind::date},
                   {"planned_wd", "Planned (WD)", Kind::number},
                   {"expected_wd", "Expected (WD)", Kind::number},
                   {"movement_wd", "Moved (WD)", Kind::number},
                   {"reason", "Reason"},
                   {"owner", "Owner"}},
                  {},
                  "None."};
  section.picture = chart_of(*one.facts, one.found, one.around);
  const auto& calendar = *one.around.calendar;
  const auto working_days = [](const std::optional<Stretch>& taken) {
    return taken ? cell(taken->working_days) : Cell();
  };
  for (std::size_t i = 0; i < one.found.milestones.size(); ++i) {
    const auto& step = one.found.milestones[i];
    if (step.passed && !step.actual && !step.agreed) continue;  // it has passed, and nobody knows when
    section.rows.push_back({step.words, cell(step.baseline), cell(step.agreed),
                            reckoned(step.forecast, step.provisional_from), cell(step.actual),
                            working_days(planned_stretch(one.found, i, calendar)),
                            working_days(expected_stretch(one.found, i, calendar)), cell(step.movement_wd),
                            cell(reason_of(step, copy)), paper::who_in_words(step.owner)});
  }
  return section;
}

const MilestoneView* next_step(const Outlook& found) {
  const MilestoneView* next = nullptr;
  for (const auto& one : found.milestones)
    if (!one.passed && one.forecast && (next == nullptr || *one.forecast < *next->forecast)) next = &one;
  return next;
}

Section overview(const Entries& all) {
  auto section = paper::table("overview", "Modifications in the " + std::string(refinement),
                              {{"ref", "Reference"},
                               {"title", "Title"},
                               {"proposer", "Proposer"},
                               {"rag", "RAG"},
                               {"movement_wd", "Moved (WD)", Kind::number},
                               {"next", "Next step"},
                               {"next_on", "Expected", Kind::date},
                               {"release", "Target release"},
                               {"float_wd", "Float (WD)", Kind::number}},
                              "None.");
  for (const auto& one : all) {
    const auto* next = next_step(one.found);
    const auto& cut_offs = one.found.reckoning.cut_offs;
    section.rows.push_back({one.facts->ref, cell(one.facts->title.value_or("")), cell(paper::proposer_of(*one.facts)),
                            capitals(engine::body::wire_name(one.found.rag)), cell(one.found.slip_wd),
                            cell(next != nullptr ? next->words : ""),
                            next != nullptr ? reckoned(next->forecast, next->provisional_from) : engine::Cell(),
                            cell(cut_offs.empty() ? "" : std::string(cut_offs.front().title)),
                            cell(one.found.reckoning.least_float())});
  }
  return section;
}

Section cut_offs(const Entries& all) {
  auto section = paper::table("cut-offs", "Target releases and their cut-offs",
                              {{"ref", "Reference"},
                               {"release", "Target release"},
                               {"cut_off", "Cut-off"},
                               {"on", "Last day", Kind::date},
                               {"milestone", "Milestone"},
                               {"expected", "Expected", Kind::date},
                               {"float_wd", "Float (WD)", Kind::number}},
                              "None of them is in the scope of a release yet.");
  for (const auto& one : all)
    for (const auto& cut : one.found.reckoning.cut_offs)
      section.rows.push_back({one.facts->ref, std::string(cut.title), paper::words_of_cut_off(cut.name), cut.on,
                              one.found.milestones.at(cut.step).words,
                              reckoned(cut.forecast, one.found.milestones.at(cut.step).provisional_from),
                              cell(cut.float_wd)});
  return section;
}

Date day_in(const engine::Cell& cell) {
  const auto* marked = std::get_if<engine::ProvisionalDay>(&cell);
  return marked != nullptr ? marked->on : std::get<Date>(cell);
}

// What is to be done in the next months, in the order of the days.
Section programme_of_work(const Entries& all, Date from) {
  Date until = from + work_ahead;
  if (!until.ok()) until = Date(until.year() / until.month() / std::chrono::last);
  auto section =
      paper::table("programme", "Programme of work to " + date_text(until),
                   {{"on", "Expected", Kind::date}, {"ref", "Reference"}, {"step", "Step"}, {"owner", "Owner"}},
                   "Nothing is expected by then.");
  for (const auto& one : all)
    for (const auto& step : one.found.milestones)
      if (!step.passed && step.forecast && *step.forecast <= until)
        section.rows.push_back({reckoned(step.forecast, step.provisional_from), one.facts->ref, step.words,
                                paper::who_in_words(step.owner)});
  std::stable_sort(section.rows.begin(), section.rows.end(),
                   [](const auto& a, const auto& b) { return day_in(a[0]) < day_in(b[0]); });
  return section;
}

Section recommendations(const Entries& all, Date today) {
  auto section = paper::table("recommendations", "The Panel is asked to",
                              {{"verb", "Verb"}, {"ref", "Reference"}, {"recommendation", "Recommendation"}},
                              "Nothing is to be agreed: no timetable has changed.");
  for (const auto& one : all)
    for (const auto& draft : meeting::proposed_to("panel", *one.current, today))
      for (const auto& line : draft.asked)
        if (draft.command == AgreeTimetable::name)
          section.rows.push_back({paper::asked(line.verb), one.facts->ref, line.text});
  return section;
}
}  // namespace

engine::Report timetables_paper(const engine::ReportInput& input) {
  paper::ReadersCopy copy(input.clearance);
  engine::Report report;
  report.title = "SEC Modification Timetables";
  report.main_table = "overview";
  Entries all;
  for (const auto* one : input.about) {
    const auto& facts = facts_of(*one);
    auto around = meeting::surroundings_of(facts, input.as_at, input.others);
    auto found = outlook(facts, one->state, around);
    all.push_back({one, &facts, std::move(around), std::move(found)});
  }
  const auto meetings = paper::panel_meetings(input, 0);
  report.header = paper::header(input, meetings, report.title, "For agreement");
  report.header.insert(report.header.begin(), {"Stage", std::string(refinement)});
  report.sections = {recommendations(all, input.as_at), overview(all), cut_offs(all),
                     programme_of_work(all, input.as_at)};
  for (const auto& one : all) report.sections.push_back(milestones_of(one, copy));
  paper::explain_marks(report);
  copy.stamp(report);
  return report;
}

}  // namespace sec
