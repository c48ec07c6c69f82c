// Compares the days that were named with those that come out of the plan.
#include "workflows/sec/timetable/too_early.hpp"

#include <fmt/format.h>

#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/milestones.hpp"

namespace sec {

namespace {
std::string day_of_step(const Reckoning& made, std::size_t step) {
  return made.dates[step].on ? date_text(*made.dates[step].on) : "a day that nobody knows";
}

// Nothing happens before what it follows: a forecast that is sooner than that is said, and not shown as the day.
void say_which_forecasts_are_too_early(Reckoning& made, const Facts& facts) {
  for (std::size_t i = 0; i < made.dates.size(); ++i) {
    const auto* said = named(*facts.forecast, made.steps()[i].code);
    const auto by = made.dates[i].pushed_by;
    if (said == nullptr || made.standings[i].passed || by == i || !made.dates[i].on || *made.dates[i].on <= said->on)
      continue;
    made.assumptions.push_back(fmt::format(
        "{} was forecast for {}, sooner than {}, which comes before it, can be ({}): reckoned as {}",
        made.steps()[i].code, date_text(said->on), made.steps()[by].code, day_of_step(made, by), day_of_step(made, i)));
  }
}

// What is supposed for a day is reckoned for it, even if what it follows is later.
void say_what_is_supposed_too_early(Reckoning& made, const Supposition& supposed) {
  for (const auto& move : supposed.moves) {
    if (!move.on) continue;
    const auto step = made.programme->place(move.milestone);
    for (const auto before : made.steps()[step].after)
      if (const auto& on = made.dates[before].on; on && *on > *move.on && !made.standings[before].passed)
        made.assumptions.push_back(fmt::format("{} is supposed on {}, but {}, which comes before it, is not until {}",
                                               move.milestone, date_text(*move.on), made.steps()[before].code,
                                               date_text(*on)));
  }
}
}  // namespace

void say_what_comes_too_early(Reckoning& made, const Facts& facts, const Supposition& supposed) {
  say_which_forecasts_are_too_early(made, facts);
  say_what_is_supposed_too_early(made, supposed);
}

}  // namespace sec
