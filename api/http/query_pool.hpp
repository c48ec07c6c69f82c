// A few threads that do what reads the database or takes long, so that the I/O thread never waits for it.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace api {

class QueryPool {
 public:
  QueryPool(int threads, std::size_t waiting_max);
  ~QueryPool();  // does what is waiting, then stops
  QueryPool(const QueryPool&) = delete;
  QueryPool& operator=(const QueryPool&) = delete;

  // Any thread. False: too many are waiting, and it will not be done. The work must not throw.
  bool submit(std::function<void()> work);
  std::size_t waiting() const;

 private:
  void run();

  const std::size_t waiting_max_;
  mutable std::mutex mutex_;  // guards the two below
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::condition_variable wake_;
  std::vector<std::thread> threads_;
};

}  // namespace api
