// Makes, recognises, opens and locks a data folder, and keeps the mark of its simulated clock.
#include "store/folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "store/connection.hpp"
#include "store/migrations.hpp"

namespace store {
namespace {

namespace fs = std::filesystem;
using engine::Time;

std::string words_of(int error) { return std::generic_category().message(error); }

// Its parent's, too: a file that was renamed is on disk only when its folder is.
void sync_folder(const fs::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return;
  ::fsync(handle);
  ::close(handle);
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder)) {
    const auto why = error ? error.message() : "there is a file of that name";
    throw Refusal("the data folder " + folder.string() + " cannot be made: " + why);
  }
}

void remove_database(const fs::path& database) {
  std::error_code ignored;
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(fs::path(database) += tail, ignored);
}

void set_meta(SQLite::Database& database, const std::string& name, const std::string& value) {
  SQLite::Statement row(database, "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value");
  row.bind(1, name);
  row.bind(2, value);
  row.exec();
}

std::string seconds(Time instant) { return std::to_string(instant.time_since_epoch().count()); }

void fill(const fs::path& file, std::optional<Time> simulated_start) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec("PRAGMA application_id=" + std::to_string(our_application_id));
  migrate(database);
  database.exec("DELETE FROM meta WHERE name = 'projections'");  // there are none yet, and so none that are old
  set_meta(database, "simulated", simulated_start ? "1" : "0");
  if (simulated_start) set_meta(database, "clock", seconds(*simulated_start));
  database.exec("PRAGMA journal_mode=WAL");
}

}  // namespace

// flock() is given back by the kernel when the process ends, however it ends.
class DataFolder::Lock {
 public:
  explicit Lock(const fs::path& folder) {
    const auto file = folder / "lock";
    handle_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (handle_ < 0) throw Refusal(file.string() + " cannot be opened: " + words_of(errno));
    if (::flock(handle_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(handle_);
    throw Refusal("the data folder " + folder.string() + " is in use by another process");
  }
  ~Lock() { ::close(handle_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int handle_;
};

bool DataFolder::exists(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "secmp.db", ignored);
}

// What is left of a start that was cut short is ours.
bool DataFolder::is_of_others(const fs::path& folder) {
  std::error_code fault;
  const fs::directory_iterator all(folder, fault);
  return !fault && !exists(folder) && std::any_of(begin(all), end(all), [](const auto& entry) {
    const auto name = entry.path().filename().string();
    return name != "lock" && !name.starts_with("secmp.") && !name.starts_with("tokens.db");
  });
}

// Filled under another name and renamed: a crash leaves no database, never half of one.
void DataFolder::create(const fs::path& folder, std::optional<Time> simulated_start) {
  make_folder(folder);
  const Lock lock(folder);
  if (exists(folder)) throw Refusal("the data folder " + folder.string() + " has a database already");
  const auto database = folder / "secmp.db", fresh = folder / "secmp.db.new";
  remove_database(database);  // a log left by a database that was removed would be played into ours
  remove_database(fresh);
  try {
    guarded(database, [&] { fill(fresh, simulated_start); });
    fs::rename(fresh, database);
  } catch (const std::exception&) {
    remove_database(fresh);
    throw;
  }
  sync_folder(folder);
  sync_folder(folder.parent_path().empty() ? fs::path(".") : folder.parent_path());
}

DataFolder::DataFolder(fs::path folder, Access access) : path_(std::move(folder)), access_(access) {
  std::error_code error;
  if (!fs::is_directory(path_, error)) throw Refusal("there is no data folder " + path_.string());
  const auto bytes = fs::file_size(database(), error);
  if (error == std::errc::permission_denied)
    throw Refusal(database().string() + " cannot be opened: " + error.message());
  if (error) throw Refusal(path_.string() + " is not a data folder: there is no database secmp.db in it");
  if (bytes == 0) throw Refusal(database().string() + " is empty: put a backup in its place");
  if (access == Access::Write) lock_ = std::make_unique<Lock>(path_);
  guarded(database(), [this] { examine(); });
}

DataFolder::~DataFolder() = default;

// A stranger's database is looked at and left as it was.
void DataFolder::examine() {
  const int newest = static_cast<int>(migrations().size());
  {
    Connection look(database(), Access::Read);
    if (look.number("PRAGMA application_id") != our_application_id) {
      throw Refusal(database().string() + " is not a database of this program: choose another data folder");
    }
    const int version = schema_version(look.database());
    const auto made_by = database().string() + " has schema version " + std::to_string(version);
    if (version > newest) {
      throw Refusal(made_by + ", this program knows up to " + std::to_string(newest) + ": use a newer program");
    }
    if (version < newest && access_ == Access::Read) {
      throw Refusal(made_by + " of an older program: start the server on it once, which brings it up to date");
    }
  }
  connection_ = std::make_unique<Connection>(database(), access_);
  if (access_ == Access::Write) {
    connection_->exec("PRAGMA journal_mode=WAL");
    migrate(connection_->database());
  } else if (projections_are_old()) {
    throw Refusal(database().string() + " has tables of an older program: start the server on it once, which fills " +
                  "them anew");
  }
  const auto simulated = connection_->meta("simulated");
  if (!simulated) throw damaged(database(), "it does not say which clock it has");
  simulated_ = *simulated == "1";
}

bool DataFolder::projections_are_old() const { return connection_->meta("projections").has_value(); }

Time DataFolder::clock() const {
  const std::scoped_lock hold(connection_->mutex());
  return guarded(database(), [this] {
    const auto stored = connection_->meta("clock");
    const auto newest = connection_->number("SELECT at FROM journal ORDER BY seq DESC LIMIT 1");
    return Time(std::chrono::seconds(std::max<std::int64_t>(stored ? std::stoll(*stored) : 0, newest)));
  });
}

void DataFolder::set_clock(Time now) {
  if (access_ != Access::Write || !simulated_)
    throw std::logic_error("only a simulated clock, opened for writing, is set");
  const std::scoped_lock hold(connection_->mutex());
  guarded(database(), [&] { set_meta(connection_->database(), "clock", seconds(now)); });
}

}  // namespace store
