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

// Of what a deadline is. Its name, which is on record, says it.
struct Deadline {
  enum class Of { window, consultation, ballot_closing, ballot_reminder, assessment, target, hold, rules };
  Of of{};
  int number = 0;  // of the consultation, ballot or assessment, from 1
};
// Throws std::logic_error when no deadline is called so: every name that timers() gives is known here.
Deadline deadline_of(std::string_view name);

// Where the facts keep a deadline, and how it was counted.
template <class DueKept, class CountedKept>
struct SlotOf {
  DueKept* due = nullptr;          // nullptr: nowhere, as it is not open or follows from something else
  CountedKept* counted = nullptr;  // nullptr: it is not counted by itself
};
using Slot = SlotOf<std::optional<Time>, std::optional<Counting>>;
using SeenSlot = SlotOf<const std::optional<Time>, const std::optional<Counting>>;
Slot slot_of(Facts& facts, const Deadline& deadline);  // a ballot that it is of is one of these facts alone from now on
SeenSlot slot_of(const Facts& facts, const Deadline& deadline);

// A closing or target that was counted from a day, and so moves when the holidays in between change.
struct CountedTimer {
  std::string name;
  Time due{};
  Counting counted;
  bool statutory = false;  // it runs on while the modification is held
};
// An assessment is awaited while the modification is refined: what was not returned by then was done without (D6.10).
bool is_awaited(const Assessment& one, std::string_view state);
std::vector<CountedTimer> counted_timers(const Facts& facts, std::string_view state);
// Of these, those that are counted over one of these days; `or_provisional`: and those that are counted over years that
// were not published then.
std::vector<CountedTimer> moving_over(const Facts& facts, std::string_view state, const std::vector<Date>& days,
                                      bool or_provisional);
inline constexpr std::string_view adoption_window_timer = "adoption-window-ends";
inline constexpr std::string_view authority_target_timer = "authority-target";
inline constexpr std::string_view sent_back_timer = "sent-back-reminder";
inline constexpr std::string_view hold_timer = "hold-ends", suspension_timer = "suspension-ends";
std::string referral_window_timer(int tier);                           // "referral-window-1-ends"
std::string ballot_closing_timer(int ballot);                          // "ballot-2-closes"
std::string ballot_reminder_timer(int ballot);                         // "ballot-2-reminder"
std::string assessment_timer(AssessmentKind kind, std::size_t index);  // "impact-assessment-2-due"
std::string window_timer(const Facts& facts, std::string_view state);  // of the window that is open in this state
// Whether a letter or form that SECAS recorded later says that it came by the last day of a period.
bool came_before(const std::optional<Time>& end, const std::optional<RecordedFrom>& from);
// Since when it is counted over holidays that are not published; nothing: it is not, or nobody counted it.
std::optional<Date> provisional_from(const Facts& facts, const Timer& timer);
// The same of whatever is open and due then.
std::optional<Date> provisional_from(const Facts& facts, std::string_view state, Time due);
// How the deadline of this name was counted; nullptr: somebody set it, or it follows from a date on record.
const Counting* counting_of(const Facts& facts, const std::string& timer);

// In no order. While a case is on hold only the statutory windows, the end of the hold and new rules are here.
std::vector<Timer> timers(const Facts& facts, std::string_view state);

// Urgent, with a timetable that the Authority set (D4.7): its days are the ones on which things happen.
bool is_directed(const Facts& facts);

}  // namespace sec
