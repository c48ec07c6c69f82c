// What the register knows of each milestone: it happened, it is on record for a day, it was forecast or agreed.
#include <algorithm>

#include "engine/text.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

namespace {
std::optional<Date> decided_on(const Facts& facts, std::initializer_list<std::string_view> steps) {
  for (std::size_t i = facts.decisions.size(); i > 0; --i)
    for (const auto step : steps)
      if (facts.decisions[i - 1].step == step) return facts.decisions[i - 1].on;
  return {};
}

const Consultation* last_consultation(const Facts& facts, ConsultationKind kind) {
  for (auto one = facts.consultations.rbegin(); one != facts.consultations.rend(); ++one)
    if (one->kind == kind) return &*one;
  return nullptr;
}

const Ballot* final_ballot(const Facts& facts) {
  for (auto one = facts.ballots.rbegin(); one != facts.ballots.rend(); ++one)
    if ((*one)->purpose == Purpose::final && (*one)->round == facts.round) return one->get();
  return nullptr;
}

// Whoever writes it: "Working Group", "SECMP0062 Working Group", "working-group".
bool is_called(std::string_view body, std::string_view word) {
  std::string plain;
  for (const char c : body) plain += engine::is_letter_or_digit(c) ? engine::lower(c) : '-';
  return plain.find(word) != std::string::npos;
}
std::optional<Date> first_discussion(const Facts& facts, std::string_view body, std::optional<Date> not_before = {}) {
  std::optional<Date> first;
  facts.discussions.for_each([&](const Discussion& one) {
    if (is_called(one.body, body) && (!not_before || one.on >= *not_before) && (!first || one.on < *first))
      first = one.on;
  });
  return first;
}

// The day on which it happened, by the events; nothing: it has not, or nobody knows.
std::optional<Date> raising_and_refining(const Facts& facts, std::string_view code) {
  if (code == "RAISED") return facts.raised_on;
  if (code == "CSC_INITIAL") {
    const auto decided = decided_on(facts, {"csc-discussed"});
    return decided ? decided : first_discussion(facts, "csc");
  }
  if (code == "WG_1") return first_discussion(facts, "working-group");
  if (code == "CSC_DECISION") return decided_on(facts, {"conversion-recommended"});
  if (code == "PANEL_CONVERSION" || code == "PANEL_INITIAL")
    return decided_on(facts, {"sent-to-refinement", "sent-to-report", "fast-track-approved"});
  const auto assessed = [&](AssessmentKind kind, std::optional<Date> Assessment::*day) {
    const auto* one = facts.last(kind);
    return one == nullptr ? std::nullopt : one->*day;
  };
  if (code == "PA_REQUESTED") return assessed(AssessmentKind::preliminary, &Assessment::requested_on);
  if (code == "PA_RETURNED") return assessed(AssessmentKind::preliminary, &Assessment::returned_on);
  if (code == "WG_PA_REVIEW")
    if (const auto returned = assessed(AssessmentKind::preliminary, &Assessment::returned_on))
      return first_discussion(facts, "working-group", returned);
  if (code == "IA_REQUESTED") return assessed(AssessmentKind::impact, &Assessment::requested_on);
  if (code == "IA_RETURNED") return assessed(AssessmentKind::impact, &Assessment::returned_on);
  if (code == "CB_IA_COST" && facts.ia_cost && facts.ia_cost->decision == IaCost::incur) return facts.ia_cost->on;
  const auto* consulted = last_consultation(facts, ConsultationKind::refinement);
  if (code == "REFINEMENT_CONSULTATION_ISSUED" && consulted != nullptr) return consulted->opens_on;
  if (code == "REFINEMENT_CONSULTATION_CLOSED" && consulted != nullptr) return consulted->closed_on;
  return {};
}

std::optional<Date> reporting_and_deciding(const Facts& facts, std::string_view code) {
  const auto* report = facts.reports.empty() ? nullptr : &facts.reports.back();
  if ((code == "MR_DRAFTED" || code == "LEGAL_TEXT_READY") && report != nullptr && !report->returned_on)
    return report->submitted_on;
  if (code == "PANEL_MR" && report != nullptr) return report->approved_on;
  const auto* consulted = last_consultation(facts, ConsultationKind::report);
  if (code == "MRC_ISSUED" && consulted != nullptr) return consulted->opens_on;
  if (code == "MRC_CLOSED" && consulted != nullptr) return consulted->closed_on;
  const auto* ballot = final_ballot(facts);
  if (code == "CB_VOTE" && ballot != nullptr && ballot->state == BallotState::closed) return ballot->closed_on;
  if (code == "SENT_TO_AUTHORITY") return facts.with_authority_since;
  if (code == "AUTHORITY_DECISION") return decided_on(facts, {"authority-approved", "authority-rejected"});
  if (code == "SG_WINDOW_END") return facts.window_closed_on;
  if (code == "IMPLEMENTATION" && !facts.parts.empty()) return facts.parts.front().actual_on;
  return {};
}

// The day on which it is on record to come.
std::optional<Date> on_record(const Facts& facts, std::string_view state, std::string_view code) {
  const auto due = [&](AssessmentKind kind) {
    const auto* one = facts.last(kind);
    return one == nullptr || one->returned_on ? std::nullopt : day_of(one->due);
  };
  if (code == "PA_RETURNED") return due(AssessmentKind::preliminary);
  if (code == "IA_RETURNED") return due(AssessmentKind::impact);
  const auto* open = facts.open_consultation();
  if (code == "REFINEMENT_CONSULTATION_CLOSED" && open != nullptr && state == Refinement::name)
    return day_of(open->closes_at);
  if (code == "MRC_CLOSED" && open != nullptr && state == ReportConsultation::name) return day_of(open->closes_at);
  const auto* ballot = facts.open_ballot();
  if (code == "CB_VOTE" && ballot != nullptr && state == ChangeBoardVote::name) return day_of(ballot->closes_at);
  if (code == "AUTHORITY_DECISION" && state == AuthorityDetermination::name) return day_of(facts.target);
  if (code == "SG_WINDOW_END" && state == AppealWindow::name) return day_of(facts.window_ends);
  return {};
}

// Whoever did what comes later has done what comes before; but the consultation may still be open then.
void pass_what_comes_before(const Programme& programme, std::vector<engine::StepStanding>& standings) {
  for (std::size_t i = standings.size(); i-- > 0;) {
    if (!standings[i].passed || programme.steps[i]->phase != Phase::refinement) continue;
    for (const auto before : programme.plan[i].after)
      if (!programme.plan[before].code.starts_with("REFINEMENT_CONSULTATION")) standings[before].passed = true;
  }
}

// A timetable that was agreed after the date came with an implementation approach, and before the decision: after a
// send-back (4.2).
bool is_replanned(const Facts& facts, Phase phase) {
  const auto& part = facts.parts.front();
  return phase < Phase::implementation && part.agreed && !part.directed_on &&
         named(*facts.timetable, "IMPLEMENTATION") != nullptr && facts.timetables.back()->on > part.agreed->on;
}
}  // namespace

