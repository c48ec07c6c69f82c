// Keeps the search index of a served folder up with its journal, and takes away documents that nobody has named, on a
// thread of its own.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/documents.hpp"
#include "store/search_index.hpp"

namespace secmp {

class Indexer {
 public:
  Indexer(store::SqliteSearchIndex& index, store::Documents& documents, const engine::Reader& reader)
      : index_(index), documents_(documents), reader_(reader), thread_([this] { run(); }) {}
  ~Indexer();
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;

 private:
  void run();
  void sweep();  // now and then
  bool is_time();
  bool take_in();
  bool pause(std::chrono::milliseconds span);  // whether to go on

  store::SqliteSearchIndex& index_;
  store::Documents& documents_;
  const engine::Reader& reader_;
  std::chrono::steady_clock::time_point swept_{}, next_{};
  std::mutex mutex_;  // guards the one below
  bool done_ = false;
  std::condition_variable stop_;
  bool said_ = false;  // that it cannot be kept; until it can
  std::thread thread_;
};

}  // namespace secmp
