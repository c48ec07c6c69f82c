#include "workflows/sec/modification/timers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
bool over(std::string_view state) {
  static constexpr std::string_view terminal[] = {"implemented", "rejected",  "withdrawn", "refused",
                                                  "reversed",    "not-known", ""};
  return std::find(std::begin(terminal), std::end(terminal), state) != std::end(terminal);
}

// Closings and targets: they stand still while the case is on hold.
void add_ordinary(std::vector<Timer>& found, const Facts& facts, std::string_view state) {
  if (const auto* open = facts.open_consultation(); open != nullptr && open->closes_at) {
    if (state == "report-consultation")
      found.push_back(
          {fmt::format("report-consultation-{}-closes", open->number), *open->closes_at, Watched::report_consultation});
    if (state == "refinement")
      found.push_back({fmt::format("refinement-consultation-{}-closes", open->number), *open->closes_at,
                       Watched::refinement_consultation});
  }
  if (const auto* ballot = facts.open_ballot(); ballot != nullptr && ballot->reminder)
    found.push_back({ballot_reminder_timer(ballot->number), *ballot->reminder, Watched::ballot_reminder});
  if (const auto* ballot = facts.open_ballot(); ballot != nullptr && ballot->closes_at) {
    if (state == "change-board-vote")
      found.push_back({ballot_closing_timer(ballot->number), *ballot->closes_at, Watched::final_ballot});
    if (state == "refinement")
      found.push_back({ballot_closing_timer(ballot->number), *ballot->closes_at, Watched::ia_cost_ballot});
  }
  for (std::size_t i = 0; i < facts.assessments.size(); ++i) {
    const auto& one = facts.assessments[i];
    if (one.returned_on || !one.due || state != "refinement") continue;
    found.push_back({assessment_timer(one.kind, i), *one.due, Watched::target});
  }
  if (!facts.target) return;
  if (state == "authority-determination" || state == "authority-referral")
    found.push_back({"authority-target", *facts.target, Watched::target});
  if (state == "sent-back") found.push_back({"sent-back-reminder", *facts.target, Watched::target});
}

// Windows that the Code gives to others run on whatever we do.
void add_statutory(std::vector<Timer>& found, const Facts& facts, std::string_view state) {
  if (!facts.window_ends) return;
  const auto name = window_timer(facts, state);
  if (state == "withdrawal-notice") found.push_back({name, *facts.window_ends, Watched::adoption_window});
  if (state == "appeal-window") found.push_back({name, *facts.window_ends, Watched::referral_window});
}

void add_new_rules(std::vector<Timer>& found, const Facts& facts) {
  for (const auto& rules : pack_rules)
    if (!rules.takes_over.empty() && rules.takes_over == facts.pack && facts.entered_on < rules.in_force_from)
      found.push_back({fmt::format("rules-{}", rules.name),
                       engine::london_time(rules.in_force_from, std::chrono::seconds{0}), Watched::new_rules});
}
}  // namespace

std::string ballot_closing_timer(int ballot) { return fmt::format("ballot-{}-closes", ballot); }
std::string ballot_reminder_timer(int ballot) { return fmt::format("ballot-{}-reminder", ballot); }
std::string assessment_timer(AssessmentKind kind, std::size_t index) {
  return fmt::format("{}-assessment-{}-due", engine::body::wire_name(kind), index + 1);
}

std::string window_timer(const Facts& facts, std::string_view state) {
  if (state == "withdrawal-notice") return "adoption-window-ends";
  return fmt::format("referral-window-{}-ends", facts.referral_tier);
}
bool came_before(const std::optional<Time>& end, const std::optional<RecordedFrom>& from) {
  return end && from && from->on && *from->on <= engine::london_date(*end);
}

const Counting* counting_of(const Facts& facts, const std::string& timer) {
  const auto held = [](const std::optional<Counting>& counted) { return counted ? &*counted : nullptr; };
  if (timer.ends_with("-closes") && timer.starts_with("ballot-"))
    return facts.open_ballot() != nullptr ? held(facts.open_ballot()->counted) : nullptr;
  if (timer.ends_with("-closes"))
    return facts.open_consultation() != nullptr ? held(facts.open_consultation()->counted) : nullptr;
  if (timer.find("window") != std::string::npos) return held(facts.window_counted);
  if (timer == "authority-target" || timer == "sent-back-reminder") return held(facts.target_counted);
  for (std::size_t i = 0; i < facts.assessments.size(); ++i)
    if (timer == assessment_timer(facts.assessments[i].kind, i)) return held(facts.assessments[i].counted);
  return nullptr;
}

std::vector<CountedTimer> counted_timers(const Facts& facts, std::string_view state) {
  std::vector<CountedTimer> found;
  if (over(state)) return found;
  std::vector<Timer> open;
  add_ordinary(open, facts, state);
  const auto ordinary = open.size();
  add_statutory(open, facts, state);
  for (std::size_t i = 0; i < open.size(); ++i)
    if (const auto* counted = counting_of(facts, open[i].name))
      found.push_back({open[i].name, open[i].due, *counted, i >= ordinary});
  return found;
}

std::vector<CountedTimer> moving_over(const Facts& facts, std::string_view state, Date holiday) {
  auto found = counted_timers(facts, state);
  std::erase_if(found, [&](const auto& timer) {
    const bool has_passed = std::find(facts.silenced.begin(), facts.silenced.end(), timer.name) != facts.silenced.end();
    return has_passed || holiday <= timer.counted.from || engine::london_date(timer.due) < holiday;
  });
  return found;
}

std::vector<Timer> timers(const Facts& facts, std::string_view state) {
  std::vector<Timer> found;
  if (over(state)) return found;
  if (!facts.pause) add_ordinary(found, facts, state);
  add_statutory(found, facts, state);
  add_new_rules(found, facts);
  if (facts.pause && facts.pause->until) {
    const Date next_day = std::chrono::sys_days{*facts.pause->until} + std::chrono::days{1};
    found.push_back({facts.pause->status == Status::on_hold ? "hold-ends" : "suspension-ends",
                     engine::london_time(next_day, std::chrono::seconds{0}), Watched::hold_end});
  }
  std::erase_if(found, [&](const auto& timer) {
    return std::find(facts.silenced.begin(), facts.silenced.end(), timer.name) != facts.silenced.end();
  });
  return found;
}

}  // namespace sec
