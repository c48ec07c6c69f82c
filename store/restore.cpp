// Puts a restored folder in the place of the old one, so that a crash leaves one of them whole, or says what to do.
#include "store/restore.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "engine/calendar.hpp"
#include "store/connection.hpp"
#include "store/disk.hpp"
#include "store/migrations.hpp"
#include "store/modes.hpp"
#include "store/restored_folder.hpp"

namespace store {
namespace {

namespace fs = std::filesystem;

Refusal moving(const fs::path& what, int error) {
  return Refusal(what.string() + " cannot be moved: " + words_of(error) + "; run the same command again");
}

// The lock, what a file system has at its top, and what restores leave: they stay where they are.
bool stays(const std::string& name) {
  return name == "lock" || name == "lost+found" || name == names::restoring || name == names::restored ||
         name.starts_with(names::aside);
}

std::vector<fs::path> entries_that_move(const fs::path& folder) {
  std::vector<fs::path> all;
  for (const auto& entry : fs::directory_iterator(folder))
    if (!stays(entry.path().filename().string())) all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  return all;
}

// The real folder under its full name, so that it is renamed itself and not a link to it.
fs::path real(const fs::path& folder) {
  std::error_code missing;
  const auto found = fs::canonical(folder, missing);
  if (!missing) return found;
  const auto whole = fs::absolute(folder).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

bool is_mount_point(const fs::path& folder) {
  struct statx found {};
  return ::statx(AT_FDCWD, folder.c_str(), 0, STATX_TYPE, &found) == 0 &&
         (found.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

// 20190318T090000Z, and a number if there is one of that instant.
fs::path aside_name(const fs::path& stem, engine::Time now) {
  auto instant = engine::to_text(now);
  std::erase_if(instant, [](char c) { return c == '-' || c == ':'; });
  const fs::path name = fs::path(stem) += instant;
  fs::path free = name;
  for (int i = 2; fs::exists(fs::symlink_status(free)); ++i) free = fs::path(name) += "-" + std::to_string(i);
  return free;
}

fs::path aside_beside(const fs::path& folder, engine::Time now) {
  return aside_name(fs::path(folder) += "." + std::string(names::aside), now);
}

void move(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return;
  if (errno != EINVAL && errno != ENOSYS) throw moving(from, errno);
  if (fs::exists(fs::symlink_status(to))) throw moving(from, EEXIST);
  if (::rename(from.c_str(), to.c_str()) != 0) throw moving(from, errno);
}

// Inside a folder that keeps its name. The database goes first and comes last: it is there only while the folder is
// whole, and never without its log.
class Inside {
 public:
  explicit Inside(const fs::path& folder)
      : folder_(folder), restoring_(folder / names::restoring), restored_(folder / names::restored) {}

  const fs::path& place() const { return restoring_; }

  // From any point on after the new folder was whole. Returns where what was there is; empty: nothing was.
  fs::path take_place(engine::Time now, bool was_cut_short = false) {
    const auto aside = fs::exists(restoring_) ? move_away(now, was_cut_short) : fs::path();
    auto all = entries_that_move(restored_);
    std::stable_partition(all.begin(), all.end(), [](const auto& one) { return one.filename() != "secmp.db"; });
    for (const auto& one : all) {
      sync_folder(folder_);
      move(one, folder_ / one.filename());
    }
    sync_folder(restored_);
    sync_folder(folder_);
    fs::remove_all(restored_);
    return aside;
  }

 private:
  fs::path move_away(engine::Time now, bool was_cut_short) {
    auto all = entries_that_move(folder_);
    std::stable_partition(all.begin(), all.end(), [](const auto& one) { return one.filename() == "secmp.db"; });
    const auto aside = (was_cut_short ? begun() : std::nullopt).value_or(aside_name(folder_ / names::aside, now));
    if (!all.empty()) fs::create_directory(aside);
    for (const auto& one : all) {
      move(one, aside / one.filename());
      if (one.filename() == "secmp.db") sync_both(aside);
    }
    sync_both(aside);
    move(restoring_, restored_);
    sync_folder(folder_);
    return all.empty() && !fs::exists(aside) ? fs::path() : aside;
  }

  void sync_both(const fs::path& aside) const {
    if (fs::exists(aside)) sync_folder(aside);
    sync_folder(folder_);
  }

  // If there is no database any more, a restore that was cut short has begun to move: the rest goes where that is.
  std::optional<fs::path> begun() const {
    std::optional<fs::path> newest;
    if (fs::exists(folder_ / "secmp.db")) return newest;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const bool is_one = entry.path().filename().string().starts_with(names::aside);
      if (is_one && (!newest || fs::last_write_time(entry) > fs::last_write_time(*newest))) newest = entry.path();
    }
    return newest;
  }

  const fs::path folder_, restoring_, restored_;
};

// Half of a new folder, and not a whole one that has not taken its place.
bool is_unfinished(const fs::path& place) {
  if (!fs::exists(place)) return false;
  if (fs::exists(place / names::unfinished)) return true;
  const auto all = entries_that_move(place);
  const auto is_mark_to_be = [](const fs::path& one) { return one.filename() == name_before(names::unfinished); };
  return std::all_of(all.begin(), all.end(), is_mark_to_be);
}

// What a restore that was cut short has left: half of a new folder goes, a whole one takes its place.
void finish(const fs::path& folder, engine::Time now) {
  const auto beside = names::beside(folder), inside = folder / names::restoring;
  if (fs::exists(beside)) {
    const FolderLock lock(beside);
    if (is_unfinished(beside)) fs::remove_all(beside);
    else if (!fs::exists(folder)) move(beside, folder);
    else move(beside, aside_beside(folder, now));  // it may be what was there
  }
  if (!fs::exists(folder)) return;
  if (is_unfinished(inside)) fs::remove_all(inside);
  if (fs::exists(inside) || fs::exists(folder / names::restored)) Inside(folder).take_place(now, true);
}

// Old and new change places in one step, where the file system can; nothing: they cannot be renamed.
std::optional<fs::path> take_place_beside(const fs::path& folder, const fs::path& fresh, engine::Time now) {
  if (!fs::exists(folder)) {
    move(fresh, folder);
    sync_folder(parent_of(folder));
    return fs::path();
  }
  const auto aside = aside_beside(folder, now);
  const bool empty = entries_that_move(folder).empty();
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0) {
    move(fresh, aside);
  } else if (errno == EINVAL || errno == ENOSYS) {
    move(folder, aside);
    move(fresh, folder);
  } else {
    return std::nullopt;
  }
  sync_folder(parent_of(folder));
  if (!empty) return aside;
  fs::remove(aside / "lock");
  std::error_code holds_more;
  fs::remove(aside, holds_more);
  return holds_more ? aside : fs::path();
}

// Of the new folder nobody needs to hear what to do when a folder is damaged.
std::string without_advice(std::string why) {
  const auto advice = why.find(": " + how_to_restore({}).substr(0, 12));
  return why.substr(0, advice);
}

Restored fill(const fs::path& place, const RestoreRequest& request, const Progress& progress) {
  try {
    return fill_from_backup(place, request, progress);
  } catch (const std::exception& why) {
    std::error_code ignored;
    fs::remove_all(place, ignored);
    throw Refusal(request.file.string() + " cannot be restored: " + without_advice(why.what()));
  }
}

std::optional<Restored> restore_beside(const RestoreRequest& request, const Progress& progress) {
  const auto fresh = names::beside(request.folder);
  if (fs::exists(request.folder) && is_mount_point(request.folder)) return std::nullopt;
  std::error_code fault;
  fs::create_directories(parent_of(request.folder), fault);
  if (::access(parent_of(request.folder).c_str(), W_OK) != 0) return std::nullopt;
  if (fs::create_directory(fresh)) give_to_owner_of(parent_of(fresh), fresh);
  const FolderLock lock(fresh);  // and of the folder that it becomes
  auto restored = fill(fresh, request, progress);
  auto aside = take_place_beside(request.folder, fresh, request.now);
  if (!aside) {
    fs::remove_all(fresh);
    return std::nullopt;
  }
  restored.aside = *std::move(aside);
  return restored;
}

Restored restore_inside(const RestoreRequest& request, const Progress& progress) {
  if (!fs::exists(request.folder))
    throw Refusal("the data folder " + request.folder.string() + " cannot be made: " + words_of(EACCES));
  Inside inside(request.folder);
  auto restored = fill(inside.place(), request, progress);
  restored.aside = inside.take_place(request.now);
  return restored;
}

// SQLite takes the part of a page that is missing for zeros, so a file of which little was cut off would be read.
void refuse_cut_off(Connection& backup) {
  const auto whole = backup.number("PRAGMA page_count") * backup.number("PRAGMA page_size");
  const auto size = static_cast<std::int64_t>(fs::file_size(backup.file()));
  if (size < whole)
    throw Refusal(backup.file().string() + " was cut off: it has " + std::to_string(size) + " of " +
                  std::to_string(whole) + " bytes");
}

void check_backup(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) throw Refusal("there is no backup " + file.string());
  if (!fs::is_regular_file(file, error)) throw Refusal(file.string() + " is not a file");
  try {
    Connection look(file, Access::Read);
    if (look.number("PRAGMA application_id") != our_application_id)
      throw Refusal(file.string() + " is not a backup of this program");
    const int version = schema_version(look.database()), newest = static_cast<int>(migrations().size());
    if (version > newest)
      throw Refusal(file.string() + " has schema version " + std::to_string(version) + ", this program knows up to " +
                    std::to_string(newest) + ": use a newer program");
    refuse_cut_off(look);
  } catch (const SQLite::Exception& why) {
    const bool was_one = (why.getErrorCode() & 0xff) == SQLITE_CORRUPT;
    throw Refusal(file.string() + (was_one ? " is damaged, or was cut off (" : " is not a backup of this program (") +
                  why.what() + ")");
  }
}

void refuse_what_is_there(const RestoreRequest& request) {
  if (!request.replace && fs::exists(request.folder) && !entries_that_move(request.folder).empty())
    throw Refusal("the data folder " + request.folder.string() +
                  " holds something: name an empty one, or add --replace, which moves aside what is there");
}

}  // namespace

Restored restore(const RestoreRequest& asked, const Progress& progress) {
  auto request = asked;
  if (fs::is_symlink(fs::symlink_status(asked.folder)) && !fs::exists(asked.folder))
    throw Refusal(asked.folder.string() + " is a link to " + fs::read_symlink(asked.folder).string() +
                  ", which does not exist: make that folder, or name another one");
  request.folder = real(asked.folder);
  const auto& folder = request.folder;
  check_backup(request.file);
  if (fs::exists(folder) && !fs::is_directory(folder)) throw Refusal(folder.string() + " is a file: name a folder");
  std::unique_ptr<FolderLock> lock;
  refuse_what_is_there(request);
  if (fs::exists(folder)) lock = std::make_unique<FolderLock>(folder);
  finish(folder, request.now);
  if (fs::exists(folder) && !lock) lock = std::make_unique<FolderLock>(folder);
  refuse_what_is_there(request);
  if (auto restored = restore_beside(request, progress)) return *std::move(restored);
  return restore_inside(request, progress);
}

}  // namespace store
