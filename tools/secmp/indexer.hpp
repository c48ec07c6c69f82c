// Keeps the search index of a served folder up with its journal, on a thread of its own.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/search_index.hpp"

namespace secmp {

class Indexer {
 public:
  explicit Indexer(store::SqliteSearchIndex& index) : index_(index), thread_([this] { run(); }) {}
  ~Indexer();
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;

 private:
  void run();
  bool pause(std::chrono::milliseconds span);  // whether to go on

  store::SqliteSearchIndex& index_;
  std::mutex mutex_;  // guards the one below
  bool done_ = false;
  std::condition_variable stop_;
  bool said_ = false;  // that it cannot be kept; until it can
  std::thread thread_;
};

}  // namespace secmp
