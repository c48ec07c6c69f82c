// The chain followed on a thread of its own, ahead of who replays the journal.
#pragma once

#include <atomic>
#include <future>

#include "store/verify.hpp"

namespace store {

class Connection;

// The chain, and the first faults of what else needs no replay, if it has none itself.
struct ChainFound {
  Verified chain;
  std::optional<std::string> requests, days, pages;
};
// What is looked at after the chain: all of the rest, or without the requests.
void look_beside(Connection& connection, ChainFound& found);
void look_at_pages_and_days(Connection& connection, ChainFound& found);

// On a connection of its own: its snapshot may be a newer one, and up to an entry it has the same ones.
class ChainBeside {
 public:
  using Then = void (*)(Connection& connection, ChainFound& found);
  ChainBeside(const std::filesystem::path& database, std::int64_t up_to, Then then);

  // Whether the chain holds up to an entry. Waits until that is known; false: nor does anything after it.
  // Any thread.
  bool holds(std::int64_t seq) const;
  ChainFound found() { return found_.get(); }  // once; throws what the thread threw

 private:
  class EndsAnyhow;

  ChainFound look(const std::filesystem::path& database, std::int64_t up_to, Then then);
  void tell(std::int64_t seq);

  std::atomic<std::int64_t> passed_{0};  // entries that hold
  std::atomic<std::int64_t> holds_{0};   // the same for who waits, a little behind; -1: there will be no more
  std::future<ChainFound> found_;        // last: its thread uses the others
};

}  // namespace store
