// Sets modes and owners. Nothing is opened: closing a file gives back every lock that the process has on it.
#include "store/modes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "store/document_files.hpp"
#include "store/folder.hpp"

namespace store {
namespace {

namespace fs = std::filesystem;

constexpr mode_t of_others = 0077;

void take_from_others(const fs::path& path) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0 || S_ISLNK(found.st_mode) || (found.st_mode & of_others) == 0) return;
  [[maybe_unused]] const int stays_open =  // somebody else's
      ::fchmodat(AT_FDCWD, path.c_str(), found.st_mode & 07777 & ~of_others, AT_SYMLINK_NOFOLLOW);
}

// The folder may be one that its owner keeps other things in.
bool is_made_by_us(const std::string& name) {
  return name == "lock" || name.starts_with("secmp.") || name.starts_with("tokens.db") ||
         name.starts_with("sessions.db") || name.starts_with(documents_list) || name == documents_folder ||
         name == names::restoring || name == names::restored || name.starts_with(names::aside);
}

void take_all_from_others(const fs::path& folder) {
  std::error_code fault;
  const auto end = fs::recursive_directory_iterator();
  for (fs::recursive_directory_iterator at(folder, fault); !fault && at != end; at.increment(fault))
    take_from_others(at->path());
}

}  // namespace

void make_private_file(const fs::path& file) {
  const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, private_file);
  if (handle < 0) return;
  ::close(handle);
  give_to_owner_of(file.has_parent_path() ? file.parent_path() : ".", file);
}

void give_to_owner_of(const fs::path& folder, const fs::path& made) {
  struct stat owner {};
  if (::geteuid() != 0 || ::stat(folder.c_str(), &owner) != 0 || owner.st_uid == 0) return;
  [[maybe_unused]] const int stays_ours = ::lchown(made.c_str(), owner.st_uid, owner.st_gid);
}

// A folder that is open to all by its nature (sticky, like that of temporary files) is nobody's data folder alone.
void make_private(const fs::path& folder) {
  struct stat found {};
  if (::stat(folder.c_str(), &found) != 0 || (found.st_mode & S_ISVTX) != 0) return;
  if (::geteuid() != 0 && found.st_uid != ::geteuid()) return;
  if ((found.st_mode & of_others) != 0) ::chmod(folder.c_str(), found.st_mode & 07777 & ~of_others);
  std::error_code fault;
  const auto end = fs::directory_iterator();
  for (fs::directory_iterator at(folder, fault); !fault && at != end; at.increment(fault)) {
    if (!is_made_by_us(at->path().filename().string())) continue;
    take_from_others(at->path());
    give_to_owner_of(folder, at->path());
    if (at->is_directory(fault) && !at->is_symlink(fault)) take_all_from_others(at->path());
  }
}

}  // namespace store
