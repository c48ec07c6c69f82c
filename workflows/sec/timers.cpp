#include "workflows/sec/timers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/calendar.hpp"
#include "workflows/sec/periods.hpp"

namespace sec {

namespace {
bool over(std::string_view state) {
  static constexpr std::string_view terminal[] = {"implemented", "rejected", "withdrawn", "refused", "reversed", ""};
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
    found.push_back({fmt::format("ballot-{}-reminder", ballot->number), *ballot->reminder, Watched::ballot_reminder});
  if (const auto* ballot = facts.open_ballot(); ballot != nullptr && ballot->closes_at) {
    if (state == "change-board-vote")
      found.push_back({fmt::format("ballot-{}-closes", ballot->number), *ballot->closes_at, Watched::final_ballot});
    if (state == "refinement")
      found.push_back({fmt::format("ballot-{}-closes", ballot->number), *ballot->closes_at, Watched::ia_cost_ballot});
  }
  for (std::size_t i = 0; i < facts.assessments.size(); ++i) {
    const auto& one = facts.assessments[i];
    if (one.returned_on || !one.due || state != "refinement") continue;
    const auto kind = one.kind == AssessmentKind::preliminary ? "preliminary" : "impact";
    found.push_back({fmt::format("{}-assessment-{}-due", kind, i + 1), *one.due, Watched::target});
  }
  if (!facts.target) return;
  if (state == "authority-determination" || state == "authority-referral")
    found.push_back({"authority-target", *facts.target, Watched::target});
  if (state == "sent-back") found.push_back({"sent-back-reminder", *facts.target, Watched::target});
}

// Windows that the Code gives to others run on whatever we do.
void add_statutory(std::vector<Timer>& found, const Facts& facts, std::string_view state) {
  if (!facts.window_ends) return;
  if (state == "withdrawal-notice")
    found.push_back({"adoption-window-ends", *facts.window_ends, Watched::adoption_window});
  if (state == "appeal-window")
    found.push_back(
        {fmt::format("referral-window-{}-ends", facts.referral_tier), *facts.window_ends, Watched::referral_window});
}

void add_new_rules(std::vector<Timer>& found, const Facts& facts) {
  for (const auto& rules : pack_rules)
    if (!rules.takes_over.empty() && rules.takes_over == facts.pack && facts.entered_on < rules.in_force_from)
      found.push_back({fmt::format("rules-{}", rules.name),
                       engine::london_time(rules.in_force_from, std::chrono::seconds{0}), Watched::new_rules});
}
}  // namespace

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
