// The files of documents in a data folder: each under the hash of its bytes, whole or not at all.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>

#include "engine/documents.hpp"
#include "store/digest.hpp"

namespace store {

inline constexpr std::string_view documents_folder = "documents", documents_list = "documents.db";
inline constexpr std::string_view arriving_folder = "new";  // within it: what has not come whole yet

// DATA/documents/ab/cd...
std::filesystem::path file_of_document(const std::filesystem::path& data, std::string_view sha256);
// The hash that a file's place says; empty: it is none of ours.
std::string hash_of_place(const std::filesystem::path& file);

// A file under a name of its own while it is written; gone with this, unless it got the name of its hash.
class ArrivingFile final : public engine::Arriving {
 public:
  // Throws engine::NoRoom, or Refusal.
  explicit ArrivingFile(const std::filesystem::path& data);
  ~ArrivingFile() override;
  ArrivingFile(const ArrivingFile&) = delete;
  ArrivingFile& operator=(const ArrivingFile&) = delete;

  void take(std::string_view bytes) override;
  std::int64_t size() const override { return size_; }
  const std::string& sha256() override;
  // On disk under its hash when it returns, over the same bytes if they are there. Once.
  void put_in_place();

 private:
  [[noreturn]] void fail(int error) const;
  void leave_room(std::size_t bytes) const;
  void begin_writing();

  const std::filesystem::path data_, path_;
  int handle_ = -1;
  std::int64_t size_ = 0, begun_ = 0;  // how much the disk has begun with
  Sha256 sha_;
  std::string hash_;
};

// Which files were read whole, and had the bytes of their names, by the stamps that any change moves. Any thread.
class ProvedFiles {
 public:
  struct Stamp {
    std::uint64_t inode = 0;
    std::int64_t size = 0, changed_s = 0, changed_ns = 0;
    bool operator==(const Stamp&) const = default;
  };
  bool has(const std::string& sha256, const Stamp& stamp) const;
  void add(const std::string& sha256, const Stamp& stamp);

 private:
  mutable std::mutex mutex_;  // guards the one below
  std::map<std::string, Stamp> all_;
};

// nullptr: there is no such file. Who reads it from its beginning on is refused its last portion if the bytes are not
// those of the name; of one that is proved they are not looked at again. `proved` may be nullptr.
std::shared_ptr<const engine::Stored> open_document(const std::filesystem::path& data, const std::string& sha256,
                                                    const std::shared_ptr<ProvedFiles>& proved);
// Whether the bytes are those of the name; a sentence if they are not, or are not there.
std::optional<std::string> fault_of_document(const std::filesystem::path& data, const std::string& sha256);
// What a killed process has left half.
void sweep_arriving(const std::filesystem::path& data);

}  // namespace store
