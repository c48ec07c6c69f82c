// The machine's clock and a simulated one with one interface. The simulated one runs on the steady clock of the
// machine, so nothing can turn it back.
#include "engine/clock.hpp"

#include <algorithm>
#include <stdexcept>

namespace engine {

using std::chrono::floor;
using std::chrono::seconds;
using std::chrono::steady_clock;
using std::chrono::system_clock;

WallClock::WallClock() : simulated_(false), runs_(true) {}

WallClock::WallClock(Time simulated_start, bool runs)
    : simulated_(true), runs_(runs), base_(simulated_start), started_(steady_clock::now()), last_(simulated_start) {}

Time WallClock::now() const {
  std::lock_guard lock(mutex_);
  return look();
}

Time WallClock::look() const {
  auto now = base_;
  if (!simulated_) now = floor<seconds>(system_clock::now());
  else if (runs_) now += floor<seconds>(steady_clock::now() - started_);
  return last_ = std::max(last_, now);
}

void WallClock::set(Time to) {
  if (!simulated_) throw std::logic_error("only a simulated clock can be set");
  std::lock_guard lock(mutex_);
  if (to <= look()) return;
  base_ = to;
  started_ = steady_clock::now();
}

}  // namespace engine
