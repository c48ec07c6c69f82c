// What of a modification the clock watches: closings, statutory windows, targets. Each comes out of the facts.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

enum class Watched {
  adoption_window,
  referral_window,
  report_consultation,
  refinement_consultation,
  ballot_reminder,
  final_ballot,
  ia_cost_ballot,
  target,  // nothing follows of itself: an overdue warning
  hold_end,
  new_rules
};

struct Timer {
  std::string name;  // "ballot-2-closes"
  Time due{};
  Watched what{};
};

// A closing or target that was counted from a day, and so moves when a day in between ceases to be a Working Day.
struct CountedTimer {
  std::string name;
  Time due{};
  Counting counted;
  bool statutory = false;  // it runs on while the modification is held
};
std::vector<CountedTimer> counted_timers(const Facts& facts, std::string_view state);
// Of these, those that are counted over this day.
std::vector<CountedTimer> moving_over(const Facts& facts, std::string_view state, Date holiday);
std::string ballot_closing_timer(int ballot);                          // "ballot-2-closes"
std::string ballot_reminder_timer(int ballot);                         // "ballot-2-reminder"
std::string assessment_timer(AssessmentKind kind, std::size_t index);  // "impact-assessment-2-due"
std::string window_timer(const Facts& facts, std::string_view state);  // of the window that is open in this state
// Whether a letter or form that SECAS recorded later says that it came by the last day of a period.
bool came_before(const std::optional<Time>& end, const std::optional<RecordedFrom>& from);
// How the deadline of this name was counted; nullptr: somebody set it, or it follows from a date on record.
const Counting* counting_of(const Facts& facts, const std::string& timer);

// In no order. While a case is on hold only the statutory windows, the end of the hold and new rules are here.
std::vector<Timer> timers(const Facts& facts, std::string_view state);

}  // namespace sec
