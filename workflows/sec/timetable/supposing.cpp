// What may be supposed of a modification, and what is wrong with what somebody supposes.
#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

Course supposed_course(Course course, const Supposition& supposed) {
  for (const auto& move : supposed.moves) {
    if (move.milestone != "CB_IA_COST" || !move.body) continue;
    const bool stepping_in = *move.body == Body::panel && rules_of(course.pack).ia_cost_body != "panel";
    course.ia_cost = stepping_in ? Course::IaCost::early_by_panel : Course::IaCost::as_usual;
  }
  return course;
}

std::optional<engine::FieldError> fault(const Facts& facts, std::string_view state, const Supposition& supposed) {
  std::vector<std::string> assumptions;
  const auto& made = programme(supposed_course(course_of(facts, state, assumptions), supposed));
  const auto phase = phase_of(facts, state);
  const auto wrong = [&](const std::string& at, const std::string& code) -> std::optional<engine::FieldError> {
    const auto step = made.place(code);
    if (step == made.plan.size())
      return engine::FieldError{at + "/milestone", "'" + code + "' is no milestone of this modification"};
    if (made.steps[step]->phase < phase || ends(state))
      return engine::FieldError{at + "/milestone", "'" + code + "' is behind it"};
    return {};
  };
  for (std::size_t i = 0; i < supposed.slips.size(); ++i)
    if (auto found = wrong(fmt::format("/slips/{}", i), supposed.slips[i].milestone)) return found;
  for (std::size_t i = 0; i < supposed.moves.size(); ++i) {
    const auto at = fmt::format("/moves/{}", i);
    if (auto found = wrong(at, supposed.moves[i].milestone)) return found;
    if (!supposed.moves[i].body && !supposed.moves[i].on)
      return engine::FieldError{at, "a move says to which 'body', or 'on' which day"};
  }
  return {};
}

void check_slips(const Supposition& supposed, const std::string& at, engine::body::Reading& reading) {
  int all = 0;
  for (std::size_t i = 0; i < supposed.slips.size(); ++i) {
    all += std::min(supposed.slips[i].working_days, calendar_periods.slip_max_wd);
    if (all <= calendar_periods.slip_max_wd && supposed.slips[i].working_days <= calendar_periods.slip_max_wd) continue;
    return reading.fault(
        fmt::format("{}/slips/{}/working_days", at, i),
        fmt::format("is too much: together they slip by at most {} Working Days", calendar_periods.slip_max_wd));
  }
}

void check_moves(const Supposition& supposed, const std::string& at, const engine::Calendar& calendar,
                 engine::body::Reading& reading) {
  for (std::size_t i = 0; i < supposed.moves.size(); ++i)
    if (const auto& move = supposed.moves[i]; is_on_working_days(move.milestone))
      check_working_day(move.on, move.milestone + " is on a Working Day", fmt::format("{}/moves/{}/on", at, i),
                        calendar, reading);
}

}  // namespace sec
