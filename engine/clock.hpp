// The clock as a parameter: the machine's, or a simulated one that starts at a given instant and runs.
#pragma once

#include <functional>
#include <mutex>

#include "engine/types.hpp"

namespace engine {

class WallClock {
 public:
  WallClock();                                                 // the machine's
  explicit WallClock(Time simulated_start, bool runs = true);  // simulated; with runs = false it moves by set() alone

  Time now() const;  // any thread; never runs backwards within one process
  bool simulated() const { return simulated_; }
  void set(Time to);  // simulated only (std::logic_error); never backwards: an earlier instant is ignored

 private:
  Time look() const;  // with mutex_ held

  const bool simulated_;
  const bool runs_;
  mutable std::mutex mutex_;  // guards the three below
  Time base_{};
  std::chrono::steady_clock::time_point started_{};
  mutable Time last_{};
};

}  // namespace engine
