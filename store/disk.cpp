// Asks the kernel to put on disk what was written, and locks folders.
#include "store/disk.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "store/modes.hpp"

namespace store {

namespace fs = std::filesystem;

std::string words_of(int error) { return std::generic_category().message(error); }

void sync_file(const fs::path& file) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = handle >= 0 && ::fsync(handle) == 0;
  const int error = errno;
  if (handle >= 0) ::close(handle);
  if (!done) throw Refusal(file.string() + " cannot be put on disk: " + words_of(error));
}

void sync_folder(const fs::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const int error = handle >= 0 && ::fsync(handle) == 0 ? 0 : errno;
  if (handle >= 0) ::close(handle);
  // Others say that the file system has no such thing, or that nobody may read the folder.
  constexpr std::array of_the_disk{EIO, ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM};
  if (std::find(of_the_disk.begin(), of_the_disk.end(), error) != of_the_disk.end())
    throw Refusal("what was written in " + folder.string() + " cannot be put on disk: " + words_of(error));
}

namespace {
// In place, or, if it is not as long, beside it and renamed: never half of it, nor none.
void write_whole(const fs::path& file, std::string_view line) {
  const int handle = ::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
  const bool done = handle >= 0 && ::pwrite(handle, line.data(), line.size(), 0) == static_cast<ssize_t>(line.size()) &&
                    ::fdatasync(handle) == 0;
  const int error = errno;
  if (handle >= 0) ::close(handle);
  if (!done) throw Refusal(file.string() + " cannot be written: " + words_of(error));
}
}  // namespace

fs::path name_before(const fs::path& file) { return fs::path(file) += ".new"; }

void write_line(const fs::path& file, std::string_view line) {
  struct stat was {};
  const bool there = ::lstat(file.c_str(), &was) == 0 && S_ISREG(was.st_mode);
  if (there && was.st_size == static_cast<off_t>(line.size())) return write_whole(file, line);
  const auto fresh = name_before(file);
  ::unlink(fresh.c_str());
  make_private_file(fresh);
  write_whole(fresh, line);
  if (::rename(fresh.c_str(), file.c_str()) != 0)
    throw Refusal(file.string() + " cannot be written: " + words_of(errno));
  sync_folder(parent_of(file));
}

std::string read_line(const fs::path& file, std::size_t longest) {
  const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  std::string line(longest + 1, '\0');
  const auto size = handle < 0 ? -1 : ::read(handle, line.data(), line.size());
  const int error = size < 0 ? errno : 0;
  if (handle >= 0) ::close(handle);
  // What cannot be read is not what is not there: whoever takes it for that forgets what it says.
  if (error == EIO) throw Refusal(file.string() + " cannot be read: " + words_of(error));
  line.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
  return line;
}

fs::path parent_of(const fs::path& path) {
  const auto parent = path.parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

FolderLock::FolderLock(const fs::path& folder) {
  const auto file = folder / "lock";
  make_private_file(file);
  handle_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, private_file);
  if (handle_ < 0) throw Refusal(file.string() + " cannot be opened: " + words_of(errno));
  if (::flock(handle_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(handle_);
  throw Refusal("the data folder " + folder.string() + " is in use by another process");
}

FolderLock::~FolderLock() { ::close(handle_); }

}  // namespace store
