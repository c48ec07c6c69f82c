// Counts what happens on other threads, and waits for it.
#pragma once

#include <condition_variable>
#include <mutex>

namespace toy {

// Waits until the clock's event has been committed, however long the alarm's thread takes.
class Commits {
 public:
  void one_more() {
    std::lock_guard lock(mutex_);
    ++count_;
    changed_.notify_all();
  }
  void until(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return count_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int count_ = 0;
};

}  // namespace toy
