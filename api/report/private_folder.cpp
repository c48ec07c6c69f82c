// mkdtemp and what goes with it: files in, files out, everything removed at the end.
#include "api/report/private_folder.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <system_error>

namespace api::report {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ours = "secmp-tmp-";

// The handle of a folder of ours that nobody else has locked; -1: it is another user's, a link, or in use.
int lock_folder(const fs::path& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (handle < 0) return -1;
  struct stat found {};
  if (::fstat(handle, &found) == 0 && found.st_uid == ::geteuid() && found.st_nlink > 0 &&
      ::flock(handle, LOCK_EX | LOCK_NB) == 0)
    return handle;
  ::close(handle);
  return -1;
}

// Older programs locked nothing: theirs are left if they are older than anything that such a folder was made for.
bool may_be_left(const fs::path& path) {
  const auto name = path.filename().string();
  if (name.starts_with(ours)) return true;
  if (!name.starts_with("secmp-paper-") && !name.starts_with("secmp-dry-run-")) return false;
  std::error_code fault;
  const auto written = fs::last_write_time(path, fault);
  return !fault && fs::file_time_type::clock::now() - written > std::chrono::hours(24);
}

bool is_there(int folder) {
  struct stat found {};
  return ::fstat(folder, &found) == 0 && found.st_nlink > 0;
}

}  // namespace

// Another process that takes away what was left may come between the making and the lock: then it is made again.
PrivateFolder::PrivateFolder(std::string_view what) {
  const auto like = (fs::temp_directory_path() / ours).string().append(what) + "-XXXXXX";
  for (int tries = 0; lock_ < 0 && tries < 10; ++tries) {
    auto name = like;
    if (::mkdtemp(name.data()) == nullptr)  // 0700, as POSIX has it
      throw std::system_error(errno, std::generic_category(), "cannot make a folder like " + name);
    path_ = name;
    lock_ = lock_folder(path_);
    if (lock_ < 0 || is_there(lock_)) continue;
    ::close(lock_);
    lock_ = -1;
  }
  if (lock_ < 0) throw std::system_error(EAGAIN, std::generic_category(), "cannot keep a folder like " + like);
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  ::close(lock_);
}

int PrivateFolder::take_away_left() {
  int taken = 0;
  std::error_code fault;
  const auto end = fs::directory_iterator();
  for (fs::directory_iterator at(fs::temp_directory_path(fault), fault); !fault && at != end; at.increment(fault)) {
    if (!may_be_left(at->path())) continue;
    const int lock = lock_folder(at->path());
    if (lock < 0) continue;
    std::error_code stays;
    fs::remove_all(at->path(), stays);
    ::close(lock);
    taken += stays ? 0 : 1;
  }
  return taken;
}

void PrivateFolder::write(const std::string& name, std::string_view bytes) const {
  std::ofstream out(path_ / name, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::system_error(EIO, std::generic_category(), "cannot write " + (path_ / name).string());
}

std::string PrivateFolder::read(const std::string& name) const {
  std::ifstream in(path_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace api::report
