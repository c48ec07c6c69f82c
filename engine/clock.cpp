// The machine's clock and a simulated one with one interface. The simulated one runs on the steady clock of the
// machine, so nothing can turn it back.
#include "engine/clock.hpp"

#include <time.h>

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

// A machine that sleeps does not stop being there: its clock goes on, and so does this.
seconds run_of_the_system() {
  timespec since_boot{};
  ::clock_gettime(CLOCK_BOOTTIME, &since_boot);
  return seconds(since_boot.tv_sec);
}
}  // namespace

WallClock::WallClock(Machine machine, Run run, const ClockPast& past)
    : simulated_(false),
      runs_(true),
      machine_(machine ? std::move(machine) : of_the_system),
      run_(run ? std::move(run) : run_of_the_system),
      doubt_(ClockDoubt(past, machine_(), run_())) {}

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
  there_ = machine_();
  ran_ = run_();
  doubt_->look(there_, ran_);
  if (!doubt_->why()) doubted_since_.reset();
  else if (!doubted_since_) doubted_since_ = steady_clock::now();
  catch_up(there_);
  return last_;
}

void WallClock::catch_up(Time there) const {
  if (there >= last_) stands_since_.reset();
  else if (last_ - there <= held_at_most) stands_since_ = stands_since_.value_or(steady_clock::now());
  else {
    stands_since_.reset();
    if (last_ != Time{}) set_back_at_ = steady_clock::now();
  }
  if (!stands_since_) last_ = there;
}

std::optional<Time> WallClock::now_if_believed() const {
  std::lock_guard lock(mutex_);
  const auto now = look();
  return doubt_ && doubt_->why() ? std::nullopt : std::optional(now);
}

Time WallClock::believed() const {
  std::lock_guard lock(mutex_);
  const auto now = look();
  return doubt_ && doubt_->why() ? doubt_->expected(ran_) : now;
}

std::optional<Held> WallClock::held() const {
  std::lock_guard lock(mutex_);
  look();
  if (!simulated_ && doubt_->why()) return Held{*doubt_->why(), ago(*doubted_since_), there_, doubt_->expected(ran_)};
  if (stands_since_) return Held{HeldFor::catching_up, ago(*stands_since_), there_, last_};
  return std::nullopt;
}

bool WallClock::accept(Time said) {
  std::lock_guard lock(mutex_);
  look();
  if (simulated_ || std::chrono::abs(there_ - said) > clock_limits::parts_by_at_most) return false;
  doubt_->accept(there_, ran_);
  doubted_since_.reset();
  return true;
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
