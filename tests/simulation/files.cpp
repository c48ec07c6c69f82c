// The disks as SQLite sees them: its functions for files, in memory, with the locks and the shared pages of a log.
#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "tests/simulation/stored.hpp"

namespace simulation {
namespace {

// A file as one connection has it open.
struct Opened {
  std::shared_ptr<Stored> stored;
  int lock = SQLITE_LOCK_NONE;
  bool has_pages = false;
  std::array<bool, SQLITE_SHM_NLOCK> shares{};
};
struct Handle {
  sqlite3_file base;
  Opened* opened;
};

Opened& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file)->opened; }

int close_file(sqlite3_file* file) {
  const std::scoped_lock hold(mutex());
  const std::unique_ptr<Opened> gone(&of(file));
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  const std::scoped_lock hold(mutex());
  const auto& stored = *of(file).stored;
  if (Disks::dead(stored)) return SQLITE_IOERR_READ;
  const auto from = std::min(static_cast<std::size_t>(at), stored.written.size());
  const auto there = std::min(static_cast<std::size_t>(size), stored.written.size() - from);
  std::memcpy(to, stored.written.data() + from, there);
  if (there == static_cast<std::size_t>(size)) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + there, 0, static_cast<std::size_t>(size) - there);
  return SQLITE_IOERR_SHORT_READ;
}

int change(Stored& stored, Pending one) {
  const int code = Disks::step(stored);
  // Of the write that the power cut short, something may be there.
  if (code == SQLITE_OK || (!stored.gone && Disks::dead(stored))) {
    apply(stored.written, one, one.bytes.size());
    stored.pending.push_back(std::move(one));
  }
  return code;
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  const std::scoped_lock hold(mutex());
  return change(*of(file).stored,
                {static_cast<std::size_t>(at),
                 std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)), false});
}

int cut_file(sqlite3_file* file, sqlite3_int64 size) {
  const std::scoped_lock hold(mutex());
  return change(*of(file).stored, {static_cast<std::size_t>(size), {}, true});
}

