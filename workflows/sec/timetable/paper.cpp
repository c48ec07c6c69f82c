// The paper "SEC Modification Timetables": one block a modification, its programme of work as a table.
#include <fmt/format.h>

#include "workflows/sec/guards.hpp"
#include "workflows/sec/paper/header.hpp"
#include "workflows/sec/paper/readers_copy.hpp"
#include "workflows/sec/paper/words.hpp"
#include "workflows/sec/timetable/questions.hpp"
#include "workflows/sec/view.hpp"

namespace sec {

namespace {
using Section = engine::Report::Section;

constexpr std::string_view refinement = "Refinement Process";

using Kind = engine::Report::Column::Kind;
using engine::cell;

std::string day(const std::optional<Date>& on) { return on ? engine::to_text(*on) : ""; }
using paper::capitals;

std::string heading_of(const Facts& facts, const Outlook& found) {
  auto text = facts.ref;
  if (facts.title) text += " " + *facts.title;
  return text + " - " + capitals(engine::body::wire_name(found.rag));
}

// What is to be known of it before the table: cut-offs, reasons, assumptions.
std::string standing(const Facts& facts, const Outlook& found) {
  std::string text;
  const auto add = [&](const std::string& sentence) { text += (text.empty() ? "" : "; ") + sentence; };
  for (const auto& cut : found.reckoning.cut_offs)
    add(fmt::format("{} {} {}: {} {}, {} Working Days of float", cut.release, cut.name, engine::to_text(cut.on),
                    found.reckoning.steps()[cut.step].code, day(cut.forecast), cut.float_wd.value_or(0)));
  for (const auto& reason : found.reasons) add(reason);
  if (found.reckoning.held_wd > 0) add(fmt::format("{} Working Days on hold", found.reckoning.held_wd));
  for (const auto& assumption : found.reckoning.assumptions) add(assumption);
  if (facts.timetables.empty()) add("no timetable has been agreed");
  return text;
}

Section programme_of(const Facts& facts, const Outlook& found, paper::ReadersCopy& copy) {
  Section section{facts.ref,
                  heading_of(facts, found),
                  standing(facts, found),
                  {{"milestone", "Milestone"},
                   {"baseline", "First agreed", Kind::date},
                   {"agreed", "Agreed", Kind::date},
                   {"forecast", "Forecast", Kind::date},
                   {"actual", "Actual", Kind::date},
                   {"movement_wd", "Moved (WD)", Kind::number},
                   {"reason", "Reason"},
                   {"owner", "Owner"}},
                  {},
                  "None."};
  for (const auto& one : found.milestones) {
    if (one.passed && !one.actual && !one.agreed) continue;  // behind it, and nobody knows when
    auto reason = one.reason_code.value_or("");
    if (one.reason) reason += (reason.empty() ? "" : ": ") + copy.said(*one.reason);
    section.rows.push_back({one.words, cell(one.baseline), cell(one.agreed), cell(one.forecast), cell(one.actual),
                            cell(one.movement_wd), cell(reason), cell(std::string(one.owner))});
  }
  return section;
}

Section overview(const std::vector<std::pair<const Facts*, Outlook>>& all) {
  Section section{"overview",
                  "All of them",
                  "",
                  {{"ref", "Reference"},
                   {"title", "Title"},
                   {"rag", "RAG"},
                   {"movement_wd", "Moved (WD)", Kind::number},
                   {"next", "Next"},
                   {"standing", "Standing"}},
                  {},
                  "None."};
  for (const auto& [facts, found] : all)
    section.rows.push_back({facts->ref, cell(facts->title.value_or("")), capitals(engine::body::wire_name(found.rag)),
                            cell(found.slip_wd), cell(found.critical.empty() ? "" : found.critical.front()),
                            cell(standing(*facts, found))});
  return section;
}

// What runs beyond the years that the calendar knows is in the paper all the same, and says so.
Outlook outlook_or_why_not(const Facts& facts, const std::string& state, const Surroundings& around) {
  try {
    return outlook(facts, state, around);
  } catch (const engine::OutsideCalendar& outside) {
    Outlook unknown;
    unknown.reasons.emplace_back(outside.what());
    return unknown;
  }
}
}  // namespace

engine::Report timetables_paper(const engine::ReportInput& input) {
  paper::ReadersCopy copy(input.clearance);
  engine::Report report;
  report.title = "SEC Modification Timetables";
  report.main_table = "overview";
  std::vector<std::pair<const Facts*, Outlook>> all;
  for (const auto* one : input.about) {
    const auto& facts = facts_of(*one);
    all.emplace_back(&facts, outlook_or_why_not(facts, one->state, surroundings_of(facts, input.as_at, input.others)));
  }
  const auto meetings =
      input.beside.empty() ? std::vector<paper::MeetingListed>() : paper::panel_meetings(input.beside.front());
  report.header = paper::header(input, meetings, report.title, "For agreement");
  report.header.insert(report.header.begin(), {"Stage", std::string(refinement)});
  report.sections.push_back(overview(all));
  for (const auto& [facts, found] : all) report.sections.push_back(programme_of(*facts, found, copy));
  copy.stamp(report);
  return report;
}

}  // namespace sec
