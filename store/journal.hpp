// The journal and its projections on SQLite, written in one transaction. It decides nothing: what to write comes in.
#pragma once

#include <memory>

#include "engine/ports.hpp"
#include "store/folder.hpp"

namespace store {

struct WriterState;

struct JournalLimits {
  int checkpoint_idle_pages = 250;    // in the write-ahead log: worth a checkpoint when there is nothing else to do
  int checkpoint_stop_pages = 4'000;  // 16 MiB: worth one before the next batch, whoever waits; a log begun anew
                                      // is written over in place, which costs less than a file that grows
  std::chrono::seconds requests_kept = std::chrono::hours{24 * 30};
  int requests_looked_at_max = 100;  // in one idle()
};

// Batches are made, used and destroyed on one thread, one at a time. When one has failed to write, every later begin()
// throws: what the disk holds is known only after the folder has been opened again.
class SqliteJournal : public engine::Journal {
 public:
  // Access::Write; must outlive the journal. Throws Refusal when the folder is not up to date.
  explicit SqliteJournal(DataFolder& folder, JournalLimits limits = {});
  ~SqliteJournal() override;

  std::string broken() const;                       // why nothing more is written; empty: all is well. Any thread
  std::unique_ptr<engine::Batch> begin() override;  // throws Refusal when broken
  void idle(engine::Time now) override;             // never throws: a fault shows at the next begin()

 private:
  std::unique_ptr<WriterState> state_;
};

}  // namespace store
