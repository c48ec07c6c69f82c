// Compares dates with what was agreed, and takes off the days on which work stood still.
#include "workflows/sec/timetable/slippage.hpp"

#include <algorithm>

#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/milestones.hpp"

namespace sec {

int still_between(const std::vector<Standstill>& still, Date after, Date to, const engine::Calendar& calendar) {
  auto sorted = still;
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  int days = 0;
  for (const auto& one : sorted) {
    // Work goes on on the Working Day on which it may.
    const Date from = std::max(one.from, after), until = std::min(calendar.add(one.until, 0), to);
    if (from >= until) continue;
    days += calendar.between(from, until);
    after = until;  // one may lie in another: a hold under a notice of withdrawal
  }
  return days;
}

std::optional<int> moved_by(const Compared& from, Date to, const std::vector<Standstill>& still,
                            const engine::Meetings* meetings, const engine::Calendar& calendar) {
  if (!working_days_between(from.day, to, calendar)) return {};
  try {
    int held = still_between(still, from.since, to, calendar);
    if (held > 0 && meetings != nullptr && to > from.day)
      held = std::max(held, calendar.between(from.day, meetings->on_or_after(calendar.add(from.day, held), calendar)));
    return engine::movement(from.day, to, held, calendar).net_wd();
  } catch (const engine::OutsideCalendar&) {
    return {};
  }
}

namespace {
// A body that agrees a timetable while work stands still agrees it in the knowledge of the end that was set.
Date since(const TimetableVersion& version, const engine::Calendar& calendar) {
  if (!version.held_until || *version.held_until < version.on) return version.on;
  try {
    return calendar.add(*version.held_until, 1);
  } catch (const engine::OutsideCalendar&) {
    return *version.held_until;
  }
}

struct Comparison {
  std::optional<Compared> baseline, agreed;
};

Comparison by_timetables(const Facts& facts, std::string_view code, const engine::Calendar& calendar) {
  Comparison found;
  for (const auto& version : facts.timetables)
    if (const auto* first = named(version->milestones, code)) {
      found.baseline = Compared{first->on, since(*version, calendar)};
      break;
    }
  if (const auto* last = named(*facts.timetable, code))
    found.agreed = Compared{last->on, since(*facts.timetables.back(), calendar)};
  return found;
}

// The date that came with the implementation approach is the baseline, and what counts until a later timetable says
// otherwise (DEF 16.15).
void take_the_parts(Comparison& found, const Facts& facts, const Part& part) {
  if (part.baseline) found.baseline = Compared{part.baseline->day, part.baseline->on};
  if (part.agreed && (!found.agreed || facts.timetables.back()->on <= part.agreed->on))
    found.agreed = Compared{part.agreed->day, part.agreed->on};
}
}  // namespace

void compare(MilestoneView& one, const Facts& facts, const Part* part, const Reckoning& made,
             const engine::Meetings* meetings, const engine::Calendar& calendar) {
  auto with = by_timetables(facts, one.code, calendar);
  if (part != nullptr) take_the_parts(with, facts, *part);
  if (with.baseline) one.baseline = with.baseline->day;
  if (with.agreed) one.agreed = with.agreed->day;
  const auto is = one.actual ? one.actual : one.forecast;
  if (is && with.agreed) one.movement_wd = moved_by(*with.agreed, *is, made.still, meetings, calendar);
  if (is && with.baseline) one.total_movement_wd = moved_by(*with.baseline, *is, made.still, meetings, calendar);
  const auto* said = named(*facts.forecast, one.code);
  if (said == nullptr && part != nullptr && part->moved) {
    one.reason_code = std::string(part->moved->cause);
    one.reason = part->moved->reason;
    return;
  }
  if (said == nullptr) said = named(*facts.timetable, one.code);
  if (said == nullptr) return;
  one.reason_code = said->reason_code;
  one.reason = said->reason;
}

void view_slip(Outlook& found) {
  const auto worst = [&](std::optional<int> MilestoneView::*field, bool passed) {
    std::optional<int> slip;
    for (const auto& one : found.milestones)
      if (one.passed == passed && one.*field)
        slip = passed ? *(one.*field) : std::max(slip.value_or(*(one.*field)), *(one.*field));
    return slip;
  };
  found.slip_wd = worst(&MilestoneView::movement_wd, false);
  found.total_slip_wd = worst(&MilestoneView::total_movement_wd, false);
  if (!found.slip_wd) found.slip_wd = worst(&MilestoneView::movement_wd, true);
  if (!found.total_slip_wd) found.total_slip_wd = worst(&MilestoneView::total_movement_wd, true);
}

}  // namespace sec
