// A copy of the database while others write to it. Bringing one back is putting it in the place of secmp.db.
#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "store/connection.hpp"
#include "store/verify.hpp"

namespace store {
namespace {

namespace fs = std::filesystem;

// The name is ours before the first page is copied, so that nothing that is there is ever written over.
void reserve(const fs::path& file) {
  const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) {
    throw Refusal("the backup " + file.string() + " cannot be made: " + std::generic_category().message(errno));
  }
  ::close(handle);
}

void sync_file(const fs::path& file) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

// All pages in one step: a copy in several would begin anew with each commit of the server's.
void copy(Connection& from, const fs::path& file) {
  SQLite::Database to(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 5'000);
  SQLite::Backup whole(to, from.database());
  if (whole.executeStep(-1) != SQLITE_DONE)
    throw Refusal("the backup " + file.string() + " was not finished: try again");
}

// One file that is complete by itself, without a log beside it.
void settle(const fs::path& file) {
  SQLite::Database copy(file.string(), SQLite::OPEN_READWRITE, 5'000);
  copy.exec("PRAGMA journal_mode=DELETE");
}

}  // namespace

void backup(const fs::path& database, const fs::path& file) {
  reserve(file);
  const fs::path part = fs::path(file) += ".part";
  std::error_code ignored;
  fs::remove(part, ignored);
  try {
    auto from = guarded(database, [&] { return std::make_unique<Connection>(database, Access::Read); });
    guarded(part, [&] {
      copy(*from, part);
      settle(part);
    });
    fs::rename(part, file);
    sync_file(file);
  } catch (...) {
    fs::remove(part, ignored);
    fs::remove(file, ignored);
    throw;
  }
}

}  // namespace store
