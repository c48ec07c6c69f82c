// A few threads that do what reads the database or takes long, so that the I/O thread never waits for it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "api/http/turns.hpp"
#include "engine/once.hpp"

namespace api {

// How many threads there are, on how many of them strangers may be at one time, and who may have how much waiting.
struct PoolRoom {
  const char* name;  // of its threads
  int threads = 1;
  int of_strangers = 1;
  ShareLimits waiting = {};
};

class QueryPool {
 public:
  explicit QueryPool(PoolRoom room);
  ~QueryPool();  // does what is waiting, then stops
  QueryPool(const QueryPool&) = delete;
  QueryPool& operator=(const QueryPool&) = delete;

  // Called once: with true on a thread of the pool, or at once with false, when too many are waiting. Must not throw.
  using Work = engine::Once<void(bool there_is_room)>;

  void submit(const Sharer& who, Work work);  // any thread
  void give_up();  // who waits hears that there is no room, and so does who comes later; any thread
  std::size_t waiting() const;

 private:
  void run();
  std::optional<Turns<Work>::Turn> next();  // under mutex_
  std::optional<Turns<Work>::Turn> given_up();

  const int of_strangers_max_;
  mutable std::mutex mutex_;  // guards the four below
  Shares places_;
  Turns<Work> turns_;
  int strangers_at_work_ = 0;
  bool stopping_ = false;
  std::condition_variable wake_;
  std::vector<std::thread> threads_;
};

}  // namespace api
