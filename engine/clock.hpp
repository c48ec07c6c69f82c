// The clock as a parameter: the machine's, or a simulated one that starts at a given instant and runs.
#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "engine/types.hpp"

namespace engine {

class WallClock {
 public:
  using Machine = std::function<Time()>;
  // As long as the machine's clock is set back by no more than this, as time services do, ours stands still until it
  // has caught up.
  static constexpr std::chrono::seconds held_at_most{60};

  explicit WallClock(Machine machine = {});                    // the machine's; empty: that of the system
  explicit WallClock(Time simulated_start, bool runs = true);  // simulated; with runs = false it moves by set() alone

  // Any thread. A simulated one never runs backwards. The machine's does if it was set back by more than held_at_most:
  // what was recorded before may lie ahead of it then.
  Time now() const;
  bool simulated() const { return simulated_; }
  void set(Time to);  // simulated only (std::logic_error); never backwards: an earlier instant is ignored

  // That it stands still: for how long now, and how far the machine's clock is behind it. Any thread.
  struct Held {
    std::chrono::seconds ago{};
    std::chrono::seconds behind{};
  };
  std::optional<Held> held() const;
  // How long ago it was last seen to go back; nothing: never. Any thread.
  std::optional<std::chrono::seconds> set_back_ago() const;

 private:
  using Steady = std::chrono::steady_clock::time_point;
  Time look() const;        // with mutex_ held, as the next one
  Time look_there() const;  // at the machine's

  const bool simulated_;
  const bool runs_;
  const Machine machine_;
  mutable std::mutex mutex_;  // guards all below
  Time base_{};
  Steady started_{};
  mutable Time last_{};
  mutable std::chrono::seconds behind_{0};  // the machine's clock, behind ours
  mutable std::optional<Steady> held_since_, set_back_at_;
};

}  // namespace engine
