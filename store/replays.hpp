// Replays the journal on a few threads ahead of who reads it: each case falls to one of them, and what they make of the
// entries comes in the order of the journal. It writes nothing. The chain is followed by somebody else.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <filesystem>
#include <limits>
#include <mutex>
#include <thread>

#include "store/connection.hpp"
#include "store/replay.hpp"

namespace store {

// What an entry made of its case, as a summary keeps it: of those that made another one of it than there was.
struct ReplayStep {
  std::int64_t seq = 0;
  std::string reference, place;
  engine::Json summary;
  std::exception_ptr fault;  // it could not be replayed: nothing comes after it
};

// Cases, each with who replayed it.
using CasesInReplay = std::vector<std::pair<const Replay*, const Replay::CaseInReplay*>>;
CasesInReplay cases_in(const Replay& replay);

// What the next entry made of its case; nothing: its summary is the same as before.
std::optional<ReplayStep> step_of(Replay& replay, const engine::Entry& entry);

class Replays {
 public:
  using Step = ReplayStep;
  // A step that no entry made: rows could not be read. Its fault says why.
  static constexpr std::int64_t no_entry = std::numeric_limits<std::int64_t>::max();

  // Whether the chain holds up to an entry: what somebody changed is not worth reading. May wait; any thread.
  using Holds = std::function<bool(std::int64_t seq)>;

  // Of the entries up to one, or up to the first at which the chain does not hold. `table`: as for a Replay. All that
  // is given by reference must outlive it.
  Replays(const std::filesystem::path& database, const engine::Workflows& workflows, const engine::RowsBehind* table,
          std::int64_t up_to, Holds holds);
  ~Replays();
  Replays(const Replays&) = delete;
  Replays& operator=(const Replays&) = delete;

  // The next one; nothing: that was all. Throws what the thread threw that replayed it.
  std::optional<Step> next();

  // After the last step: every case, in the order of their ids, and the last number of each series.
  CasesInReplay cases() const;
  std::map<std::string, int> numbers() const;
  Replay::Unlike unlike_the_table() const;

 private:
  using Block = std::deque<Step>;

  // What falls to one thread.
  struct Part {
    Part(const std::filesystem::path& database, const engine::Workflows& workflows, const engine::RowsBehind* table);
    Connection connection;
    std::optional<Replay> replay;  // its thread frees what it has allocated: that is cheaper, and side by side
    std::deque<Block> ready;       // guarded by mutex_, as the one below
    bool ended = false;
    std::thread thread;
  };

  void work(std::size_t index);
  void replay(std::size_t index);
  bool hand_over(Part& part, Block block);  // waits for room; false: nobody wants more
  Block take(Part& part);                   // waits for the next; empty: it has ended
  void take_all();

  const std::int64_t up_to_;
  const Holds holds_;
  std::mutex mutex_;
  std::condition_variable moved_;
  bool stopping_ = false;  // guarded by mutex_
  std::deque<std::unique_ptr<Part>> parts_;
  Block merged_;  // in order, of all parts; the reader's alone
};

}  // namespace store
