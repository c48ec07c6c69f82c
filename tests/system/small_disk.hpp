// A small file system of its own, for what a disk does that is full or that nobody may write. Only root may make one.
#pragma once

#include <sys/mount.h>

#include <cerrno>

#include "tests/system/program.hpp"

namespace outside {

// Mounted on a folder, and taken down with this, whatever happens in between.
class SmallDisk {
 public:
  explicit SmallDisk(int megabytes) {
    fs::create_directory(path());
    const auto size = "size=" + std::to_string(megabytes) + "m";
    error_ = ::mount("tmpfs", path().c_str(), "tmpfs", 0, size.c_str()) == 0 ? 0 : errno;
  }
  ~SmallDisk() {
    if (mounted()) ::umount2(path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return error_ == 0; }  // if not, it is a folder like any other
  int error() const { return error_; }          // why it is not
  std::string path() const { return folder_.at("mounted"); }
  std::string at(const std::string& name) const { return path() + "/" + name; }
  std::uintmax_t room() const { return fs::space(path()).available; }

 private:
  TempFolder folder_;
  int error_ = 0;
};

}  // namespace outside
