// A few threads that do what reads the database or takes long, so that the I/O thread never waits for it.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/once.hpp"

namespace api {

class QueryPool {
 public:
  QueryPool(int threads, std::size_t waiting_max);
  ~QueryPool();  // does what is waiting, then stops
  QueryPool(const QueryPool&) = delete;
  QueryPool& operator=(const QueryPool&) = delete;

  // Called once: with true on a thread of the pool, or at once with false, when too many are waiting. Must not throw.
  using Work = engine::Once<void(bool there_is_room)>;

  void submit(Work work);  // any thread
  std::size_t waiting() const;

 private:
  void run();

  const std::size_t waiting_max_;
  mutable std::mutex mutex_;  // guards the two below
  std::deque<Work> waiting_;
  bool stopping_ = false;
  std::condition_variable wake_;
  std::vector<std::thread> threads_;
};

}  // namespace api
