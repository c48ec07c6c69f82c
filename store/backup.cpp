// Copies the register page by page, then every other file of the folder into tables beside it.
#include "store/backup.hpp"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>

#include "store/clock_file.hpp"
#include "store/connection.hpp"
#include "store/digest.hpp"
#include "store/disk.hpp"
#include "store/document_files.hpp"
#include "store/migrations.hpp"
#include "store/modes.hpp"
#include "store/search_index.hpp"

namespace store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t part_bytes = 1024 * 1024;
constexpr std::string_view database_header("SQLite format 3\0", 16);
constexpr std::size_t application_id_at = 68;  // in the header of a database; four bytes, the highest first

// A part has its hash: the pages of a database have none.
constexpr const char* files_schema = R"sql(
CREATE TABLE backup_files (path TEXT PRIMARY KEY, mode INTEGER NOT NULL, size INTEGER NOT NULL) STRICT;
CREATE TABLE backup_parts (
  path   TEXT    NOT NULL,
  part   INTEGER NOT NULL,
  sha256 BLOB    NOT NULL,
  bytes  BLOB    NOT NULL,
  PRIMARY KEY (path, part)
) STRICT;
CREATE TABLE backup_head (entries INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
)sql";

// The file under its first name, ours alone while it is filled; gone with this unless it got its last name.
class Part {
 public:
  explicit Part(const fs::path& file) : path(fs::path(file) += ".part"), file_(file) {
    refuse_existing();
    handle_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, private_file);
    if (handle_ < 0) throw refusal(words_of(errno));
    if (::flock(handle_, LOCK_EX | LOCK_NB) != 0) {
      ::close(handle_);
      throw refusal("another process is making it");
    }
    if (::ftruncate(handle_, 0) != 0 || ::fchmod(handle_, private_file) != 0) throw refusal(words_of(errno));
  }
  ~Part() {
    if (!kept_) ::unlink(path.c_str());
    ::unlink((fs::path(path) += "-journal").c_str());
    ::close(handle_);
  }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;

  void keep() {
    sync_file(path);
    give_to_owner_of(parent_of(file_), path);
    if (::renameat2(AT_FDCWD, path.c_str(), AT_FDCWD, file_.c_str(), RENAME_NOREPLACE) != 0) {
      if (errno != EINVAL && errno != ENOSYS) throw refusal(words_of(errno));
      refuse_existing();  // a file system that cannot do both at once
      fs::rename(path, file_);
    }
    kept_ = true;
    sync_folder(parent_of(file_));
  }

  const fs::path path;

 private:
  Refusal refusal(const std::string& why) const {
    return Refusal("the backup " + file_.string() + " cannot be made: " + why);
  }
  void refuse_existing() const {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(file_, ignored))) throw refusal(words_of(EEXIST));
  }

  const fs::path file_;
  int handle_ = -1;
  bool kept_ = false;
};

// All pages in one step: a copy in several would begin anew with each commit of the server's.
void copy_pages(SQLite::Database& to, SQLite::Database& from) {
  SQLite::Backup whole(to, from);
  if (whole.executeStep(-1) != SQLITE_DONE) throw Refusal("a database is busy and could not be copied: try again");
}

