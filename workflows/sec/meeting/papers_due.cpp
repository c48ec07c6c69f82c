// The day by which papers go out, counted back from the meeting; it moves when the holidays in between change.
#include <algorithm>

#include "workflows/sec/meeting/table.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec::meeting {

namespace {
struct PapersDue {
  Date on{};
  Counting counted;
};

PapersDue papers_due_of(const engine::Setting& setting, Date meeting) {
  const auto& calendar = calendar_of(setting);
  PapersDue due{calendar.add(meeting, -meeting_periods.papers_wd),
                counting(calendar, meeting, -meeting_periods.papers_wd)};
  due.counted.working_days = meeting_periods.papers_wd;  // back from the meeting; bodies hold no number below 0
  return due;
}

// One that comes forward into the past is due on the next Working Day (DEF, as deadlines are).
PapersDue counted_again(const Look& look) {
  auto again = papers_due_of(look.setting, look.facts.date);
  const auto& was = look.facts.papers_due;
  if (was && again.on < *was && again.on < look.setting.today)
    again.on = std::min(*was, calendar_of(look.setting).add(look.setting.today, 1));
  return again;
}

bool moves(const Look& look) {
  if (!look.facts.papers_due) return false;
  const auto again = counted_again(look);
  const auto& counted = look.facts.papers_counted;
  return again.on != *look.facts.papers_due || (counted && !(again.counted == *counted));
}
}  // namespace

Reason PapersAreCountedOverIt::unmet(const Look& look) {
  return unless(moves(look), "the day on which its papers are due is not counted over what has changed");
}

void keep_papers_due(const engine::Setting& setting, Scheduled& event) {
  auto [on, counted] = papers_due_of(setting, event.date);
  event.papers_due = on;
  event.papers_counted = std::move(counted);
}

PapersDueMoved PapersDueMoved::from(const Look& look, const MoveDeadlines& command) {
  PapersDueMoved event;
  static_cast<MoveDeadlines&>(event) = command;
  auto [on, counted] = counted_again(look);
  event.papers_due = on;
  event.papers_counted = std::move(counted);
  return event;
}

void apply(Facts& facts, const PapersDueMoved& event, const engine::Entry&) {
  facts.papers_due = event.papers_due;
  facts.papers_counted = event.papers_counted;
}

std::optional<Date> papers_provisional_from(const Facts& facts) {
  return facts.papers_counted ? facts.papers_counted->provisional_from : std::nullopt;
}

}  // namespace sec::meeting
