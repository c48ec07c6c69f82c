// The clock as a parameter: the machine's, or a simulated one that starts at a given instant and runs.
#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "engine/clock_doubt.hpp"

namespace engine {

class WallClock {
 public:
  using Machine = std::function<Time()>;
  using Run = std::function<std::chrono::seconds()>;  // how long the machine has run, its sleep included
  // As long as the machine's clock is set back by no more than this, as time services do, ours stands still until it
  // has caught up.
  static constexpr std::chrono::seconds held_at_most = clock_limits::stands_behind_at_most;

  explicit WallClock(Machine machine = {}, Run run = {}, const ClockPast& past = {});  // empty: those of the system
  explicit WallClock(Time simulated_start, bool runs = true);  // simulated; with runs = false it moves by set() alone

  // Any thread. What is recorded now is recorded at this time, doubted or not. A simulated one never runs backwards.
  // The machine's does if it was set back by more than held_at_most: what was recorded before may lie ahead of it then.
  Time now() const;
  bool simulated() const { return simulated_; }
  void set(Time to);  // simulated only (std::logic_error); never backwards: an earlier instant is ignored

  // The machine's alone: a simulated one is always believed. What cannot be undone goes by these two. Any thread.
  std::optional<Time> now_if_believed() const;
  Time believed() const;  // now; while it is doubted what it should be, or at least, by how long the machine has run
  // That it is doubted, or stands still.
  std::optional<Held> held() const;
  // Somebody said that it is right when it showed `said`. False: it shows something else by now, and nothing changes.
  bool accept(Time said);
  // How long ago it was last seen to go back; nothing: never. Any thread.
  std::optional<std::chrono::seconds> set_back_ago() const;

 private:
  using Steady = std::chrono::steady_clock::time_point;
  Time look() const;        // with mutex_ held, as the next two
  Time look_there() const;  // at the machine's
  void catch_up(Time there) const;

  const bool simulated_;
  const bool runs_;
  const Machine machine_;
  const Run run_;
  mutable std::mutex mutex_;  // guards all below
  Time base_{};
  Steady started_{};
  mutable Time last_{};
  mutable Time there_{};                     // what the machine's showed
  mutable std::chrono::seconds ran_{};       // and how long it had run
  mutable std::optional<ClockDoubt> doubt_;  // of the machine's
  mutable std::optional<Steady> stands_since_, doubted_since_, set_back_at_;
};

}  // namespace engine
