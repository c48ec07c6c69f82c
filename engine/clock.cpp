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

namespace {
Time of_the_system() { return floor<seconds>(system_clock::now()); }
seconds ago(steady_clock::time_point then) { return floor<seconds>(steady_clock::now() - then); }
}  // namespace

WallClock::WallClock(Machine machine)
    : simulated_(false), runs_(true), machine_(machine ? std::move(machine) : of_the_system) {}

WallClock::WallClock(Time simulated_start, bool runs)
    : simulated_(true), runs_(runs), base_(simulated_start), started_(steady_clock::now()), last_(simulated_start) {}

Time WallClock::now() const {
  std::lock_guard lock(mutex_);
  return look();
}

Time WallClock::look() const {
  if (!simulated_) return look_there();
  const auto now = runs_ ? base_ + floor<seconds>(steady_clock::now() - started_) : base_;
  return last_ = std::max(last_, now);
}

Time WallClock::look_there() const {
  const auto there = machine_();
  behind_ = std::max(seconds(0), last_ - there);
  if (behind_ == seconds(0)) held_since_.reset();
  else if (behind_ <= held_at_most) held_since_ = held_since_.value_or(steady_clock::now());
  else {
    held_since_.reset();
    if (last_ != Time{}) set_back_at_ = steady_clock::now();
  }
  if (!held_since_) last_ = there;
  return last_;
}

std::optional<WallClock::Held> WallClock::held() const {
  std::lock_guard lock(mutex_);
  look();
  if (!held_since_) return std::nullopt;
  return Held{ago(*held_since_), behind_};
}

std::optional<seconds> WallClock::set_back_ago() const {
  std::lock_guard lock(mutex_);
  look();
  if (!set_back_at_) return std::nullopt;
  return ago(*set_back_at_);
}

void WallClock::set(Time to) {
  if (!simulated_) throw std::logic_error("only a simulated clock can be set");
  std::lock_guard lock(mutex_);
  if (to <= look()) return;
  base_ = to;
  started_ = steady_clock::now();
}

}  // namespace engine
