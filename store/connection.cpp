// Opens SQLite, runs its statements, and turns its faults into one sentence.
#include "store/connection.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>

namespace store {
namespace {

constexpr int busy_timeout_ms = 5'000;

int flags(Access access) {
  return (access == Access::Write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY) | SQLite::OPEN_NOMUTEX |
         SQLite::OPEN_URI;
}

// Where nothing can be written, SQLite cannot make the files by which readers and a writer know of each other. Without
// a log all is in the database, and there is no writer who could change it.
bool stands_still(const std::filesystem::path& file) {
  const auto folder = file.has_parent_path() ? file.parent_path() : ".";
  std::error_code missing;
  const auto log = std::filesystem::file_size(std::filesystem::path(file) += "-wal", missing);
  return (missing || log == 0) && ::access(folder.c_str(), W_OK) != 0 && errno != ENOENT;
}

// As a URI, for there alone can be said that it stands still.
std::string address_of(const std::filesystem::path& file, Access access) {
  std::string address = file.is_absolute() ? "file://" : "file:";
  for (const char c : file.string()) {
    if (c == '%' || c == '?' || c == '#') address += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    else address += c;
  }
  return address + (access == Access::Read && stands_still(file) ? "?immutable=1" : "");
}

// Nobody asks how much memory SQLite has, and counting it costs a mutex with every piece. Before its first use only.
void without_statistics() { [[maybe_unused]] static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

}  // namespace

std::string_view Running::view(int column) const {
  const auto value = statement_.getColumn(column);
  const auto* data = static_cast<const char*>(value.getBlob());
  return data == nullptr ? std::string_view{} : std::string_view(data, static_cast<std::size_t>(value.getBytes()));
}

Connection::Connection(const std::filesystem::path& file, Access access)
    : file_(file), database_((without_statistics(), address_of(file, access)), flags(access), busy_timeout_ms) {
  database_.exec(
      "PRAGMA wal_autocheckpoint=0; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF");
  if (access == Access::Read) {
    database_.exec("PRAGMA query_only=ON; PRAGMA cache_size=-1000");
    sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  } else {
    // Acknowledged means on disk: FULL. A log that one long reader has let grow shrinks again to the limit.
    database_.exec("PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864");
    database_.exec(room_of_a_writer);
  }
}

SQLite::Statement& Connection::kept(std::unique_ptr<SQLite::Statement>& place, const char* sql) {
  if (!place) place = std::make_unique<SQLite::Statement>(database_, sql);
  return *place;
}

std::int64_t Connection::number(const std::string& sql) {
  auto rows = prepare(sql);
  return rows.step() ? rows.number(0) : 0;
}

std::optional<std::string> Connection::meta(std::string_view name) {
  auto rows = prepare("SELECT value FROM meta WHERE name = ?");
  if (!rows.with(name).step()) return std::nullopt;
  return rows.text(0);
}

std::string how_to_restore(const std::filesystem::path& folder) {
  return "bring a backup back with 'secmp restore FILE --data " + (folder.empty() ? "." : folder.string()) +
         " --replace'";
}

Refusal damaged(const std::filesystem::path& file, std::string_view what) {
  return Refusal(file.string() + " is damaged (" + std::string(what) + "): " + how_to_restore(file.parent_path()));
}

Refusal refusal_of(const SQLite::Exception& fault, const std::filesystem::path& file) {
  const std::string name = file.string();
  switch (fault.getErrorCode() & 0xff) {
    case SQLITE_CORRUPT:
      return damaged(file, fault.what());
    case SQLITE_NOTADB:
      return Refusal(name + " is not a database, or damaged at its beginning: " + how_to_restore(file.parent_path()));
    case SQLITE_FULL:
      return Refusal("the disk is full: " + name + " cannot be written; make room and start again");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return Refusal(name + " cannot be opened (" + fault.what() + "): check its permissions and those of its folder");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Refusal(name + " is in use by another process");
    case SQLITE_IOERR:
      return Refusal(name + " cannot be read or written (" + fault.what() + "): check the disk");
    default:
      return Refusal(name + ": " + fault.what());
  }
}

}  // namespace store
