// Makes the plan of each course that a modification can take, all of them once, and says where in it a state lies.
#include "workflows/sec/timetable/programme.hpp"

#include <algorithm>

#include "workflows/sec/timetable/table.hpp"

namespace sec {

namespace {
using engine::Meetings;
using namespace std::chrono_literals;

// What the Authority has allowed to leave out.
bool is_left_out(const ProgrammeStep& step, const Course& course) {
  const auto code = step.step.code;
  const bool of_the_assessment = code == "CB_IA_COST" || code == "IA_REQUESTED" || code == "IA_RETURNED";
  return (!course.working_group && step.owner == "working-group") || (!course.impact_assessment && of_the_assessment);
}

bool taken(const ProgrammeStep& step, const Course& course) {
  if (is_left_out(step, course)) return false;
  const bool development = rules_of(course.pack).development;
  switch (step.taken) {
    case Taken::always:
      return true;
    case Taken::in_development:
      return development;
    case Taken::before_development:
      return !development;
    case Taken::in_refinement:
      return course.refined;
    case Taken::with_dcc_systems:
      return course.refined && course.dcc_systems;
    case Taken::by_authority:
      return !course.self_governance;
    case Taken::by_board:
      return course.self_governance;
  }
  return false;
}

std::string_view body_of(std::string_view body, const Course& course) {
  if (body == report_body) return rules_of(course.pack).report_body;
  if (body != ia_cost_body) return body;
  return course.ia_cost == Course::IaCost::early_by_panel ? "panel" : rules_of(course.pack).ia_cost_body;
}

// The price may be agreed before the consultation has ended: for what that saves (minutes of SECP_66_1503, item 12).
// The request goes out with the usual agreement, and on the Working Day after the Panel has stepped in.
void agree_early(Programme& made, const Course& course) {
  const auto agreed = made.place("CB_IA_COST");
  if (course.ia_cost == Course::IaCost::as_usual || agreed == made.plan.size()) return;
  std::erase(made.plan[agreed].after, made.place("REFINEMENT_CONSULTATION_CLOSED"));
  made.plan[agreed].working_days = 0;
  if (course.ia_cost == Course::IaCost::early_by_panel) made.plan[made.place("IA_REQUESTED")].working_days = 1;
}

void hurry(Programme& made, const Course& course) {
  if (!course.urgent) return;
  for (auto& step : made.plan) step.meetings = nullptr;
  const auto takes = [&](std::string_view code, int working_days) {
    if (const auto place = made.place(code); place != made.plan.size()) made.plan[place].working_days = working_days;
  };
  takes("PANEL_INITIAL", periods.urgent_consideration_wd);
  if (course.by_correspondence) takes("CB_VOTE", periods.correspondence_vote_wd);
  if (!course.short_consultations) return;
  takes("REFINEMENT_CONSULTATION_CLOSED", periods.report_consultation_min_wd);
  takes("MRC_CLOSED", periods.report_consultation_min_wd);
}

Programme made_for(const Course& course) {
  Programme made;
  const auto& steps = course.fast_track ? fast_track_steps : usual_steps;
  std::vector<engine::NamedStep> named;
  for (const auto& one : steps) {
    named.push_back(one.step);
    if (taken(one, course)) made.steps.push_back(&one);
  }
  std::size_t at = 0;
  made.plan = engine::plan_of(
      named, [&](const engine::NamedStep&) { return taken(steps[at++], course); },
      [&](std::string_view body) { return meetings_of(body_of(body, course)); });
  agree_early(made, course);
  hurry(made, course);
  if (const auto place = made.place("IA_RETURNED"); place != made.plan.size()) made.ia_returned = place;
  made.implementation = made.place("IMPLEMENTATION");
  made.decision = made.place(course.fast_track        ? "PANEL_INITIAL"
                             : course.self_governance ? "CB_VOTE"
                                                      : "AUTHORITY_DECISION");
  return made;
}

// All courses there are, one after the other.
constexpr std::size_t ia_costs = 3, switches = 16;

std::size_t number_of(const Course& course) {
  std::size_t pack = 0;
  while (pack + 1 < std::size(pack_rules) && pack_rules[pack].name != course.pack) ++pack;
  const std::size_t flags = (course.fast_track ? 1u : 0u) + (course.refined ? 2u : 0u) +
                            (course.dcc_systems ? 4u : 0u) + (course.self_governance ? 8u : 0u);
  return (pack * switches + flags) * ia_costs + static_cast<std::size_t>(course.ia_cost);
}

std::vector<Programme> all_programmes() {
  std::vector<Programme> all;
  for (const auto& pack : pack_rules)
    for (unsigned flags = 0; flags < switches; ++flags)
      for (std::size_t cost = 0; cost < ia_costs; ++cost)
        all.push_back(made_for({pack.name, (flags & 1u) != 0, (flags & 2u) != 0, (flags & 4u) != 0, (flags & 8u) != 0,
                                static_cast<Course::IaCost>(cost)}));
  return all;
}

std::size_t deviations_of(const Course& course) {
  return (course.working_group ? 1u : 0u) + (course.impact_assessment ? 2u : 0u) +
         (course.short_consultations ? 4u : 0u) + (course.by_correspondence ? 8u : 0u);
}

// Urgent ones are few, and differ in many ways: all of them are made when the first is asked for.
std::vector<Programme> all_urgent_programmes() {
  std::vector<Programme> all;
  for (const auto& pack : pack_rules)
    for (unsigned flags = 0; flags < switches; ++flags)
      for (std::size_t cost = 0; cost < ia_costs; ++cost)
        for (unsigned more = 0; more < switches; ++more)
          all.push_back(made_for({pack.name, (flags & 1u) != 0, (flags & 2u) != 0, (flags & 4u) != 0, (flags & 8u) != 0,
                                  static_cast<Course::IaCost>(cost), true, (more & 1u) != 0, (more & 2u) != 0,
                                  (more & 4u) != 0, (more & 8u) != 0}));
  return all;
}
const Programme& urgent_programme(const Course& course) {
  static const auto all = all_urgent_programmes();
  return all.at(number_of(course) * switches + deviations_of(course));
}
}  // namespace

std::size_t Programme::place(std::string_view code) const { return engine::place_in(plan, code).value_or(plan.size()); }

const Programme& programme(const Course& course) {
  if (course.urgent) return urgent_programme(course);
  static const auto all = all_programmes();
  return all.at(number_of(course));
}

bool is_foreseeable(std::string_view state) {
  return !ends(state) && state != NotKnown::name && state != PanelReferral::name && state != AuthorityReferral::name;
}

Phase phase_of(const Facts& facts, std::string_view state) {
  if (state == WithdrawalNotice::name && facts.state_before_notice != state)
    return phase_of(facts, facts.state_before_notice);
  return properties_of(state).phase;
}

// Days on which a body is known to have met, if that differs from its rule; sec-rules 14. Kept as data: a meeting
// that is moved is one more day here.
const engine::Meetings* meetings_of(std::string_view body) {
  static const Meetings panel("panel", {2, std::chrono::Friday},
                              {2019y / 3 / 15, 2020y / 4 / 17, 2020y / 6 / 19, 2021y / 4 / 16, 2021y / 10 / 15});
  static const Meetings board("change-board", {4, std::chrono::Wednesday}, {2021y / 4 / 21});
  static const Meetings csc("csc", {0, std::chrono::Tuesday});
  static const Meetings group("working-group", {1, std::chrono::Wednesday});
  for (const auto* one : {&panel, &board, &csc, &group})
    if (one->name() == body) return one;
  return nullptr;
}

}  // namespace sec
