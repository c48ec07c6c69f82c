// Whether the machine's clock can be believed: by how long the machine has run, and by what was written down before.
#pragma once

#include <optional>
#include <string>

#include "engine/types.hpp"

namespace engine {

// How wrong the machine's clock may look before what it brings about is held back: deadlines, the end of tokens, and
// the forgetting of requests, none of which can be undone.
namespace clock_limits {
// How far it may part from how long the machine has run. Time services correct seconds, people minutes or the hours of
// a time zone, and a day may be a slip that is put right at once; more is a wrong date.
inline constexpr std::chrono::seconds parts_by_at_most{std::chrono::hours{48}};
// How far it may stand behind what was recorded: as far as time services set a clock back.
inline constexpr std::chrono::seconds stands_behind_at_most{60};
// For how long nobody may have served before a start: a register rests over a summer, not for longer.
inline constexpr std::chrono::seconds rests_at_most{std::chrono::hours{24 * 60}};
}  // namespace clock_limits

// What is known at a start of where the clock has been.
struct ClockPast {
  std::optional<Time> believed_at;  // the latest time that was written down as believed
  Time newest_then{};               // when the latest entry that there was by then was recorded
  Time newest_now{};                // and the latest that there is
  bool was_doubted = false;         // when the program ended
};

enum class HeldFor {
  catching_up,  // it was set back a little: the time here stands still
  parted,       // it jumped while the program ran; this and the next two are doubts
  behind,       // at the start it stood before what was recorded
  long_after    // at the start it stood long after the time that was written down last
};

// That, and why, what the clock brings about is held back.
struct Held {
  HeldFor why = HeldFor::catching_up;
  std::chrono::seconds ago{};  // it began
  Time machine{};              // what the machine's clock shows
  Time expected{};             // what it should show, or at least

  bool doubted() const { return why != HeldFor::catching_up; }
  std::chrono::seconds behind() const { return expected - machine; }
};

// What is wrong and what to do, in a sentence that anybody may read.
std::string to_text(const Held& held);

// The pure rule. `run` is how long the machine has run, its sleep included; it only has to go forward evenly.
class ClockDoubt {
 public:
  using Run = std::chrono::seconds;
  ClockDoubt(const ClockPast& past, Time machine, Run run);

  void look(Time machine, Run run);
  // Nothing: it is believed.
  std::optional<HeldFor> why() const { return why_; }
  // What the clock shows if it is right, by how long the machine has run since it was.
  Time expected(Run run) const { return believed_ + (run - run_then_); }
  void accept(Time machine, Run run);  // somebody says that it is right

 private:
  bool is_back(Time machine, Run run) const;

  Time believed_{};
  Run run_then_{};
  Time after_{};               // of a doubt at the start: the clock is back if it stands after this, about
  std::optional<Time> until_;  // and, as of then, before this
  std::optional<HeldFor> why_;
};

}  // namespace engine
