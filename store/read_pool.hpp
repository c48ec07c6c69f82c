// A few read-only connections, lent to one call at a time. It does not know what is read.
#pragma once

#include <condition_variable>
#include <vector>

#include "store/connection.hpp"

namespace store {

// Any thread. Connections are opened when they are first needed.
class ReadPool {
 public:
  ReadPool(std::filesystem::path file, std::size_t connections_max);

  // Waits while all connections are out. A fault of SQLite comes out as a Refusal.
  template <class Work>
  auto read(Work work) {
    const Lent lent(*this);
    return guarded(file_, [&] { return work(*lent.connection); });
  }
  const std::filesystem::path& file() const { return file_; }

 private:
  struct Lent {
    explicit Lent(ReadPool& from) : pool(from), connection(from.take()) {}
    ~Lent() { pool.give_back(std::move(connection)); }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    ReadPool& pool;
    std::unique_ptr<Connection> connection;
  };

  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);

  const std::filesystem::path file_;
  std::mutex mutex_;  // guards the two below
  std::condition_variable back_;
  std::vector<std::unique_ptr<Connection>> free_;
  std::size_t may_open_;
};

}  // namespace store
