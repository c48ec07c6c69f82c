// Replays the journal on a few threads ahead of who reads it: each case falls to one of them, and what they make of the
// entries comes in the order of the journal. It writes nothing. The chain has to be checked by somebody else.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <mutex>
#include <thread>

#include "store/connection.hpp"
#include "store/replay.hpp"

namespace store {

class Replays {
 public:
  // What an entry made of its case, as a summary keeps it: of those that made another one of it than there was.
  struct Step {
    std::int64_t seq = 0;
    std::string reference, place;
    engine::Json summary;
    std::exception_ptr fault;  // it could not be replayed: nothing comes after it
  };

  // Of the entries that are there when it is made. All that is given by reference must outlive it.
  Replays(const std::filesystem::path& database, const engine::Workflows& workflows);
  ~Replays();
  Replays(const Replays&) = delete;
  Replays& operator=(const Replays&) = delete;

  // The next one; nothing: that was all. Throws what the thread threw that replayed it.
  std::optional<Step> next();

  // After the last step: every case, in the order of their ids, and the last number of each series.
  std::vector<std::pair<const Replay*, const Replay::CaseInReplay*>> cases() const;
  std::map<std::string, int> numbers() const;

 private:
  using Block = std::deque<Step>;

  // What falls to one thread.
  struct Part {
    Part(const std::filesystem::path& database, const engine::Workflows& workflows);
    Connection connection;
    Replay replay;
    std::deque<Block> ready;  // guarded by mutex_, as the one below
    bool ended = false;
    std::thread thread;
  };

  void work(std::size_t index);
  void replay(std::size_t index);
  bool hand_over(Part& part, Block block);  // waits for room; false: nobody wants more
  Block take(Part& part);                   // waits for the next; empty: it has ended
  void take_all();

  std::mutex mutex_;
  std::condition_variable moved_;
  bool stopping_ = false;  // guarded by mutex_
  std::deque<std::unique_ptr<Part>> parts_;
  Block merged_;  // in order, of all parts; the reader's alone
};

}  // namespace store
