// A file of a simulated disk, and the disks that there are: what SQLite's functions and the disk itself share.
#pragma once

#include <array>
#include <mutex>

#include "tests/simulation/disk.hpp"

namespace simulation {

// A write, or (without bytes) a cut, that was not synced yet.
struct Pending {
  std::size_t at = 0;
  std::string bytes;
  bool cuts = false;
};

struct Stored {
  std::string written, synced;
  std::vector<Pending> pending;
  bool name_is_synced = false;
  bool gone = false;  // with the disk that it was on
  Disk* disk = nullptr;
  int shared = 0;  // who reads
  const void* reserved = nullptr;
  const void* exclusive = nullptr;
  std::vector<std::unique_ptr<std::array<char, 32 * 1024>>> pages;  // that readers and the writer of a log share
  int pages_used_by = 0;
  std::array<int, SQLITE_SHM_NLOCK> pages_shared{};
  std::array<const void*, SQLITE_SHM_NLOCK> pages_exclusive{};
};

void apply(std::string& bytes, const Pending& one, std::size_t size);  // as much of it as `size`

// Everything of all disks is done with this held.
std::mutex& mutex();

struct Disks {
  static std::vector<Disk*>& all() {
    static std::vector<Disk*> disks;
    return disks;
  }
  static Disk* of(const char* path) {
    if (path == nullptr) return nullptr;
    for (auto* one : all())
      if (std::string_view(path).starts_with(one->folder_)) return one;
    return nullptr;
  }
  static std::shared_ptr<Stored> open(Disk& disk, const std::string& path, bool create) {
    return disk.open(path, create);
  }
  static bool has(Disk& disk, const std::string& path) { return disk.files_.contains(path); }
  static void remove(Disk& disk, const std::string& path) { disk.files_.erase(path); }
  static int step(Stored& stored) { return stored.gone ? SQLITE_IOERR : stored.disk->step(); }
  static bool dead(const Stored& stored) { return stored.gone || stored.disk->off_; }
  static bool off(const Disk& disk) { return disk.off_; }
};

// From the first call on SQLite asks the disks.
void register_once();

}  // namespace simulation
