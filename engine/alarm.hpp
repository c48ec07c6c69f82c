// Sends `deadline-passed {"name"}` for each deadline that is due, in order, once. A client of the processor like any other.
#pragma once

#include "engine/clock.hpp"
#include "engine/processor.hpp"

namespace engine {

inline constexpr std::string_view deadline_passed = "deadline-passed";
inline const Actor clock_actor{"clock", "clock", "the clock", "", ""};

class Alarm {
 public:
  // All must outlive the alarm. `lost` is told about a deadline whose command was not accepted: it is not tried again until
  // its case has changed.
  Alarm(Processor& processor, const Reader& reader, WallClock& clock, std::function<void(const DueDeadline&, const Reply&)> lost = {});
  ~Alarm();
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  void start();   // its own thread: overdue ones first, then each when it is due
  void look();    // something was committed: the next deadline may be another one (any thread)
  // Fires everything due up to `until`, in order, moving a simulated clock along; returns when all have been answered and
  // the clock (when simulated) stands at `until`.
  void advance(Time until);

 private:
  bool fire_due(Time until);  // whether anything was fired
  void run();

  Processor& processor_;
  const Reader& reader_;
  WallClock& clock_;
  const std::function<void(const DueDeadline&, const Reply&)> lost_;
  std::mutex firing_;  // one at a time: run() or advance()
  std::vector<DueDeadline> given_up_;  // guarded by firing_

  std::mutex mutex_;  // guards the three below
  std::condition_variable wake_;
  bool stopping_ = false;
  bool look_ = false;
  std::thread thread_;
};

}  // namespace engine
