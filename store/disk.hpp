// Files and names that are on disk when it says so, and the lock of a data folder.
#pragma once

#include <filesystem>

#include "store/refusal.hpp"

namespace store {

std::string words_of(int error);  // of an errno

void sync_file(const std::filesystem::path& file);      // throws Refusal
// A file that was renamed is on disk only when its folder is. Throws Refusal for a fault of the disk.
void sync_folder(const std::filesystem::path& folder);
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
