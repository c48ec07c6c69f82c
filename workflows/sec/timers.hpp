// What of a modification the clock watches: closings, statutory windows, targets. Each comes out of the facts.
#pragma once

#include "workflows/sec/facts.hpp"

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

// In no order. While a case is on hold only the statutory windows, the end of the hold and new rules are here.
std::vector<Timer> timers(const Facts& facts, std::string_view state);

}  // namespace sec
