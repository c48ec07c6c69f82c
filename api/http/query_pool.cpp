// A bounded queue with turns, and the threads that empty it.
#include "api/http/query_pool.hpp"

#include "engine/thread_name.hpp"

namespace api {

QueryPool::QueryPool(PoolRoom room) : of_strangers_max_(room.of_strangers), places_(room.waiting) {
  for (int i = 0; i < room.threads; ++i)
    threads_.emplace_back([this, name = room.name] {
      engine::name_this_thread(name);
      run();
    });
}

QueryPool::~QueryPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void QueryPool::submit(const Sharer& who, Work work) {
  bool there_is_room = false;
  {
    const std::lock_guard lock(mutex_);
    there_is_room = !stopping_ && places_.take(who);
    if (there_is_room) turns_.add(who, std::move(work));
  }
  if (there_is_room) wake_.notify_one();
  else work(false);
}

std::size_t QueryPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return places_.all();
}

std::optional<Turns<QueryPool::Work>::Turn> QueryPool::next() {
  auto turn = turns_.next(strangers_at_work_ < of_strangers_max_);
  if (!turn) return turn;
  places_.give_back(turn->who);
  if (!turn->who.known) ++strangers_at_work_;
  return turn;
}

void QueryPool::give_up() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  while (auto turn = given_up()) turn->work(false);
}

std::optional<Turns<QueryPool::Work>::Turn> QueryPool::given_up() {
  const std::lock_guard lock(mutex_);
  auto turn = turns_.next(true);
  if (turn) places_.give_back(turn->who);
  return turn;
}

void QueryPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    std::optional<Turns<Work>::Turn> turn;
    wake_.wait(lock, [&] { return (turn = next()) || (stopping_ && turns_.empty()); });
    if (!turn) return;
    lock.unlock();
    turn->work(true);
    lock.lock();
    if (turn->who.known) continue;
    --strangers_at_work_;
    if (!turns_.empty() || stopping_) wake_.notify_all();  // a thread may have waited for just this
  }
}

}  // namespace api
