// A bounded queue and the threads that empty it.
#include "api/http/query_pool.hpp"

namespace api {

QueryPool::QueryPool(int threads, std::size_t waiting_max) : waiting_max_(waiting_max) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

QueryPool::~QueryPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void QueryPool::submit(Work work) {
  bool there_is_room = false;
  {
    const std::lock_guard lock(mutex_);
    there_is_room = !stopping_ && waiting_.size() < waiting_max_;
    if (there_is_room) waiting_.push_back(std::move(work));
  }
  if (there_is_room) wake_.notify_one();
  else work(false);
}

std::size_t QueryPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void QueryPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    Work work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work(true);
    lock.lock();
  }
}

}  // namespace api