int sync_file(sqlite3_file* file, int) {
  const std::scoped_lock hold(mutex());
  auto& stored = *of(file).stored;
  const int code = Disks::step(stored);
  if (code != SQLITE_OK) return code == SQLITE_FULL ? SQLITE_IOERR_FSYNC : code;
  for (const auto& one : stored.pending) apply(stored.synced, one, one.bytes.size());
  stored.pending.clear();
  stored.name_is_synced = true;
  return SQLITE_OK;
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
  const std::scoped_lock hold(mutex());
  const auto& stored = *of(file).stored;
  *size = static_cast<sqlite3_int64>(stored.written.size());
  return Disks::dead(stored) ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

int lock_file(sqlite3_file* file, int wanted) {
  const std::scoped_lock hold(mutex());
  auto& opened = of(file);
  auto& stored = *opened.stored;
  if (opened.lock >= wanted) return SQLITE_OK;
  const void* me = &opened;
  if (opened.lock == SQLITE_LOCK_NONE) {
    if (stored.exclusive != nullptr) return SQLITE_BUSY;
    ++stored.shared;
    opened.lock = SQLITE_LOCK_SHARED;
  }
  if (wanted >= SQLITE_LOCK_RESERVED) {
    if (stored.reserved != nullptr && stored.reserved != me) return SQLITE_BUSY;
    stored.reserved = me;
    opened.lock = SQLITE_LOCK_RESERVED;
  }
  if (wanted == SQLITE_LOCK_EXCLUSIVE) {
    if (stored.shared > 1) return SQLITE_BUSY;
    stored.exclusive = me;
    opened.lock = SQLITE_LOCK_EXCLUSIVE;
  }
  return SQLITE_OK;
}

int unlock_file(sqlite3_file* file, int wanted) {
  const std::scoped_lock hold(mutex());
  auto& opened = of(file);
  auto& stored = *opened.stored;
  if (opened.lock <= wanted) return SQLITE_OK;
  if (stored.exclusive == &opened) stored.exclusive = nullptr;
  if (stored.reserved == &opened) stored.reserved = nullptr;
  if (wanted == SQLITE_LOCK_NONE) --stored.shared;
  opened.lock = wanted;
  return SQLITE_OK;
}

int is_reserved(sqlite3_file* file, int* answer) {
  const std::scoped_lock hold(mutex());
  *answer = of(file).stored->reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int no_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 512; }
int how_it_writes(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_pages(sqlite3_file* file, int which, int size, int extend, void volatile** to) {
  const std::scoped_lock hold(mutex());
  auto& opened = of(file);
  auto& stored = *opened.stored;
  *to = nullptr;
  if (Disks::dead(stored) || size != 32 * 1024) return SQLITE_IOERR_SHMMAP;
  if (!opened.has_pages) {
    opened.has_pages = true;
    if (stored.pages_used_by++ == 0) stored.pages.clear();
  }
  const auto place = static_cast<std::size_t>(which);
  while (stored.pages.size() <= place && extend != 0)
    stored.pages.push_back(std::make_unique<std::array<char, 32 * 1024>>());
  if (place < stored.pages.size()) *to = stored.pages[place]->data();
  return SQLITE_OK;
}

int lock_pages(sqlite3_file* file, int first, int count, int flags) {
  const std::scoped_lock hold(mutex());
  auto& opened = of(file);
  auto& stored = *opened.stored;
  const bool shares = (flags & SQLITE_SHM_SHARED) != 0;
  const auto begin = static_cast<std::size_t>(first), end = begin + static_cast<std::size_t>(count);
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    for (auto i = begin; i < end; ++i) {
      if (shares && opened.shares[i]) {
        opened.shares[i] = false;
        --stored.pages_shared[i];
      } else if (!shares && stored.pages_exclusive[i] == &opened) {
        stored.pages_exclusive[i] = nullptr;
      }
    }
    return SQLITE_OK;
  }
  for (auto i = begin; i < end; ++i) {
    const bool of_others = stored.pages_exclusive[i] != nullptr && stored.pages_exclusive[i] != &opened;
    const bool read_by_others = stored.pages_shared[i] - (opened.shares[i] ? 1 : 0) > 0;
    if (of_others || (!shares && read_by_others)) return SQLITE_BUSY;
  }
  for (auto i = begin; i < end; ++i) {
    if (!shares) stored.pages_exclusive[i] = &opened;
    else if (!std::exchange(opened.shares[i], true)) ++stored.pages_shared[i];
  }
  return SQLITE_OK;
}

void barrier(sqlite3_file*) { const std::scoped_lock hold(mutex()); }

int unmap_pages(sqlite3_file* file, int) {
  const std::scoped_lock hold(mutex());
  auto& opened = of(file);
  if (std::exchange(opened.has_pages, false)) --opened.stored->pages_used_by;
  return SQLITE_OK;
}

constexpr sqlite3_io_methods methods_of_files{2,          close_file,   read_file,     write_file,  cut_file,
                                              sync_file,  size_of_file, lock_file,     unlock_file, is_reserved,
                                              no_control, sector_size,  how_it_writes, map_pages,   lock_pages,
                                              barrier,    unmap_pages,  nullptr,       nullptr};

// SQLite's own, for what is on no disk of ours.
sqlite3_vfs* system_files = nullptr;

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* opened_with) {
  const std::scoped_lock hold(mutex());
  auto* disk = Disks::of(path);
  if (disk == nullptr) return system_files->xOpen(system_files, path, file, flags, opened_with);
  file->pMethods = nullptr;
  if (Disks::off(*disk)) return SQLITE_CANTOPEN;
  auto stored = Disks::open(*disk, path, (flags & SQLITE_OPEN_CREATE) != 0);
  if (!stored) return SQLITE_CANTOPEN;
  auto* handle = reinterpret_cast<Handle*>(file);
  auto opened = std::make_unique<Opened>();
  opened->stored = std::move(stored);
  handle->opened = opened.release();  // close_file() takes it back
  handle->base.pMethods = &methods_of_files;
  if (opened_with != nullptr) *opened_with = flags;
  return SQLITE_OK;
}

int remove_file(sqlite3_vfs*, const char* path, int sync_folder) {
  const std::scoped_lock hold(mutex());
  auto* disk = Disks::of(path);
  if (disk == nullptr) return system_files->xDelete(system_files, path, sync_folder);
  if (Disks::off(*disk)) return SQLITE_IOERR_DELETE;
  if (!Disks::has(*disk, path)) return SQLITE_IOERR_DELETE_NOENT;
  Disks::remove(*disk, path);
  return SQLITE_OK;
}

int is_there(sqlite3_vfs*, const char* path, int flags, int* answer) {
  const std::scoped_lock hold(mutex());
  auto* disk = Disks::of(path);
  if (disk == nullptr) return system_files->xAccess(system_files, path, flags, answer);
  *answer = Disks::has(*disk, path) ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* to) {
  if (Disks::of(path) == nullptr) return system_files->xFullPathname(system_files, path, size, to);
  sqlite3_snprintf(size, to, "%s", path);
  return SQLITE_OK;
}

}  // namespace

void register_once() {
  [[maybe_unused]] static const bool done = [] {
    static sqlite3_vfs ours;
    system_files = sqlite3_vfs_find(nullptr);
    ours = *system_files;
    ours.zName = "simulated-disk";
    ours.pNext = nullptr;
    ours.szOsFile = std::max<int>(system_files->szOsFile, sizeof(Handle));
    ours.xOpen = open_file;
    ours.xDelete = remove_file;
    ours.xAccess = is_there;
    ours.xFullPathname = full_path;
    sqlite3_vfs_register(&ours, 1);
    return true;
  }();
}

}  // namespace simulation
