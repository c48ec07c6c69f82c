// The data folder: what is in it, whether it is ours, and who may write. It does not know what the tables mean.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "engine/types.hpp"
#include "store/refusal.hpp"

namespace store {

class Connection;
class FolderLock;

// What stands in a data folder, or beside it, while a backup is brought back.
namespace names {
inline constexpr std::string_view restoring = "restoring", restored = "restored", unfinished = "restore-unfinished";
inline constexpr std::string_view aside = "before-restore-";        // and the instant: what was there
std::filesystem::path beside(const std::filesystem::path& folder);  // FOLDER.restoring
}  // namespace names

// How the entries that a folder begins with say which clock it has: at the end of their request ids.
constexpr std::string_view clock_words(bool simulated) {
  return simulated ? "with a simulated clock" : "with the clock of the machine";
}

enum class Access { Read, Write };

// Opened for writing it holds the folder's lock and the only connection that ever writes or checkpoints the journal.
// Everything here throws Refusal with one line that says what is wrong and what to do.
class DataFolder {
 public:
  // A folder is ours, foreign files in it or not, when it has our database.
  static bool exists(const std::filesystem::path& folder);
  // It has no database of ours, but something else.
  static bool is_of_others(const std::filesystem::path& folder);
  // Throws Refusal when a restore into it has not finished.
  static void refuse_cut_short(const std::filesystem::path& folder);
  // Makes the folder when it is missing and the database in it, whole or not at all. With `simulated_start` the folder
  // has a simulated clock for ever; that is on disk before anything else, so that who goes on after a crash can ask for
  // wished_start(). Refuses a folder that has a database already.
  static void create(const std::filesystem::path& folder, std::optional<engine::Time> simulated_start = {});

  // Of a folder that was to have a simulated clock, and of which there is no database yet; nothing: of any other.
  static std::optional<engine::Time> wished_start(const std::filesystem::path& folder);

  // Access::Write brings an older schema up to date and refuses when another process writes here; Access::Read works
  // beside a running server and changes nothing but modes: in either case the folder is its owner's alone. Whether the
  // projections are of this program, up_to_date.hpp knows: who reads or writes them asks first.
  DataFolder(std::filesystem::path folder, Access access);
  ~DataFolder();
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path database() const { return path_ / "secmp.db"; }
  std::filesystem::path tokens() const { return path_ / "tokens.db"; }
  std::filesystem::path sessions() const { return path_ / "sessions.db"; }

  bool simulated() const { return simulated_; }
  // Where the simulated clock stood when it was last written, and never before the newest entry of the journal.
  engine::Time clock() const;
  // Any thread, but not while this thread has a batch open. Access::Write and simulated only (std::logic_error).
  void set_clock(engine::Time now);

  Connection& connection() const { return *connection_; }

 private:
  void refuse_what_are_no_files() const;
  void examine();
  void bring_schema_up_to_date();

  const std::filesystem::path path_;
  const Access access_;
  bool simulated_ = false;
  std::unique_ptr<FolderLock> lock_;  // before the connection: it is given back last
  std::unique_ptr<Connection> connection_;
};

}  // namespace store
