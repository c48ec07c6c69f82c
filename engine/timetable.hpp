// A programme of work as dates: steps that follow one another by Working Days, meetings that they wait for, what has
// happened, and what that makes of the rest. Pure values; it knows no domain.
#pragma once

#include <string>
#include <vector>

#include "engine/calendar.hpp"

namespace engine {

// When a body meets: on the days listed; in a month for which none is listed, by the rule. A day by the rule that is
// no Working Day gives way to the Working Day before it. Listed days are taken as they are.
class Meetings {
 public:
  struct Rule {
    unsigned nth = 1;  // 1 the first ... 4 the fourth; 0 the last of the month
    std::chrono::weekday weekday{};
  };
  Meetings(std::string name, Rule rule, std::vector<Date> listed = {});

  const std::string& name() const { return name_; }
  // The same body, which also meets on these days.
  Meetings with(const std::vector<Date>& more) const;
  // The first meeting on or after a day, the last one on or before it. Both throw OutsideCalendar.
  Date on_or_after(Date day, const Calendar& calendar) const;
  Date on_or_before(Date day, const Calendar& calendar) const;

 private:
  void of_month(std::chrono::year_month month, const Calendar& calendar, std::vector<Date>& found) const;

  std::string name_;
  Rule rule_;
  std::vector<Date> listed_;  // in order
};

// One step of a plan. `after` are places in the plan, each before this one; the step is reached `working_days` after
// the last of them, or at the first meeting from then on.
struct PlanStep {
  std::string code;
  int working_days = 0;
  std::vector<std::size_t> after;
  const Meetings* meetings = nullptr;  // outlives the plan; nullptr: it waits for no meeting
};
// In an order in which no step comes before one that it follows.
using Plan = std::vector<PlanStep>;
std::optional<std::size_t> place_in(const Plan& plan, std::string_view code);

// The same steps by name, as plans are written down.
struct NamedStep {
  std::string_view code;
  int working_days = 0;
  std::vector<std::string_view> after;
  std::string_view body;  // whose meeting it waits for; empty: nobody's
};
// A plan of the steps that `keep` says yes to. What followed a step that is left out follows what that one followed.
// `meetings_of` gives the meetings of a body, or nullptr. Throws std::invalid_argument for a step that follows one
// which is not named before it.
template <class Keep, class MeetingsOf>
Plan plan_of(const std::vector<NamedStep>& steps, Keep keep, MeetingsOf meetings_of);

// Where a step stands. Neither passed nor dated: it is still to come, as early as it can.
struct StepStanding {
  bool passed = false;              // it has happened, or there is no way back to it
  std::optional<Date> actual = {};  // when it happened; empty although it passed: nobody knows
  std::optional<Date> not_before =
      {};                        // as somebody forecast or agreed: kept unless what comes before it pushes it later
  std::optional<Date> set = {};  // on record, like a closing: it comes on that day whatever is before it
  int slip_wd = 0;               // Working Days added to what comes out
};

struct StepForecast {
  std::optional<Date> on;  // empty: it passed, and nobody knows when
  // The step that decides the date; the step itself when nothing pushes it.
  std::size_t pushed_by = 0;
};

// The dates of all steps. What has not happened yet happens on `today` at the earliest. Throws OutsideCalendar.
// `standings` has an entry a step.
std::vector<StepForecast> forecast(const Plan& plan, const std::vector<StepStanding>& standings, Date today,
                                   const Calendar& calendar);

// A day by which a step has to be reached.
struct CutOff {
  std::size_t step = 0;
  Date on{};
};

struct StepLatest {
  std::optional<Date>
      reached;                // the last day on which it may be reached; empty: no cut-off depends on it, or it passed
  std::optional<Date> start;  // the last day on which the work towards it may begin
};

// The backward pass from the cut-offs: how late each remaining step may be and still make all of them.
std::vector<StepLatest> latest(const Plan& plan, const std::vector<StepStanding>& standings,
                               const std::vector<CutOff>& cut_offs, const Calendar& calendar);

// The remaining steps that decide when `target` is reached, the first to be done first.
std::vector<std::size_t> critical_path(const std::vector<StepStanding>& standings,
                                       const std::vector<StepForecast>& dates, std::size_t target);

// Working Days that a date has moved, later is positive. Days on hold in between explain a delay as far as they go and
// do not count.
struct Movement {
  int gross_wd = 0;
  int held_wd = 0;  // of these
  int net_wd() const { return gross_wd - held_wd; }
};
Movement movement(Date from, Date to, int held_wd, const Calendar& calendar);

// How plan_of() does it.

namespace detail {
std::size_t place_of(const std::vector<NamedStep>& steps, std::size_t before, std::string_view code);
void follow(std::vector<std::size_t>& after, std::size_t place);
}  // namespace detail

template <class Keep, class MeetingsOf>
Plan plan_of(const std::vector<NamedStep>& steps, Keep keep, MeetingsOf meetings_of) {
  Plan plan;
  std::vector<std::vector<std::size_t>> stands_for(steps.size());  // places in the plan
  for (std::size_t i = 0; i < steps.size(); ++i) {
    std::vector<std::size_t> after;
    for (const auto code : steps[i].after)
      for (const auto place : stands_for[detail::place_of(steps, i, code)]) detail::follow(after, place);
    if (!keep(steps[i])) {
      stands_for[i] = std::move(after);
      continue;
    }
    stands_for[i] = {plan.size()};
    plan.push_back({std::string(steps[i].code), steps[i].working_days, std::move(after), meetings_of(steps[i].body)});
  }
  return plan;
}

}  // namespace engine
