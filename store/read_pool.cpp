// Lends a read-only connection to one call: a free one, a new one, or the next that comes back.
#include "store/read_pool.hpp"

#include "store/search.hpp"

namespace store {

ReadPool::ReadPool(std::filesystem::path file, std::size_t connections_max)
    : file_(std::move(file)), may_open_(std::max<std::size_t>(connections_max, 1)) {}

std::unique_ptr<Connection> ReadPool::take() {
  std::unique_lock hold(mutex_);
  back_.wait(hold, [this] { return !free_.empty() || may_open_ > 0; });
  if (!free_.empty()) {
    auto connection = std::move(free_.back());
    free_.pop_back();
    return connection;
  }
  --may_open_;
  hold.unlock();
  try {
    return guarded(file_, [this] {
      auto fresh = std::make_unique<Connection>(file_, Access::Read);
      add_search(fresh->database());
      return fresh;
    });
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void ReadPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::scoped_lock hold(mutex_);
    if (connection) free_.push_back(std::move(connection));
    else ++may_open_;
  }
  back_.notify_one();
}

}  // namespace store