std::vector<engine::StepStanding> standings_of(const Facts& facts, std::string_view state, const Programme& programme,
                                               const engine::Calendar& calendar, int held_ahead_wd) {
  const auto phase = phase_of(facts, state);
  std::vector<engine::StepStanding> standings(programme.plan.size());
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const auto& code = programme.plan[i].code;
    auto& one = standings[i];
    const auto step_phase = programme.steps[i]->phase;
    const bool to_come = step_phase > phase;
    auto actual = to_come ? std::nullopt : raising_and_refining(facts, code);
    if (!actual && !to_come) actual = reporting_and_deciding(facts, code);
    // What was done before the modification came back here is to be done again.
    const bool done_here =
        step_phase == phase && actual &&
        (phase == Phase::refinement || phase == Phase::development || phase == Phase::implementation);
    one.passed = step_phase < phase || done_here || code == "RAISED";
    if (one.passed) {
      one.actual = actual;
      continue;
    }
    const auto* forecast = named(*facts.forecast, code);
    const auto* agreed = named(*facts.timetable, code);
    one.set = forecast != nullptr ? std::nullopt : on_record(facts, state, code);
    if (forecast == nullptr && agreed != nullptr && is_directed(facts)) one.set = agreed->on;
    const bool stands_still = one.set && (!facts.pause || !facts.pause->since || *one.set >= *facts.pause->since);
    if (stands_still && held_ahead_wd > 0 && code != "SG_WINDOW_END") one.set = calendar.add(*one.set, held_ahead_wd);
    if (forecast != nullptr) one.not_before = forecast->on;
    else if (agreed != nullptr) one.not_before = agreed->on;
  }
  pass_what_comes_before(programme, standings);
  auto& last = standings[programme.implementation];
  // The date that was approved, set or directed counts, whatever a timetable said before; a forecast comes after it.
  if (!facts.parts.empty() && !last.passed && named(*facts.forecast, "IMPLEMENTATION") == nullptr &&
      !is_replanned(facts, phase))
    if (const auto& planned = facts.parts.front().planned_on) {
      last.not_before = planned;
      last.set.reset();
    }
  return standings;
}

