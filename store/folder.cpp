// Makes, recognises, opens and locks a data folder, and keeps the mark of its simulated clock.
#include "store/folder.hpp"

#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "engine/calendar.hpp"
#include "store/clock_seal.hpp"
#include "store/connection.hpp"
#include "store/disk.hpp"
#include "store/document_files.hpp"
#include "store/head.hpp"
#include "store/migrations.hpp"
#include "store/modes.hpp"
#include "store/rows.hpp"
#include "store/up_to_date.hpp"

namespace store {
namespace {

namespace fs = std::filesystem;
using engine::Time;

// Its own mode is that of a data folder from the first moment on; those above it are as the umask says.
void make_folder(const fs::path& folder) {
  std::error_code error;
  const auto above = parent_of(folder.has_filename() ? folder : folder.parent_path());
  fs::create_directories(above, error);
  if (::mkdir(folder.c_str(), private_folder) == 0) return give_to_owner_of(above, folder);
  error = {errno, std::generic_category()};
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

void fill(const fs::path& file, std::optional<Time> simulated_start) {
  make_private_file(file);
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  database.exec("PRAGMA application_id=" + std::to_string(our_application_id));
  migrate(database);
  set_meta(database, "projections", std::string(projections_code()));  // there are none yet
  set_meta(database, "simulated", simulated_start ? "1" : "0");
  if (simulated_start) set_meta(database, "clock", sealed_clock(*simulated_start));
  database.exec("PRAGMA journal_mode=WAL");
}

constexpr std::size_t wish_chars = 20 + 1;  // an instant, and the end of the line

fs::path wish_in(const fs::path& folder) { return folder / "secmp.db.start"; }

void forget_wish(const fs::path& folder) {
  std::error_code ignored;
  fs::remove(wish_in(folder), ignored);
}

}  // namespace

std::optional<Time> DataFolder::wished_start(const fs::path& folder) {
  const auto line = read_line(wish_in(folder), wish_chars);
  return line.size() == wish_chars ? engine::read_time(line.substr(0, wish_chars - 1)) : std::nullopt;
}

fs::path names::beside(const fs::path& folder) {
  return parent_of(folder) / (folder.filename().string() + "." + std::string(restoring));
}

bool DataFolder::exists(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / "secmp.db", ignored);
}

// From the moment on in which a restore begins to move things until it has moved the last, there is no database here.
void DataFolder::refuse_cut_short(const fs::path& folder) {
  std::error_code ignored;
  const bool inside = !exists(folder) &&
                      (fs::exists(folder / names::restoring, ignored) || fs::exists(folder / names::restored, ignored));
  const bool beside = !fs::exists(folder, ignored) && fs::exists(names::beside(folder), ignored);
  if (inside || beside)
    throw Refusal("a restore into " + folder.string() + " was cut short: run 'secmp restore FILE --data " +
                  folder.string() + " --replace' again, which finishes it");
}

// What is left of a start that was cut short is ours.
bool DataFolder::is_of_others(const fs::path& folder) {
  std::error_code fault;
  const fs::directory_iterator all(folder, fault);
  return !fault && !exists(folder) && std::any_of(begin(all), end(all), [](const auto& entry) {
    const auto name = entry.path().filename().string();
    return name != "lock" && name != "lost+found" && !name.starts_with("secmp.") && !name.starts_with("tokens.db") &&
           !name.starts_with("sessions.db") && !name.starts_with(documents_list) && name != documents_folder;
  });
}

// Filled under another name and renamed: a crash leaves no database, never half of one.
void DataFolder::create(const fs::path& folder, std::optional<Time> simulated_start) {
  refuse_cut_short(folder);
  if (is_of_others(folder))
    throw Refusal(folder.string() +
                  " holds files of others and no database of secmp: name a folder that is empty, or is not there yet");
  make_folder(folder);
  const FolderLock lock(folder);
  if (exists(folder)) throw Refusal("the data folder " + folder.string() + " has a database already");
  if (std::error_code ignored; fs::exists(folder / head_file, ignored))
    throw Refusal("the data folder " + folder.string() + " has no database any more, and its " +
                  std::string(head_file) + " says that there was one: " + how_to_restore(folder) +
                  "; to begin anew, choose another folder");
  if (simulated_start) write_line(wish_in(folder), engine::to_text(*simulated_start) + "\n");
  else forget_wish(folder);
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
  make_private(folder);
  sync_folder(folder);
  forget_wish(folder);
  sync_folder(parent_of(folder));
}

DataFolder::DataFolder(fs::path folder, Access access) : path_(std::move(folder)), access_(access) {
  refuse_cut_short(path_);
  std::error_code error;
  if (!fs::is_directory(path_, error)) throw Refusal("there is no data folder " + path_.string());
  refuse_what_are_no_files();
  const auto bytes = fs::file_size(database(), error);
  if (error == std::errc::permission_denied)
    throw Refusal(database().string() + " cannot be opened: " + error.message());
  if (error) throw Refusal(path_.string() + " is not a data folder: there is no database secmp.db in it");
  if (bytes == 0) throw Refusal(database().string() + " is empty: " + how_to_restore(path_));
  if (access == Access::Write) lock_ = std::make_unique<FolderLock>(path_);
  if (access == Access::Write) forget_wish(path_);  // a loss of power may have left it
  guarded(database(), [this] { examine(); });
}

DataFolder::~DataFolder() = default;

// Whoever opens a pipe waits for somebody at its other end, for ever.
void DataFolder::refuse_what_are_no_files() const {
  for (const std::string name :
       {"secmp.db", "tokens.db", "documents.db", "sessions.db", "secmp.search", "secmp.head", "secmp.clock", "lock"})
    for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
      const auto file = path_ / (name + tail);
      std::error_code fault;
      const auto found = fs::status(file, fault).type();
      if (found == fs::file_type::regular || found == fs::file_type::not_found) continue;
      throw Refusal(file.string() + (fault ? " cannot be looked at: " + fault.message() : " is not a file") +
                    ": take it away, or " + how_to_restore(path_));
    }
}

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
  }
  make_private(path_);
  connection_ = std::make_unique<Connection>(database(), access_);
  if (access_ == Access::Write) {
    connection_->exec("PRAGMA journal_mode=WAL");
    bring_schema_up_to_date();
  }
  const auto simulated = connection_->meta("simulated");
  if (!simulated) throw damaged(database(), "it does not say which clock it has");
  simulated_ = *simulated == "1";
}

