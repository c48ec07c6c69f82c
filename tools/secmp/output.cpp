// Writes beside the file that was named and renames, so that a full disk or a kill leaves the old one or the new one.
#include "tools/secmp/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>

#include "store/disk.hpp"
#include "tools/secmp/bad_file.hpp"

namespace secmp {

namespace {
namespace fs = std::filesystem;

mode_t umask_of_user = 022;

// A closed descriptor would be given to the next file that is opened, and what is printed would be written into it.
void keep_the_three_open() {
  for (int handle = 0; handle < 3; ++handle)
    if (::fcntl(handle, F_GETFD) < 0 && errno == EBADF) ::open("/dev/null", handle == 0 ? O_WRONLY : O_RDONLY);
}

// The new file, without its last name. It goes with this unless it got that.
class Beside {
 public:
  explicit Beside(const fs::path& file) : file_(file) {
    handle_ = ::open(store::parent_of(file).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (handle_ >= 0) return;
    auto name = (store::parent_of(file) / ".secmp-XXXXXX").string();
    handle_ = ::mkostemp(name.data(), O_CLOEXEC);  // a file system that has no files without a name
    if (handle_ < 0) throw cannot(errno);
    named_ = name;
  }
  ~Beside() {
    if (!named_.empty()) ::unlink(named_.c_str());
    ::close(handle_);
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(handle_); }

  void keep() {
    struct stat old {};
    const bool replaces = ::stat(file_.c_str(), &old) == 0;
    if (::fsync(handle_) != 0) throw cannot(errno);
    ::fchmod(handle_, replaces ? old.st_mode & 07777 : 0666 & ~umask_of_user);
    if (named_.empty()) name_it();
    if (::rename(named_.c_str(), file_.c_str()) != 0) throw cannot(errno);
    named_.clear();
    store::sync_folder(store::parent_of(file_));
  }

  BadFile cannot(int error) const { return BadFile("cannot write " + file_.string() + ": " + store::words_of(error)); }

 private:
  // It is given a name for the moment of the rename; none that somebody has already.
  void name_it() {
    std::random_device random;
    for (int tries = 0; tries < 100; ++tries) {
      const auto name = store::parent_of(file_) / (".secmp-" + std::to_string(random()));
      if (::linkat(AT_FDCWD, path().c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
        named_ = name;
        return;
      }
      if (errno != EEXIST) throw cannot(errno);
    }
    throw cannot(EEXIST);
  }

  const fs::path file_;
  int handle_ = -1;
  fs::path named_;
};

// A link stays, and what it leads to is replaced.
fs::path target_of(const std::string& file) {
  std::error_code missing;
  const auto found = fs::canonical(file, missing);
  return missing ? fs::path(file) : found;
}

void write_into(const fs::path& path, const fs::path& named, const std::function<void(std::ostream&)>& write) {
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  try {
    out.exceptions(std::ios::badbit | std::ios::failbit);  // at once, while it is known why
    write(out);
    out.close();
  } catch (const std::ios_base::failure&) {
    throw BadFile("cannot write " + named.string() + ": " + store::words_of(errno == 0 ? EIO : errno));
  }
}
}  // namespace

void make_all_private() {
  keep_the_three_open();
  umask_of_user = ::umask(077);
}

void give(const std::string& file, const std::function<void(std::ostream&)>& write) {
  if (file.empty()) return write(std::cout);
  const auto target = target_of(file);
  std::error_code missing;
  const auto kind = fs::status(target, missing).type();
  if (kind == fs::file_type::directory) throw BadFile("cannot write " + file + ": it is a folder");
  if (kind != fs::file_type::regular && kind != fs::file_type::not_found) return write_into(target, file, write);
  Beside beside(target);
  write_into(beside.path(), file, write);
  beside.keep();
}

void finish_standard_output() {
  errno = 0;
  std::cout.flush();
  if (std::cout && std::ferror(stdout) == 0) return;  // a line that did not get there stops no other
  const auto why = errno == 0 ? "" : " (" + store::words_of(errno) + ")";  // it may have failed long ago
  throw BadFile("standard output cannot be written" + why + ": what was to be printed is not all there");
}

}  // namespace secmp
