// Writes, names and reads the files of documents.
#include "store/document_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "store/disk.hpp"
#include "store/modes.hpp"

namespace store {

namespace fs = std::filesystem;

namespace {
constexpr std::size_t hash_chars = 64, folder_chars = 2;
constexpr std::size_t name_bytes = 16;                          // of chance
constexpr std::int64_t left_to_the_journal = 64 * 1024 * 1024;  // of the disk: documents never take the last of it
constexpr std::size_t portion_bytes = 256 * 1024;
constexpr std::int64_t early_bytes = 4 * 1024 * 1024;  // of what arrives, before the disk begins with it

[[noreturn]] void refuse(const fs::path& path, const char* what, int error) {
  constexpr std::array full{ENOSPC, EDQUOT, EFBIG};
  if (std::find(full.begin(), full.end(), error) != full.end()) throw engine::NoRoom(words_of(error));
  throw Refusal(path.string() + what + words_of(error));
}

void make_private_folder(const fs::path& folder) {
  if (::mkdir(folder.c_str(), private_folder) == 0) {
    give_to_owner_of(parent_of(folder), folder);
    sync_folder(parent_of(folder));
  } else if (errno != EEXIST) {
    refuse(folder, " cannot be made: ", errno);
  }
}

fs::path new_name(const fs::path& data) {
  const auto folder = data / documents_folder;
  make_private_folder(folder);
  make_private_folder(folder / arriving_folder);
  return folder / arriving_folder / hex(random_bytes(name_bytes));
}

[[noreturn]] void refuse_changed(const std::string& sha256) {
  throw Refusal("the document " + sha256 + " was changed: its bytes have another hash");
}

// Who reads it from its beginning to its end never gets the last portion of other bytes than those of its name.
class StoredFile final : public engine::Stored {
 public:
  StoredFile(int handle, std::string sha256, ProvedFiles::Stamp stamp, std::shared_ptr<ProvedFiles> proved)
      : handle_(handle), sha256_(std::move(sha256)), stamp_(stamp), proved_(std::move(proved)) {
    if (proved_ && proved_->has(sha256_, stamp_)) hashed_ = nothing_to_hash;
    else sha_.begin();
  }
  ~StoredFile() override { ::close(handle_); }
  StoredFile(const StoredFile&) = delete;
  StoredFile& operator=(const StoredFile&) = delete;

  std::int64_t size() const override { return stamp_.size; }
  std::string read(std::int64_t from, std::size_t at_most) const override {
    std::string bytes(at_most, '\0');
    const auto count = ::pread(handle_, bytes.data(), bytes.size(), from);
    if (count < 0) throw Refusal("a document cannot be read: " + words_of(errno));
    bytes.resize(static_cast<std::size_t>(count));
    if (from == hashed_ && !bytes.empty()) check(bytes);
    return bytes;
  }

 private:
  static constexpr std::int64_t nothing_to_hash = -1;

  void check(std::string_view bytes) const {
    sha_.take(bytes);
    hashed_ += static_cast<std::int64_t>(bytes.size());
    if (hashed_ < size()) return;
    hashed_ = nothing_to_hash;
    if (hex(bytes_of(sha_.end())) != sha256_) refuse_changed(sha256_);
    if (proved_) proved_->add(sha256_, stamp_);
  }

  const int handle_;
  const std::string sha256_;
  const ProvedFiles::Stamp stamp_;
  const std::shared_ptr<ProvedFiles> proved_;
  mutable Sha256 sha_;
  mutable std::int64_t hashed_ = 0;  // from its beginning
};
}  // namespace

fs::path file_of_document(const fs::path& data, std::string_view sha256) {
  return data / documents_folder / sha256.substr(0, folder_chars) / sha256.substr(folder_chars);
}

std::string hash_of_place(const fs::path& file) {
  auto hash = file.parent_path().filename().string() + file.filename().string();
  const bool ours = hash.size() == hash_chars && hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  return ours ? hash : "";
}

ArrivingFile::ArrivingFile(const fs::path& data) : data_(data), path_(new_name(data)) {
  leave_room(0);
  sha_.begin();  // may throw, and then nothing is open yet
  handle_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, private_file);
  if (handle_ < 0) fail(errno);
  give_to_owner_of(parent_of(path_), path_);
}