// A number of the schema that somebody has changed has steps taken again, on tables that have them.
void DataFolder::bring_schema_up_to_date() {
  const int version = schema_version(connection_->database());
  try {
    if (version >= 1) return migrate(connection_->database());
  } catch (const SQLite::Exception& fault) {
    if (fault.getErrorCode() != SQLITE_ERROR) throw;  // a disk that is full, or fails
  }
  throw damaged(database(), "it says that it has schema version " + std::to_string(version) + ", and it has not");
}

Time DataFolder::clock() const {
  const std::scoped_lock hold(connection_->mutex());
  return guarded(database(), [this] {
    const auto stored = connection_->meta("clock");
    const auto stands = stored ? clock_in(*stored, schema_version(connection_->database())) : Time{};
    if (!stands) throw damaged(database(), "where its simulated clock stands was changed by somebody");
    const auto newest = connection_->number("SELECT at FROM journal ORDER BY seq DESC LIMIT 1");
    return std::max(*stands, time_of(newest));
  });
}

void DataFolder::set_clock(Time now) {
  if (access_ != Access::Write || !simulated_)
    throw std::logic_error("only a simulated clock, opened for writing, is set");
  const std::scoped_lock hold(connection_->mutex());
  guarded(database(), [&] { set_meta(connection_->database(), "clock", sealed_clock(now)); });
}

}  // namespace store
