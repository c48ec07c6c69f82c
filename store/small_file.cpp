// Opens and founds small files, so that what was ended in them stays ended.
#include "store/small_file.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include "store/digest.hpp"
#include "store/modes.hpp"
#include "store/refusal.hpp"

namespace store {

int application_id_of(SQLite::Database& database) { return database.execAndGet("PRAGMA application_id").getInt(); }

SQLite::Database open_small_file(const std::filesystem::path& file, const SmallFile& kind, int patience_ms) {
  make_private_file(file);
  // It is there by now, or is a link into nowhere, which is not followed: it may be somebody else's trap.
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE, patience_ms);
  // EXTRA: after a change the folder is synced, too. Otherwise a loss of power could bring back the journal by which a
  // change is undone, and with it what was revoked.
  database.exec("PRAGMA synchronous=EXTRA");
  const bool is_empty = database.execAndGet("PRAGMA page_count").getInt() == 0;
  if (application_id_of(database) != kind.application_id && !is_empty)
    throw Refusal(file.string() + " is not a file of " + kind.holds + " of this program: move it away");
  if (database.tableExists(kind.table)) return database;
  SQLite::Transaction whole(database, SQLite::TransactionBehavior::IMMEDIATE);
  database.exec("PRAGMA application_id=" + std::to_string(kind.application_id));
  database.exec(kind.schema);
  whole.commit();
  return database;
}

std::string hash_of_secret(std::string_view secret) {
  thread_local Sha256 sha;
  return std::string(bytes_of(sha.of(secret)));
}

}  // namespace store
