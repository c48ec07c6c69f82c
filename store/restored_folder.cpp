// Unpacks a backup, checks every part of it, and takes over from the old folder what a restore may not undo.
#include "store/restored_folder.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "store/backup.hpp"
#include "store/clock_file.hpp"
#include "store/connection.hpp"
#include "store/digest.hpp"
#include "store/disk.hpp"
#include "store/modes.hpp"
#include "store/search_index.hpp"
#include "store/tokens.hpp"
#include "store/up_to_date.hpp"

namespace store {
namespace {

namespace fs = std::filesystem;

// Inside the folder, and nothing that the folder itself makes.
void check_path(const std::string& name) {
  const fs::path path(name);
  const bool inside = !path.empty() && path.is_relative() && path == path.lexically_normal() && *path.begin() != "..";
  const bool is_made_here = name == "lock" || name.starts_with("secmp.db") || name.starts_with(search_file) ||
                            name == head_file || name == clock_file;
  if (!inside || is_made_here || name == names::unfinished)
    throw Refusal("a file in it has the name '" + name + "', which no backup gives");
}

void write(std::ofstream& out, const fs::path& file, std::string_view bytes) {
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out) throw Refusal(file.string() + " cannot be written: make room and try again");
}

void unpack_file(Connection& from, const fs::path& place, const std::string& name, int mode, std::int64_t size) {
  check_path(name);
  const auto file = place / name;
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  ::chmod(file.c_str(), private_file);
  Sha256 sha;
  std::int64_t written = 0;
  auto parts = from.prepare("SELECT sha256, bytes FROM backup_parts WHERE path = ? ORDER BY part");
  parts.with(name);
  while (parts.step()) {
    if (parts.view(0) != bytes_of(sha.of(parts.view(1)))) throw Refusal("the file " + name + " in it was changed");
    write(out, file, parts.view(1));
    written += static_cast<std::int64_t>(parts.view(1).size());
  }
  out.close();
  if (!out) throw Refusal(file.string() + " cannot be written: make room and try again");
  if (written != size) throw Refusal("the file " + name + " in it is not whole");
  ::chmod(file.c_str(), static_cast<mode_t>(mode) & private_folder);
}

// Without the tables of the other files, and without the room that they took.
void unpack_register(const fs::path& copy, const fs::path& place, bool has_files) {
  const auto database = place / "secmp.db";
  if (has_files) {
    SQLite::Database whole(copy.string(), SQLite::OPEN_READWRITE, 5'000);
    whole.exec("PRAGMA synchronous=OFF");
    whole.exec(drop_files);
    make_private_file(database);
    SQLite::Statement lean(whole, "VACUUM INTO ?");
    lean.bind(1, database.string());
    lean.exec();
  } else {
    fs::rename(copy, database);
  }
  SQLite::Database(database.string(), SQLite::OPEN_READWRITE, 5'000).exec("PRAGMA journal_mode=WAL");
  fs::remove(copy);
}

// Returns the head that the backup says it has; nothing: it was made before backups said it.
std::optional<Head> unpack(const fs::path& file, const fs::path& place) {
  const auto copy = place / "secmp.db.new";
  {
    Connection backup(file, Access::Read);
    copy_register(backup, copy);
  }
  bool has_files = false;
  std::optional<Head> head;
  {
    Connection from(copy, Access::Read);
    has_files = from.database().tableExists("backup_files");
    if (from.database().tableExists("backup_head")) {
      auto said = from.prepare("SELECT entries, hash FROM backup_head");
      if (said.step()) head = Head{said.number(0), said.text(1)};
      if (said.step()) throw Refusal("it says twice which head it has");
    }
    if (has_files) {
      auto files = from.prepare("SELECT path, mode, size FROM backup_files ORDER BY path");
      while (files.step()) unpack_file(from, place, files.text(0), static_cast<int>(files.number(1)), files.number(2));
    }
  }
  unpack_register(copy, place, has_files);
  return head;
}

// A backup from before it had tokens leaves those that are there.
void carry_tokens(const fs::path& place, const fs::path& old, Restored& restored) {
  const auto ours = place / "tokens.db", theirs = old / "tokens.db";
  restored.had_tokens = fs::exists(ours);
  if (fs::exists(theirs)) try {
      if (restored.had_tokens && Tokens(theirs).list().empty())
        throw Refusal("the list of tokens that was there has lost all of them");
      if (restored.had_tokens) restored.still_revoked = Tokens(ours).revoke_as(Tokens(theirs));
      else Tokens::copy(theirs, ours);
      restored.compared = true;
    } catch (const Refusal& why) {
      restored.not_compared = why.what();
    }
  restored.tokens = Tokens(ours).valid();
}

// Where the clock of this machine was believed last is no older for an old backup.
void carry_clock(const fs::path& place, const fs::path& old) {
  const auto mark = ClockFile(old).read();
  if (mark && !DataFolder(place, Access::Read).simulated()) ClockFile(place).write(*mark);
}

// As whoever owned what was there: the server may be another user than who restores.
void take_owner(const fs::path& place, const fs::path& old) {
  struct stat was {};
  if (::stat(old.c_str(), &was) != 0) return;
  if (::geteuid() != 0) return;
  const auto give = [&](const fs::path& one) { return ::lchown(one.c_str(), was.st_uid, was.st_gid) == 0; };
  give(place);
  for (const auto& one : fs::recursive_directory_iterator(place)) give(one.path());
}

// The chain does not say whether what follows from it is whole: it is to be made anew.
void doubt_projections(const fs::path& database) {
  SQLite::Database(database.string(), SQLite::OPEN_READWRITE, 5'000)
      .exec("DELETE FROM meta WHERE name = 'projections'");
}

void sync_all(const fs::path& place) {
  for (const auto& one : fs::recursive_directory_iterator(place))
    if (one.is_directory()) sync_folder(one.path());
    else sync_file(one.path());
  sync_folder(place);
}

}  // namespace

Restored fill_from_backup(const fs::path& place, const RestoreRequest& request, const Progress& progress) {
  fs::create_directory(place);
  ::chmod(place.c_str(), private_folder);
  const auto mark = place / names::unfinished;
  write_line(mark, "A restore is at work here.\n");  // and on disk before anything else is
  const auto database = place / "secmp.db";
  const auto head = unpack(request.file, place);
  Restored restored;
  restored.journal = verify_chain(database, progress);
  if (restored.journal.fault) throw Refusal(*restored.journal.fault);
  const Head found{restored.journal.entries, restored.journal.head};
  if (head && *head != found)
    throw Refusal("it says that it has " + std::to_string(head->seq) + " entries with the head " + head->hash +
                  ", and it has " + std::to_string(found.seq));
  if (found.seq > 0) HeadFile(place).write(found);
  restored.behind = behind(DataFolder(place, Access::Read));
  if (const auto altered = fault_of_marks(database, Strange::anything))
    throw Refusal("it was changed by somebody: " + *altered);
  restored.said_its_head = head.has_value();
  doubt_projections(database);
  carry_tokens(place, request.folder, restored);
  carry_clock(place, request.folder);
  for (const char* tail : {"-wal", "-shm"}) fs::remove(fs::path(database) += tail);
  take_owner(place, request.folder);
  sync_all(place);
  fs::remove(mark);
  sync_folder(place);
  return restored;
}

}  // namespace store
