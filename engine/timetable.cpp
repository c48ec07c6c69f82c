// Works out programmes of work: meetings, the forward and the backward pass, the critical path, movements.
#include "engine/timetable.hpp"

#include <algorithm>

namespace engine {
namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;

year_month month_of(Date day) { return day.year() / day.month(); }

Date working_day_before(Date day, const Calendar& calendar) {
  return calendar.is_working_day(day) ? day : calendar.add(day, -1);
}

// The last day from which `working_days` lead to `target` at the latest.
Date counted_back(Date target, int working_days, const Calendar& calendar) {
  const Date last = working_day_before(target, calendar);
  return working_days == 0 ? last : calendar.add(last, -working_days);
}

}  // namespace

Meetings::Meetings(std::string name, Rule rule, std::vector<Date> listed)
    : name_(std::move(name)), rule_(rule), listed_(std::move(listed)) {
  std::sort(listed_.begin(), listed_.end());
}

Meetings Meetings::with(const std::vector<Date>& more) const {
  auto listed = listed_;
  listed.insert(listed.end(), more.begin(), more.end());
  return {name_, rule_, std::move(listed)};
}

void Meetings::of_month(year_month month, const Calendar& calendar, std::vector<Date>& found) const {
  const auto first = std::lower_bound(listed_.begin(), listed_.end(), Date(month / std::chrono::day(1)));
  for (auto day = first; day != listed_.end() && month_of(*day) == month; ++day) found.push_back(*day);
  if (!found.empty()) return;
  const Date by_rule = rule_.nth == 0 ? Date(sys_days(month / rule_.weekday[std::chrono::last]))
                                      : Date(sys_days(month / rule_.weekday[rule_.nth]));
  found.push_back(working_day_before(by_rule, calendar));
}

Date Meetings::on_or_after(Date day, const Calendar& calendar) const {
  // The calendar ends somewhere, and throws there; a meeting of the next month may lie in this one, moved forward.
  for (auto month = month_of(day);; month += months(1)) {
    std::vector<Date> held;
    of_month(month, calendar, held);
    of_month(month + months(1), calendar, held);
    std::sort(held.begin(), held.end());
    const auto found = std::lower_bound(held.begin(), held.end(), day);
    if (found != held.end()) return *found;
  }
}

Date Meetings::on_or_before(Date day, const Calendar& calendar) const {
  for (auto month = month_of(day);; month -= months(1)) {
    std::vector<Date> held;
    of_month(month, calendar, held);
    std::sort(held.begin(), held.end());
    const auto after = std::upper_bound(held.begin(), held.end(), day);
    if (after != held.begin()) return *(after - 1);
  }
}

std::optional<std::size_t> place_in(const Plan& plan, std::string_view code) {
  for (std::size_t i = 0; i < plan.size(); ++i)
    if (plan[i].code == code) return i;
  return {};
}

std::vector<StepForecast> forecast(const Plan& plan, const std::vector<StepStanding>& standings, Date today,
                                   const Calendar& calendar) {
  std::vector<StepForecast> dates(plan.size());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    const auto& standing = standings[i];
    dates[i].pushed_by = i;
    if (standing.passed) {
      dates[i].on = standing.actual;
      continue;
    }
    if (standing.set) {
      const Date day = std::max(*standing.set, today);
      dates[i].on = standing.slip_wd > 0 ? calendar.add(day, standing.slip_wd) : day;
      continue;
    }
    Date earliest = today;
    for (const auto before : plan[i].after) {
      if (!dates[before].on) continue;
      const Date reached =
          plan[i].working_days == 0 ? *dates[before].on : calendar.add(*dates[before].on, plan[i].working_days);
      if (reached <= earliest) continue;
      earliest = reached;
      dates[i].pushed_by = before;
    }
    if (standing.not_before && *standing.not_before >= earliest) {
      earliest = *standing.not_before;
      dates[i].pushed_by = i;
    }
    if (standing.slip_wd > 0) earliest = calendar.add(earliest, standing.slip_wd);
    dates[i].on = plan[i].meetings ? plan[i].meetings->on_or_after(earliest, calendar) : earliest;
  }
  return dates;
}

std::vector<StepLatest> latest(const Plan& plan, const std::vector<StepStanding>& standings,
                               const std::vector<CutOff>& cut_offs, const Calendar& calendar) {
  std::vector<StepLatest> found(plan.size());
  const auto by = [&](std::size_t step, Date day) {
    auto& reached = found[step].reached;
    if (!reached || day < *reached) reached = day;
  };
  for (const auto& one : cut_offs) by(one.step, one.on);
  for (std::size_t i = plan.size(); i-- > 0;) {
    if (standings[i].passed) {
      found[i] = {};
      continue;
    }
    auto& one = found[i];
    if (!one.reached) continue;
    one.reached = plan[i].meetings ? plan[i].meetings->on_or_before(*one.reached, calendar)
                                   : working_day_before(*one.reached, calendar);
    one.start = counted_back(*one.reached, plan[i].working_days, calendar);
    for (const auto before : plan[i].after) by(before, *one.start);
  }
  return found;
}

std::vector<std::size_t> critical_path(const std::vector<StepStanding>& standings,
                                       const std::vector<StepForecast>& dates, std::size_t target) {
  std::vector<std::size_t> path;
  for (auto step = target; !standings[step].passed; step = dates[step].pushed_by) {
    path.push_back(step);
    if (dates[step].pushed_by == step) break;
  }
  std::reverse(path.begin(), path.end());
  return path;
}

Movement movement(Date from, Date to, int held_wd, const Calendar& calendar) {
  const int gross = calendar.between(from, to);
  return {gross, std::clamp(held_wd, 0, std::max(gross, 0))};
}

namespace detail {
std::size_t place_of(const std::vector<NamedStep>& steps, std::size_t before, std::string_view code) {
  for (std::size_t i = 0; i < before; ++i)
    if (steps[i].code == code) return i;
  throw std::invalid_argument("a step follows " + std::string(code) + ", which is not named before it");
}
void follow(std::vector<std::size_t>& after, std::size_t place) {
  if (std::find(after.begin(), after.end(), place) == after.end()) after.push_back(place);
}
}  // namespace detail

}  // namespace engine