std::string first_bytes(const fs::path& file) {
  std::string bytes(application_id_at + 4, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

bool is_database(std::string_view first) { return first.starts_with(database_header); }

bool is_register(std::string_view first) {
  if (!is_database(first) || first.size() < application_id_at + 4) return false;
  int id = 0;
  for (const char byte : first.substr(application_id_at, 4)) id = id << 8 | static_cast<unsigned char>(byte);
  return id == our_application_id;
}

// A database whose writer is at work is copied by SQLite; the log beside it is in the copy.
std::string bytes_of_database(const fs::path& file) {
  return guarded(file, [&] {
    SQLite::Database from(file.string(), SQLite::OPEN_READWRITE, 5'000), copy(":memory:", SQLite::OPEN_READWRITE);
    copy_pages(copy, from);
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, void (*)(void*)> bytes(sqlite3_serialize(copy.getHandle(), "main", &size, 0),
                                                                &sqlite3_free);
    return std::string(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(size));
  });
}

const std::string of_documents = std::string(documents_folder) + "/";
const std::string arriving = of_documents + std::string(arriving_folder) + "/";
// Kept byte for byte: a database that somebody has uploaded is none of ours.
bool is_document(const std::string& name) { return name.starts_with(of_documents); }

// Writes the other files of a folder into the tables of the copy.
class Files {
 public:
  Files(const fs::path& folder, const fs::path& file, SQLite::Database& to)
      : folder_(folder),
        of_backup_(fs::absolute(file).lexically_normal().string()),
        file_(to, "INSERT INTO backup_files VALUES (?, ?, ?)"),
        part_(to, "INSERT INTO backup_parts VALUES (?, ?, ?, ?)") {}

  int all() {
    int count = 0;
    for (auto at = fs::recursive_directory_iterator(folder_, fs::directory_options::follow_directory_symlink);
         at != fs::recursive_directory_iterator(); ++at) {
      const auto name = at->path().lexically_relative(folder_).generic_string();
      if (at->is_directory()) {
        if (at.depth() == 0 && is_of_restores(name)) at.disable_recursion_pending();
      } else if (at->is_regular_file()) {
        if (!left_out(at->path(), name)) count += add(at->path(), name) ? 1 : 0;
      } else if (is_document(name)) {
        throw Refusal(at->path().string() +
                      " is not a file, and stands where a document does: a backup without that "
                      "document would be none; see 'secmp journal verify'");
      }
    }
    return count;
  }

 private:
  static bool is_of_restores(std::string_view name) {
    return name == names::restoring || name == names::restored || name.starts_with(names::aside) ||
           name == "lost+found";
  }

  // The register itself, logs that belong to a database, this backup and earlier ones.
  bool left_out(const fs::path& path, const std::string& name) const {
    if (name == "lock" || name.starts_with("secmp.db") || name == head_file || name == clock_file) return true;
    if (name.starts_with(search_file)) return true;    // whoever needs it makes it
    if (name.starts_with("sessions.db")) return true;  // one that was ended meanwhile would come back
    if (name.starts_with(arriving)) return true;       // what has not come whole
    if (is_document(name)) return false;               // whatever it is by its bytes
    if (name.starts_with("secmp.") && name.ends_with(".new")) return true;  // what a kill left of one of these
    if (fs::absolute(path).lexically_normal().string().starts_with(of_backup_)) return true;
    for (const std::string_view tail : {"-wal", "-shm", "-journal"}) {
      const auto whole = path.string();
      if (whole.ends_with(tail) && is_database(first_bytes(whole.substr(0, whole.size() - tail.size())))) return true;
    }
    return is_register(first_bytes(path));
  }

  // Not there any more: it was on its way out, and no entry names it.
  bool add(const fs::path& path, const std::string& name) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0 && errno == ENOENT) return false;
    if (!is_document(name) && is_database(first_bytes(path))) {
      std::istringstream bytes(bytes_of_database(path));
      add(bytes, name, found.st_mode);
      return true;
    }
    std::ifstream in(path, std::ios::binary);
    if (!in && !fs::exists(path)) return false;
    if (!in) throw Refusal(path.string() + " cannot be read: " + words_of(errno));
    add(in, name, found.st_mode);
    if (in.bad()) throw Refusal(path.string() + " cannot be read");
    return true;
  }

  void add(std::istream& in, const std::string& name, mode_t mode) {
    std::int64_t size = 0;
    std::string bytes;
    for (int part = 0;; ++part) {
      bytes.resize(part_bytes);
      in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      bytes.resize(static_cast<std::size_t>(in.gcount()));
      if (bytes.empty()) break;
      size += static_cast<std::int64_t>(bytes.size());
      const auto hash = sha_.of(bytes);
      Running(part_).with(name, part, Blob{bytes_of(hash)}, Blob{bytes}).run();
    }
    Running(file_).with(name, static_cast<std::int64_t>(mode & 07777), size).run();
  }

  const fs::path folder_;
  const std::string of_backup_;
  SQLite::Statement file_, part_;
  Sha256 sha_;
};

}  // namespace

// One file that is complete by itself, without a log beside it.
void copy_register(Connection& from, const fs::path& file) {
  make_private_file(file);
  {
    SQLite::Database to(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 5'000);
    copy_pages(to, from.database());
  }
  SQLite::Database(file.string(), SQLite::OPEN_READWRITE, 5'000).exec("PRAGMA journal_mode=DELETE");
}

void copy_register(const fs::path& database, const fs::path& file) {
  const auto from = guarded(database, [&] { return std::make_unique<Connection>(database, Access::Read); });
  guarded(file, [&] { copy_register(*from, file); });
}

// The register first: what an entry names is on disk before the entry is.
BackedUp backup(const fs::path& folder, const fs::path& file) {
  Part part(file);
  if (parent_of(file).lexically_normal() == folder.lexically_normal()) give_to_owner_of(folder, part.path);
  copy_register(folder / "secmp.db", part.path);
  BackedUp done;
  done.head = head_of(part.path);
  guarded(part.path, [&] {
    SQLite::Database to(part.path.string(), SQLite::OPEN_READWRITE, 5'000);
    to.exec("PRAGMA synchronous=OFF");  // nothing of it counts before it is whole, and synced
    SQLite::Transaction all(to);
    to.exec(drop_files);  // of a backup that was put in the place of a register by hand
    to.exec(files_schema);
    SQLite::Statement head(to, "INSERT INTO backup_head VALUES (?, ?)");
    Running(head).with(done.head.seq, done.head.hash).run();
    done.files = Files(folder, file, to).all();
    all.commit();
  });
  part.keep();
  return done;
}

}  // namespace store