ArrivingFile::~ArrivingFile() {
  if (handle_ < 0) return;
  ::close(handle_);
  ::unlink(path_.c_str());
}

void ArrivingFile::fail(int error) const { refuse(path_, " cannot be written: ", error); }

void ArrivingFile::leave_room(std::size_t bytes) const {
  struct statvfs disk {};
  if (::statvfs(data_.c_str(), &disk) != 0) return;
  const auto free = static_cast<std::int64_t>(disk.f_bavail) * static_cast<std::int64_t>(disk.f_frsize);
  if (free < left_to_the_journal + static_cast<std::int64_t>(bytes)) fail(ENOSPC);
}

void ArrivingFile::take(std::string_view bytes) {
  leave_room(bytes.size());
  sha_.take(bytes);
  size_ += static_cast<std::int64_t>(bytes.size());
  while (!bytes.empty()) {
    const auto written = ::write(handle_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  begin_writing();
}

// A hint: the disk works while the rest arrives, so that the sync at the end does not wait for all of it.
void ArrivingFile::begin_writing() {
  if (size_ - begun_ < early_bytes) return;
  ::sync_file_range(handle_, begun_, size_ - begun_, SYNC_FILE_RANGE_WRITE);
  begun_ = size_;
}

const std::string& ArrivingFile::sha256() {
  if (hash_.empty()) hash_ = hex(bytes_of(sha_.end()));
  return hash_;
}

void ArrivingFile::put_in_place() {
  const auto place = file_of_document(data_, sha256());
  if (::fsync(handle_) != 0) fail(errno);
  make_private_folder(parent_of(place));
  if (::rename(path_.c_str(), place.c_str()) != 0) fail(errno);
  ::close(handle_);
  handle_ = -1;
  sync_folder(parent_of(place));
  // Somebody else may have made the folders a moment ago, and not have synced them yet.
  sync_folder(data_ / documents_folder);
  sync_folder(data_);
}

bool ProvedFiles::has(const std::string& sha256, const Stamp& stamp) const {
  const std::scoped_lock hold(mutex_);
  const auto found = all_.find(sha256);
  return found != all_.end() && found->second == stamp;
}

void ProvedFiles::add(const std::string& sha256, const Stamp& stamp) {
  constexpr std::size_t files_max = 10'000;
  const std::scoped_lock hold(mutex_);
  if (all_.size() >= files_max) all_.clear();
  all_.insert_or_assign(sha256, stamp);
}

std::shared_ptr<const engine::Stored> open_document(const fs::path& data, const std::string& sha256,
                                                    const std::shared_ptr<ProvedFiles>& proved) {
  // A pipe that somebody put there would have who opens it wait for a writer.
  const int handle = ::open(file_of_document(data, sha256).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (handle < 0 && errno == ENOENT) return nullptr;
  struct stat found {};
  if (handle < 0 || ::fstat(handle, &found) != 0 || !S_ISREG(found.st_mode)) {
    const auto why = handle < 0 && errno == ELOOP             ? "it is a link"
                     : handle >= 0 && !S_ISREG(found.st_mode) ? "it is no file"
                                                              : words_of(errno);
    if (handle >= 0) ::close(handle);
    throw Refusal("the document " + sha256 + " cannot be read: " + why);
  }
  const ProvedFiles::Stamp stamp{found.st_ino, found.st_size, found.st_ctim.tv_sec, found.st_ctim.tv_nsec};
  auto file = std::make_shared<StoredFile>(handle, sha256, stamp, proved);
  if (file->size() == 0 && sha256 != engine::sha256_hex("")) refuse_changed(sha256);
  return file;
}

std::optional<std::string> fault_of_document(const fs::path& data, const std::string& sha256) {
  try {
    const auto file = open_document(data, sha256, nullptr);
    if (!file) return "the document " + sha256 + " is missing";
    for (std::int64_t at = 0; at < file->size();) {
      const auto bytes = file->read(at, portion_bytes);
      if (bytes.empty()) refuse_changed(sha256);  // it has become shorter meanwhile
      at += static_cast<std::int64_t>(bytes.size());
    }
  } catch (const Refusal& why) {
    return why.what();
  }
  return std::nullopt;
}

void sweep_arriving(const fs::path& data) {
  std::error_code none;
  for (const auto& one : fs::directory_iterator(data / documents_folder / arriving_folder, none))
    ::unlink(one.path().c_str());
}

}  // namespace store