namespace {
bool is_refined(const Facts& facts, Phase phase, std::vector<std::string>& assumptions) {
  const bool skipped = facts.deviates(Deviation::skip_refinement);
  if (phase > Phase::refinement) return facts.has_been_refined;
  if (phase == Phase::refinement) return !skipped || !facts.consultations.empty() || !facts.assessments.empty();
  if (skipped) return false;
  const bool fast = facts.path == Path::fast_track || facts.suggested_path == Path::fast_track;
  if (!facts.recommended_route && !fast)
    assumptions.push_back(
        "whether it is refined or goes straight to the Report Phase is not decided: reckoned with the Refinement "
        "Process");
  return facts.recommended_route != Route::report;
}

// What the Authority allowed with urgency.
void deviate(Course& course, const Facts& facts, std::vector<std::string>& assumptions) {
  course.urgent = facts.urgency == Urgency::urgent;
  if (!course.urgent) return;
  course.working_group = !facts.deviates(Deviation::skip_working_group);
  course.impact_assessment = !facts.deviates(Deviation::dispense_with_impact_assessment);
  course.short_consultations = facts.deviates(Deviation::shorten_consultation);
  course.by_correspondence = facts.deviates(Deviation::vote_by_correspondence);
  assumptions.push_back("it is urgent: reckoned as if bodies met for it when they are needed");
  if (course.short_consultations)
    assumptions.push_back("its consultations may be shortened: reckoned with the shortest that is allowed");
}
}  // namespace

Course course_of(const Facts& facts, std::string_view state, std::vector<std::string>& assumptions) {
  const auto phase = phase_of(facts, state);
  Course course;
  course.pack = rules_of(facts.pack).name;
  course.fast_track = facts.path == Path::fast_track || (!facts.path && facts.suggested_path == Path::fast_track);
  course.refined = is_refined(facts, phase, assumptions);
  course.dcc_systems = facts.impacts.dcc_systems == DccImpact::system || !facts.assessments.empty();
  course.self_governance = facts.path == Path::self_governance;
  if (!facts.path && !course.fast_track && !ends(state))
    assumptions.push_back("its path is not known: reckoned as Authority-Determined");
  if (!facts.impacts.dcc_systems && !course.dcc_systems && course.refined && phase <= Phase::refinement)
    assumptions.push_back("what it does to DCC Systems is not known: reckoned without assessments");
  if (!ends(state)) deviate(course, facts, assumptions);
  if (facts.ia_cost && facts.ia_cost->decision == IaCost::incur) {
    const bool stepped_in = facts.ia_cost->by == "panel" && rules_of(facts.pack).ia_cost_body != "panel";
    if (stepped_in) course.ia_cost = Course::IaCost::early_by_panel;
    else if (facts.ia_cost->before_consultation_end) course.ia_cost = Course::IaCost::early;
  }
  return course;
}

}  // namespace sec
