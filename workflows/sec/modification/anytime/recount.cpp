// Counts deadlines again, and says which of them a change of the calendar moves.
#include "workflows/sec/modification/anytime/recount.hpp"

#include <algorithm>

#include "workflows/sec/modification/anytime/hold.hpp"
#include "workflows/sec/modification/vote/question.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec {

namespace {
// The same hour of another London day.
Time at_its_hour(Time due, Date day) { return engine::london_time(day, engine::london_hour(due)); }
}  // namespace

MovedDeadline counted_again(const engine::Calendar& calendar, const std::string& name, Time due,
                            const Counting& counted, int working_days) {
  const auto last = calendar.add(counted.from, working_days);
  return {name, at_its_hour(due, last), counting(calendar, counted.from, working_days)};
}

MovedDeadline later_by(const engine::Calendar& calendar, const std::string& name, Time due, const Counting& counted,
                       int working_days) {
  // While it stood still its holidays may have changed: it is where it would be over those of now.
  if (counted_to(counted) == engine::london_date(due))
    return counted_again(calendar, name, due, counted, counted.working_days + working_days);
  const auto day = calendar.add(engine::london_date(due), working_days);
  auto moved = counting(calendar, counted.from, counted.working_days + working_days);
  moved.provisional_from = calendar.provisional_from(day);
  return {name, at_its_hour(due, day), std::move(moved)};
}

namespace {
std::vector<Date> changed_days(const MoveDeadlines& command) {
  auto days = command.changed;
  for (const auto& one : {command.holiday, command.withdrawn})
    if (one) days.push_back(*one);
  return days;
}

// A deadline that comes forward leaves whoever has to meet it until its hour on the next Working Day (DEF): what was
// open this morning is not closed since yesterday. What stands still has no hour yet: it gets its days back.
Time not_in_the_past(const Look& look, const CountedTimer& timer, Time due) {
  if (look.facts.pause && !timer.statutory) return due;
  if (due > look.setting.now || due >= timer.due) return due;
  const auto next = calendar_of(look.setting).add(look.setting.today, 1);
  return std::min(timer.due, at_its_hour(timer.due, next));
}

// The reminder that is still to come goes with the closing that it is counted back from.
std::optional<MovedDeadline> moved_reminder(const Look& look, const MovedDeadline& closing) {
  const auto* ballot = look.facts.open_ballot();
  if (ballot == nullptr || !ballot->reminder || closing.deadline != ballot_closing_timer(ballot->number)) return {};
  const auto at = reminder_of(look.setting, closing.due);
  if (at == *ballot->reminder) return {};
  return MovedDeadline{ballot_reminder_timer(ballot->number), at, {}};
}

// What comes out otherwise than it did: another day, other holidays, or published ones instead of expected ones.
std::vector<MovedDeadline> moved_by(const Look& look, const MoveDeadlines& command) {
  std::vector<MovedDeadline> found;
  for (const auto& timer :
       moving_over(look.facts, look.state, changed_days(command), command.published_year.has_value())) {
    const auto& was = timer.counted;
    auto again = counted_again(calendar_of(look.setting), timer.name, timer.due, was, was.working_days);
    again.due = not_in_the_past(look, timer, again.due);
    if (again.due == timer.due && again.counted == was) continue;
    found.push_back(std::move(again));
    if (auto reminder = moved_reminder(look, found.back())) found.push_back(std::move(*reminder));
  }
  return found;
}
}  // namespace

Reason ADeadlineIsCountedOverIt::unmet(const Look& look, const MoveDeadlines& command) {
  return unless(!moved_by(look, command).empty(), "none of its open deadlines is counted over what has changed");
}

DeadlinesMoved DeadlinesMoved::from(const Look& look, const MoveDeadlines& command) {
  auto event = kept<DeadlinesMoved>(command);
  event.moved = moved_by(look, command);
  return event;
}

}  // namespace sec
