// Measures each step from what it follows, and makes bars of the steps.
#include "workflows/sec/timetable/chart.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/report.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec {

namespace {
using Span = engine::Chart::Span;
using Days = std::optional<Date>;

// `day_of` says when the step at a place ended, or is to end.
template <class DayOf>
std::optional<Stretch> stretch(const Outlook& found, std::size_t place, const Days& to, DayOf day_of,
                               const engine::Calendar& calendar) {
  if (!to) return {};
  Days from;
  const auto& steps = found.reckoning.steps();
  if (place < steps.size())
    for (const auto before : steps[place].after)
      if (const Days ended = day_of(before); ended && *ended <= *to) from = std::max(from.value_or(*ended), *ended);
  if (!from) return Stretch{*to, *to, {}};
  return Stretch{*from, *to, working_days_between(*from, *to, calendar)};
}

const Days& end_of(const MilestoneView& one) { return one.actual ? one.actual : one.forecast; }

std::optional<Span> span_of(const std::optional<Stretch>& one) {
  if (!one) return {};
  return Span{one->from, one->to, working_days_at_bar(one->working_days)};
}
}  // namespace

std::optional<Stretch> planned_stretch(const Outlook& found, std::size_t place, const engine::Calendar& calendar) {
  const auto first_agreed = [&](std::size_t before) { return found.milestones.at(before).baseline; };
  return stretch(found, place, found.milestones.at(place).baseline, first_agreed, calendar);
}

std::optional<Stretch> expected_stretch(const Outlook& found, std::size_t place, const engine::Calendar& calendar) {
  const auto reckoned = [&](std::size_t before) { return found.reckoning.dates.at(before).on; };
  return stretch(found, place, end_of(found.milestones.at(place)), reckoned, calendar);
}

std::string working_days_at_bar(const std::optional<int>& working_days) {
  return working_days ? fmt::format("{} WD", *working_days) : "";
}

std::string provisional_mark_of(const MilestoneView& one) {
  const bool expected = !one.actual && one.forecast && one.provisional_from && *one.forecast >= *one.provisional_from;
  return expected ? std::string(engine::provisional_mark) : "";
}

engine::Chart chart_of(const Facts& facts, const Outlook& found, const Surroundings& around) {
  engine::Chart chart;
  chart.title = paper::title_of(facts);
  chart.today = around.today;
  const auto& made = found.reckoning;
  for (std::size_t i = 0; i < found.milestones.size(); ++i) {
    const auto& one = found.milestones[i];
    if (!end_of(one) && !one.baseline) continue;
    auto& bar = chart.bars.emplace_back();
    bar.label = one.words + provisional_mark_of(one);
    bar.done = one.passed;
    bar.forecast = span_of(expected_stretch(found, i, *around.calendar));
    bar.baseline = span_of(planned_stretch(found, i, *around.calendar));
    bar.at_risk = std::any_of(made.cut_offs.begin(), made.cut_offs.end(),
                              [&](const auto& cut) { return cut.step == i && cut.missed(); });
  }
  for (const auto& cut : made.cut_offs) chart.marks.push_back({paper::words_of_cut_off(cut.name), cut.on});
  return chart;
}

}  // namespace sec
