// Sends `deadline-passed {"name"}` for each deadline that is due, in order, once: a client of the processor like
// others.
#pragma once

#include <atomic>
#include <map>

#include "engine/clock.hpp"
#include "engine/processor.hpp"

namespace engine {

inline constexpr std::string_view deadline_passed = "deadline-passed";
inline const Actor clock_actor{"clock", "clock", "the clock", "", ""};

// What is sent when a deadline of a case is due.
Command command_for(const DueDeadline& one);

class Alarm {
 public:
  // All must outlive the alarm. What stops its thread from looking goes to `faults`; it tries again. `lost` is called
  // with a deadline whose command was not accepted: it is not tried again until its case has changed. While the clock
  // is doubted nothing fires.
  Alarm(Processor& processor, const Reader& reader, WallClock& clock, Faults& faults,
        std::function<void(const DueDeadline&, const Reply&)> lost = {});
  ~Alarm();
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  void start();  // its own thread: overdue ones first, then each when it is due
  // The next deadline may be another one: looks, unless it sleeps until one that comes before those of these cases. Any
  // thread.
  void committed(const std::vector<Accepted>& accepted);
  // Fires everything due up to `until`, in order, moving a simulated clock along; returns when all have been answered
  // and the clock (when simulated) stands at `until`. With the machine's clock, `until` is now at the latest, and if
  // that is doubted it returns at once. When the processor is broken it does so too, and leaves the clock where it
  // came to.
  void advance(Time until);
  // How long ago it last saw what is due, or was started if it has not seen anything since; nothing: its thread has not
  // been started. Grows if the reader fails or the processor does not answer. Any thread.
  std::optional<std::chrono::seconds> looked_ago() const;
  // Deadlines that are due and whose commands are not accepted, when they were last looked at, and for how long it has
  // been so. Nothing: there are none. Any thread.
  struct Refused {
    std::size_t deadlines = 0;
    std::chrono::seconds ago{};
  };
  std::optional<Refused> refused() const;

 private:
  using Key = std::tuple<std::string, std::string, Time>;  // case, name, due
  using Instant = std::chrono::steady_clock::time_point;
  struct GivenUp {
    int version = 0;  // of the case when it was last not accepted
    Instant since;    // it was not accepted for the first time
  };

  void look();
  void look_if_before(const std::optional<Time>& deadline);
  bool fire_due(Time until);  // whether anything was fired, or may be after a pause
  // The next to be fired together: due at one instant, one of each case, in order.
  std::vector<DueDeadline> next_flight(Time until);
  void read_ahead(Time until);
  void forget_gone(const std::vector<DueDeadline>& all_due);
  std::vector<Reply> fire(const std::vector<DueDeadline>& flight);
  bool settle(const DueDeadline& one, const Reply& reply);  // false: the queue was full
  bool given_up(const DueDeadline& one) const;
  void tell_refused();
  // What the thread sleeps until: the next deadline, or that the clock is believed.
  struct Outlook {
    std::optional<Time> next;
    bool held_back = false;
  };
  std::optional<Time> next_wake() const;
  Outlook catch_up();  // fires what is due
  bool has_come(const Outlook& outlook) const;
  void rest(std::unique_lock<std::mutex>& lock, const Outlook& outlook);
  bool stopping();
  void run();

  Processor& processor_;
  const Reader& reader_;
  WallClock& clock_;
  Faults& faults_;
  const std::function<void(const DueDeadline&, const Reply&)> lost_;
  std::mutex firing_;                // one at a time: run() or advance()
  std::map<Key, GivenUp> given_up_;  // guarded by firing_
  std::deque<DueDeadline> read_;     // guarded by firing_; read ahead, all of one instant

  // A case whose deadline was not accepted is looked at again whenever it changes. Set before it can be refused.
  std::atomic<bool> looks_always_ = true;
  std::atomic<bool> started_ = false;
  std::atomic<Instant> looked_at_{};

  mutable std::mutex mutex_;  // guards all below
  std::size_t refused_ = 0;
  Instant refused_since_;
  std::condition_variable wake_;
  bool stopping_ = false;
  bool look_ = false;
  std::optional<Outlook> asleep_;  // what it sleeps until; nothing: it is at work
  std::thread thread_;
};

}  // namespace engine
