// Compares dates with what was agreed, and takes off the days on which work stood still.
#include "workflows/sec/timetable/slippage.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/phrases.hpp"
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

namespace {
struct Movements {
  const Compared& from;
  const std::vector<Stop>& stops;
  const engine::Meetings* meetings;
  const engine::Calendar& calendar;

  // Late on the meeting at which it can have been meant is late, by the first so many stops.
  int late(Date to, std::size_t count) const {
    if (meetings == nullptr || to <= from.day) return net(to, held(to, count));
    const auto first = meetings->on_or_after(calendar.add(from.day, held(to, count)), calendar);
    return net(to, std::max(held(to, count), calendar.between(from.day, first)));
  }
  int held(Date to, std::size_t count) const {
    std::vector<Standstill> still;
    for (std::size_t i = 0; i < count; ++i) still.push_back(stops[i].still);
    return still_between(still, from.since, to, calendar);
  }
  int net(Date to, int explained) const { return engine::movement(from.day, to, explained, calendar).net_wd(); }

  // What was late when a stop began is late after it, however long it was.
  int with_what_was_late(Date to, std::size_t count) const {
    const int least = late(to, count);
    if (count == 0) return least;
    const auto& [still, before] = stops[count - 1];
    if (still.from >= to) return with_what_was_late(to, count - 1);
    if (!before || still.from < from.since) return least;
    return std::max(least, was_late(std::min(to, *before), count - 1));
  }
  // As it was told before the next stop; the meeting at which it was meant is none the later for that.
  int was_late(Date to, std::size_t count) const {
    if (held(to, count) > 0) return with_what_was_late(to, count);
    const bool at_the_first =
        meetings != nullptr && to > from.day && to <= meetings->on_or_after(calendar.add(from.day, 0), calendar);
    return at_the_first ? 0 : net(to, 0);
  }
};
}  // namespace

std::optional<int> moved_by(const Compared& from, Date to, const std::vector<Stop>& stops,
                            const engine::Meetings* meetings, const engine::Calendar& calendar) {
  if (!working_days_between(from.day, to, calendar)) return {};
  try {
    const Movements all{from, stops, meetings, calendar};
    const auto count = stops.size();
    return all.held(to, count) == 0 ? all.net(to, 0) : all.with_what_was_late(to, count);
  } catch (const engine::OutsideCalendar&) {
    return {};
  }
}

void look_back(Reckoning& made, const Surroundings& around) {
  for (auto& one : made.stopped) {
    const auto& [facts, state] = one.still.before;
    if (!facts) continue;
    auto then = around;
    then.today = one.still.from;
    then.releases.clear();
    const auto was = reckon(*facts, state, then);
    for (std::size_t i = 0; i < was.dates.size(); ++i)
      if (const auto& on = was.dates[i].on) one.dates.emplace(was.steps()[i].code, *on);
    // Of one in several parts the first is that step.
    for (const auto& part : facts->parts) {
      const bool first = part.part == facts->parts.front().part;
      const auto on = first ? was.dates[was.programme->implementation].on : part.planned_on;
      if (on) one.dates.emplace(fmt::format("IMPLEMENTATION({})", part.part), *on);
    }
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

namespace {
void take_the_cause(MilestoneView& one, const Facts& facts, const Part* part) {
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

// It was agreed before, and is to be done again, or only then.
bool came_of_the_send_back(const MilestoneView& one, const Facts& facts, const Comparison& with, Date is) {
  if (!facts.sent_back_on || is <= *facts.sent_back_on) return false;
  const auto before = [&](const std::optional<Compared>& day) { return day && day->since <= *facts.sent_back_on; };
  const bool on_agreed = one.movement_wd.value_or(0) > 0, on_first = one.total_movement_wd.value_or(0) > 0;
  return (on_agreed && before(with.agreed)) || (on_first && !on_agreed && before(with.baseline));
}
}  // namespace

void compare(MilestoneView& one, const Facts& facts, const Part* part, const Reckoning& made,
             const engine::Meetings* meetings, const engine::Calendar& calendar) {
  auto with = by_timetables(facts, one.code, calendar);
  if (part != nullptr) take_the_parts(with, facts, *part);
  if (with.baseline) one.baseline = with.baseline->day;
  if (with.agreed) one.agreed = with.agreed->day;
  const auto is = one.actual ? one.actual : one.forecast;
  const auto stops = made.stops_of(one.code);
  if (is && with.agreed) one.movement_wd = moved_by(*with.agreed, *is, stops, meetings, calendar);
  if (is && with.baseline) one.total_movement_wd = moved_by(*with.baseline, *is, stops, meetings, calendar);
  take_the_cause(one, facts, part);
  if (!one.reason_code && is && came_of_the_send_back(one, facts, with, *is))
    one.reason_code = std::string(cause_of_send_back);
}

std::string lateness(const Outlook& found, const Facts& facts) {
  auto words = paper::working_days_text(found.slip_wd.value_or(0)) + " late";
  for (const auto& one : found.milestones)
    if (one.movement_wd == found.slip_wd && one.reason_code == cause_of_send_back && facts.sent_back_on)
      return words + ", for the Authority sent it back on " + date_text(*facts.sent_back_on);
  return words;
}

namespace {
bool is_part(const MilestoneView& one) { return one.code.starts_with("IMPLEMENTATION"); }

using Moved = std::optional<int> MilestoneView::*;

std::optional<int> worst_to_come(const Outlook& found, Moved field) {
  std::optional<int> slip;
  for (const auto& one : found.milestones)
    if (!one.passed && one.*field) slip = std::max(slip.value_or(*(one.*field)), *(one.*field));
  return slip;
}
// Parts need not go in in their order; of one day the later one counts.
std::optional<int> last_that_happened(const Outlook& found, Moved field) {
  const MilestoneView* last = nullptr;
  for (const auto& one : found.milestones) {
    if (!one.passed || !(one.*field)) continue;
    const bool worse = last == nullptr || one.actual > last->actual ||
                       (one.actual == last->actual && (!is_part(one) || *(one.*field) > *(last->*field)));
    if (worse) last = &one;
  }
  return last == nullptr ? std::nullopt : last->*field;
}
}  // namespace

void view_slip(Outlook& found) {
  found.slip_wd = worst_to_come(found, &MilestoneView::movement_wd);
  found.total_slip_wd = worst_to_come(found, &MilestoneView::total_movement_wd);
  if (!found.slip_wd) found.slip_wd = last_that_happened(found, &MilestoneView::movement_wd);
  if (!found.total_slip_wd) found.total_slip_wd = last_that_happened(found, &MilestoneView::total_movement_wd);
}

}  // namespace sec
