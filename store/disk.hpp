// Files and names that are on disk when it says so, and the lock of a data folder.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "store/refusal.hpp"

namespace store {

std::string words_of(int error);  // of an errno

void sync_file(const std::filesystem::path& file);  // throws Refusal
// A file that was renamed is on disk only when its folder is. Throws Refusal for a fault of the disk.
void sync_folder(const std::filesystem::path& folder);
// A file of one line that always has the same length: written in place and synced, so that it costs neither a new file
// nor a new length, and whoever commits meanwhile waits for nothing of it. It is for its owner alone. Throws Refusal.
void write_line(const std::filesystem::path& file, std::string_view line);
// Under which the file of write_line() is made, before it is there: a crash may leave it.
std::filesystem::path name_before(const std::filesystem::path& file);
// What it says, or more than `longest` characters if it is longer; empty: it cannot be read.
std::string read_line(const std::filesystem::path& file, std::size_t longest);
std::filesystem::path parent_of(const std::filesystem::path& path);  // "." for a mere name

// flock() is given back by the kernel when the process ends, however it ends; it stays with the folder when that is
// renamed. Throws Refusal when another process has it.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int handle_;
};

}  // namespace store
