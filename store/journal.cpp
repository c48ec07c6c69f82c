// Opens the journal for its one writer, hands out batches, and makes every checkpoint.
#include "store/journal.hpp"

#include <sqlite3.h>

#include "store/rows.hpp"
#include "store/up_to_date.hpp"
#include "store/write_batch.hpp"

namespace store {

WriterState::WriterState(DataFolder& folder, JournalLimits with)
    : connection(folder.connection()), limits(with), projections(connection), requests(connection) {
  read_head();
  sqlite3_wal_hook(connection.database().getHandle(), &WriterState::count_pages, this);
}

WriterState::~WriterState() { sqlite3_wal_hook(connection.database().getHandle(), nullptr, nullptr); }

int WriterState::count_pages(void* state, sqlite3*, const char*, int pages) {
  static_cast<WriterState*>(state)->log_pages = pages;
  return SQLITE_OK;
}

void WriterState::read_head() {
  auto newest = connection.prepare("SELECT seq, at, hash FROM journal ORDER BY seq DESC LIMIT 1");
  if (!newest.step()) return;
  last_seq = newest.number(0);
  last_at = time_of(newest.number(1));
  const auto hash = hash_from(newest.view(2));
  if (!hash) throw damaged(connection.file(), "the newest entry has no hash");
  chain.head = *hash;
}

// Two connections that checkpoint at once can harm a log in this SQLite (before 3.51.3), so only this one ever does;
// and a failed one is not tried again, since after a failed sync nobody knows what the disk holds.
void WriterState::checkpoint_from(int pages) {
  if (log_pages < copied_pages) copied_pages = 0;  // the log has begun anew
  if (log_pages - copied_pages < pages || !broken.empty()) return;
  int all = 0, copied = 0;
  auto* handle = connection.database().getHandle();
  const int code = sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, &all, &copied);
  if (code == SQLITE_OK) copied_pages = copied;
  else if (code != SQLITE_BUSY && code != SQLITE_FULL) broken = sqlite3_errmsg(handle);  // a full disk has lost nothing
}

// Counted back from the clock or the newest entry, whichever is earlier: neither a clock that is ahead nor an entry
// that is makes anybody's request forgotten.
void WriterState::drop_old_requests(engine::Time now) {
  requests.forget(std::min(now, last_at) - limits.requests_kept, limits.requests_looked_at_max);
}

SqliteJournal::SqliteJournal(DataFolder& folder, JournalLimits limits)
    : state_(guarded(folder.database(), [&] {
        require_up_to_date(folder);
        return std::make_unique<WriterState>(folder, limits);
      })) {}

SqliteJournal::~SqliteJournal() = default;

std::string SqliteJournal::broken() const {
  const std::scoped_lock hold(state_->connection.mutex());
  return state_->broken;
}

// The checkpoint stands before a batch, not after one: the replies of the last batch have gone out by now.
std::unique_ptr<engine::Batch> SqliteJournal::begin() {
  std::unique_lock hold(state_->connection.mutex());
  state_->checkpoint_from(state_->limits.checkpoint_stop_pages);
  if (!state_->broken.empty()) throw Refusal("the journal takes no more until a restart: " + state_->broken);
  return std::make_unique<WriteBatch>(*state_, std::move(hold));
}

void SqliteJournal::idle(engine::Time now) {
  const std::scoped_lock hold(state_->connection.mutex());
  if (!state_->broken.empty()) return;
  try {
    state_->checkpoint_from(state_->limits.checkpoint_idle_pages);
    state_->drop_old_requests(now);
  } catch (const std::exception& fault) {
    state_->broken = fault.what();
  }
}

}  // namespace store
