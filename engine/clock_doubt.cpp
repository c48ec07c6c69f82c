// The limits, applied: what parts while the program runs, and what a start finds written down.
#include "engine/clock_doubt.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/calendar.hpp"

namespace engine {

using namespace clock_limits;

// An entry that lay ahead already when the clock was believed is no news, and one that was recorded while it was
// doubted is no evidence. If nothing was written down of the clock, the entries are all that is known.
ClockDoubt::ClockDoubt(const ClockPast& past, Time machine, Run run) {
  const bool tells = past.newest_now > past.newest_then && !past.was_doubted;
  const auto newest = tells ? past.newest_now : Time{};
  after_ = std::max(past.believed_at.value_or(Time{}), newest);
  if (past.believed_at) until_ = *past.believed_at + (past.was_doubted ? parts_by_at_most : rests_at_most);
  else if (tells) until_ = newest + rests_at_most;
  accept(machine, run);
  if (machine + stands_behind_at_most < after_) why_ = HeldFor::behind;
  else if (until_ && machine > *until_) why_ = HeldFor::long_after;
  if (!why_) return;
  believed_ = after_;
  if (!until_) until_ = after_ + rests_at_most;
}

void ClockDoubt::look(Time machine, Run run) {
  const auto apart = std::chrono::abs(machine - expected(run));
  if (!why_ && apart > parts_by_at_most) why_ = HeldFor::parted;
  else if (why_ == HeldFor::parted && apart <= parts_by_at_most) why_.reset();
  else if (why_ && is_back(machine, run)) accept(machine, run);
}

bool ClockDoubt::is_back(Time machine, Run run) const {
  return why_ != HeldFor::parted && machine + stands_behind_at_most >= after_ && machine <= *until_ + (run - run_then_);
}

void ClockDoubt::accept(Time machine, Run run) {
  believed_ = machine;
  run_then_ = run;
  why_.reset();
}

namespace {

std::string what_is_wrong(const Held& held) {
  const auto shows = fmt::format("the machine's clock shows {}", to_text(held.machine));
  const auto expected = to_text(held.expected);
  switch (held.why) {
    case HeldFor::catching_up:
      return fmt::format(
          "the machine's clock was set back and is {} seconds behind: until it has caught up the time "
          "here stands still",
          held.behind().count());
    case HeldFor::parted:
      return fmt::format("{}, and by how long the machine has run since its clock was believed it is {}", shows,
                         expected);
    case HeldFor::behind:
      return fmt::format(
          "{}, and when the program was started it stood behind what was recorded before: it is {} or "
          "later",
          shows, expected);
    case HeldFor::long_after:
      return fmt::format(
          "{}, and when the program was started the time that was written down or recorded last was long past: as "
          "far as is known it is {} or later",
          shows, expected);
  }
  return shows;
}

}  // namespace

std::string to_text(const Held& held) {
  if (!held.doubted()) return what_is_wrong(held);
  return what_is_wrong(held) +
         "; until it is right no deadline fires, no token runs out by it and no Idempotency-Key is forgotten, and what "
         "is recorded has the time that it shows: set the clock right, or say that it is right with 'secmp clock "
         "accept'";
}

}  // namespace engine
