// Works out what the clock watches, reads names of deadlines, and finds where the facts keep what is so called.
#include "workflows/sec/modification/timers.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/periods.hpp"

namespace sec {

namespace {
// Nor of what stands nowhere: nobody knows what is due there.
bool is_watched(std::string_view state) { return !ends(state) && state != NotKnown::name && state != New::name; }

// Closings and targets: they stand still while the case is on hold.
void add_ordinary(std::vector<Timer>& found, const Facts& facts, std::string_view state) {
  if (const auto* open = facts.open_consultation(); open != nullptr && open->closes_at) {
    if (state == ReportConsultation::name)
      found.push_back(
          {fmt::format("report-consultation-{}-closes", open->number), *open->closes_at, Watched::report_consultation});
    if (state == Refinement::name)
      found.push_back({fmt::format("refinement-consultation-{}-closes", open->number), *open->closes_at,
                       Watched::refinement_consultation});
  }
  if (const auto* ballot = facts.open_ballot(); ballot != nullptr && ballot->reminder)
    found.push_back({ballot_reminder_timer(ballot->number), *ballot->reminder, Watched::ballot_reminder});
  if (const auto* ballot = facts.open_ballot(); ballot != nullptr && ballot->closes_at) {
    if (state == ChangeBoardVote::name)
      found.push_back({ballot_closing_timer(ballot->number), *ballot->closes_at, Watched::final_ballot});
    if (state == Refinement::name)
      found.push_back({ballot_closing_timer(ballot->number), *ballot->closes_at, Watched::ia_cost_ballot});
  }
  for (std::size_t i = 0; i < facts.assessments.size(); ++i) {
    const auto& one = facts.assessments[i];
    if (!one.due || state != Refinement::name || !is_awaited(one, state)) continue;
    found.push_back({assessment_timer(one.kind, i), *one.due, Watched::target});
  }
  if (!facts.target) return;
  if (state == AuthorityDetermination::name || state == AuthorityReferral::name)
    found.push_back({std::string(authority_target_timer), *facts.target, Watched::target});
  if (state == SentBack::name) found.push_back({std::string(sent_back_timer), *facts.target, Watched::target});
}

// Windows that the Code gives to others run on whatever we do. The Authority's target stands still although its
// referral goes on: it is no window, and nothing follows of itself.
template <class S>
constexpr bool its_window_runs = S::properties.while_held != WhileHeld::stands_still;
static_assert(its_window_runs<WithdrawalNotice> && its_window_runs<AppealWindow>);
void add_statutory(std::vector<Timer>& found, const Facts& facts, std::string_view state) {
  if (!facts.window_ends) return;
  const auto name = window_timer(facts, state);
  if (state == WithdrawalNotice::name) found.push_back({name, *facts.window_ends, Watched::adoption_window});
  if (state == AppealWindow::name) found.push_back({name, *facts.window_ends, Watched::referral_window});
}

void add_new_rules(std::vector<Timer>& found, const Facts& facts) {
  for (const auto& rules : pack_rules)
    if (!rules.takes_over.empty() && rules.takes_over == facts.pack && facts.entered_on < rules.in_force_from)
      found.push_back({fmt::format("rules-{}", rules.name),
                       engine::london_time(rules.in_force_from, std::chrono::seconds{0}), Watched::new_rules});
}
}  // namespace

std::string referral_window_timer(int tier) { return fmt::format("referral-window-{}-ends", tier); }
std::string ballot_closing_timer(int ballot) { return fmt::format("ballot-{}-closes", ballot); }
std::string ballot_reminder_timer(int ballot) { return fmt::format("ballot-{}-reminder", ballot); }
std::string assessment_timer(AssessmentKind kind, std::size_t index) {
  return fmt::format("{}-assessment-{}-due", engine::body::wire_name(kind), index + 1);
}

bool is_awaited(const Assessment& one, std::string_view state) {
  const bool overtaken = state != Refinement::name && state != WithdrawalNotice::name && state != NotKnown::name;
  return !one.returned_on && !overtaken;
}

std::string window_timer(const Facts& facts, std::string_view state) {
  if (state == WithdrawalNotice::name) return std::string(adoption_window_timer);
  return referral_window_timer(facts.referral_tier);
}
bool came_before(const std::optional<Time>& end, const std::optional<RecordedFrom>& from) {
  return end && from && from->on && *from->on <= engine::london_date(*end);
}

namespace {
// Names as they are on record: whole, or what stands before and after a number.
struct NameOfDeadline {
  std::string_view before, after;
  Deadline::Of of;
  bool numbered = true;
};
using enum Deadline::Of;
constexpr NameOfDeadline names_of_deadlines[] = {
    {adoption_window_timer, "", window, false},
    {"referral-window-", "-ends", window},
    {"report-consultation-", "-closes", consultation},
    {"refinement-consultation-", "-closes", consultation},
    {"ballot-", "-closes", ballot_closing},
    {"ballot-", "-reminder", ballot_reminder},
    {"preliminary-assessment-", "-due", assessment},
    {"impact-assessment-", "-due", assessment},
    {authority_target_timer, "", target, false},
    {sent_back_timer, "", target, false},
    {hold_timer, "", hold, false},
    {suspension_timer, "", hold, false},
};
constexpr std::string_view rules_begin = "rules-";

std::optional<Deadline> read(std::string_view name, const NameOfDeadline& known) {
  if (!known.numbered) return name == known.before ? std::optional(Deadline{known.of}) : std::nullopt;
  if (!name.starts_with(known.before) || !name.ends_with(known.after)) return {};
  if (name.size() <= known.before.size() + known.after.size()) return {};
  const auto* end = name.data() + name.size() - known.after.size();
  Deadline found{known.of};
  const auto number = std::from_chars(name.data() + known.before.size(), end, found.number);
  return number.ec == std::errc() && number.ptr == end ? std::optional(found) : std::nullopt;
}

// What slots are found in when facts are only looked at, and when they are changed.
const Ballot* ballot_in(const Facts& facts) { return facts.open_ballot(); }
Ballot* ballot_in(Facts& facts) { return ballot_to_change(facts); }

template <class Found, class AnyFacts>
Found find_slot(AnyFacts& facts, const Deadline& deadline) {
  const auto place = static_cast<std::size_t>(deadline.number) - 1;
  switch (deadline.of) {
    case window:
      return {&facts.window_ends, &facts.window_counted};
    case target:
      return {&facts.target, &facts.target_counted};
    case consultation:
      if (const auto* open = facts.open_consultation(); open == nullptr || open->number != deadline.number) return {};
      return {&facts.consultations.back().closes_at, &facts.consultations.back().counted};
    case assessment:
      if (place >= facts.assessments.size()) return {};
      return {&facts.assessments[place].due, &facts.assessments[place].counted};
    case ballot_closing:
    case ballot_reminder: {
      if (const auto* open = facts.open_ballot(); open == nullptr || open->number != deadline.number) return {};
      auto* ballot = ballot_in(facts);
      if (deadline.of == ballot_reminder) return {&ballot->reminder, nullptr};
      return {&ballot->closes_at, &ballot->counted};
    }
    case hold:   // follows from the day until which it is held
    case rules:  // from the day on which a pack comes into force
      break;
  }
  return {};
}
}  // namespace

Deadline deadline_of(std::string_view name) {
  for (const auto& known : names_of_deadlines)
    if (const auto found = read(name, known)) return *found;
  if (name.starts_with(rules_begin)) return {rules};
  throw std::logic_error("no deadline is called '" + std::string(name) + "'");
}

Slot slot_of(Facts& facts, const Deadline& deadline) { return find_slot<Slot>(facts, deadline); }
SeenSlot slot_of(const Facts& facts, const Deadline& deadline) { return find_slot<SeenSlot>(facts, deadline); }

const Counting* counting_of(const Facts& facts, const std::string& timer) {
  const auto slot = slot_of(facts, deadline_of(timer));
  return slot.counted != nullptr && *slot.counted ? &**slot.counted : nullptr;
}

std::vector<CountedTimer> counted_timers(const Facts& facts, std::string_view state) {
  std::vector<CountedTimer> found;
  if (!is_watched(state)) return found;
  std::vector<Timer> open;
  add_ordinary(open, facts, state);
  const auto ordinary = open.size();
  add_statutory(open, facts, state);
  for (std::size_t i = 0; i < open.size(); ++i)
    if (const auto* counted = counting_of(facts, open[i].name))
      found.push_back({open[i].name, open[i].due, *counted, i >= ordinary});
  return found;
}

std::vector<CountedTimer> moving_over(const Facts& facts, std::string_view state, const std::vector<Date>& days,
                                      bool or_provisional) {
  auto found = counted_timers(facts, state);
  std::erase_if(found, [&](const auto& timer) {
    if (std::find(facts.silenced.begin(), facts.silenced.end(), timer.name) != facts.silenced.end()) return true;
    if (or_provisional && timer.counted.provisional_from) return false;
    const auto last = engine::london_date(timer.due);
    return std::none_of(days.begin(), days.end(), [&](Date day) { return timer.counted.from < day && day <= last; });
  });
  return found;
}

std::optional<Date> provisional_from(const Facts& facts, const Timer& timer) {
  const auto deadline = deadline_of(timer.name);
  const bool reminds = deadline.of == ballot_reminder;  // it is counted back from the closing
  const auto* counted = counting_of(facts, reminds ? ballot_closing_timer(deadline.number) : timer.name);
  return counted != nullptr ? counted->provisional_from : std::nullopt;
}

std::optional<Date> provisional_from(const Facts& facts, std::string_view state, Time due) {
  for (const auto& timer : timers(facts, state))
    if (timer.due == due && timer.what != Watched::new_rules)
      if (auto from = provisional_from(facts, timer)) return from;
  return {};
}

std::vector<Timer> timers(const Facts& facts, std::string_view state) {
  std::vector<Timer> found;
  if (!is_watched(state)) return found;
  if (!facts.pause) add_ordinary(found, facts, state);
  add_statutory(found, facts, state);
  add_new_rules(found, facts);
  if (facts.pause && facts.pause->until) {
    const Date next_day = std::chrono::sys_days{*facts.pause->until} + std::chrono::days{1};
    found.push_back({std::string(facts.pause->status == Status::on_hold ? hold_timer : suspension_timer),
                     engine::london_time(next_day, std::chrono::seconds{0}), Watched::hold_end});
  }
  std::erase_if(found, [&](const auto& timer) {
    return std::find(facts.silenced.begin(), facts.silenced.end(), timer.name) != facts.silenced.end();
  });
  return found;
}

bool is_directed(const Facts& facts) {
  return facts.urgency == Urgency::urgent && !facts.timetables.empty() && facts.timetables.back()->by == "authority";
}

}  // namespace sec
