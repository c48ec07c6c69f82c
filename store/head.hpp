// The newest entry that was on disk once, kept beside the database: by it a start, a proof and a restore notice that
// entries are missing at the end, which the chain of those that are there cannot tell.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace store {

inline constexpr std::string_view head_file = "secmp.head";  // in the data folder

struct Head {
  std::int64_t seq = 0;  // as many entries as there are
  std::string hash;      // of that entry, in hex
  bool operator==(const Head&) const = default;
};

// Of the journal as it stands, in one snapshot. Throws Refusal when the database cannot be read.
Head head_of(const std::filesystem::path& database);
// Whether the journal had this head once, or has it; else a sentence that says what is missing.
std::optional<std::string> what_is_missing(const std::filesystem::path& database, const Head& once);

// FOLDER/secmp.head. It may be behind the journal, and never says more than was on disk.
class HeadFile {
 public:
  explicit HeadFile(const std::filesystem::path& folder) : file_(folder / head_file) {}

  const std::filesystem::path& path() const { return file_; }
  std::optional<Head> read() const;    // nothing: there is none, or it says nothing that could be understood
  void write(const Head& head) const;  // on disk when this returns; throws Refusal
  // That it is there and says nothing that could be understood, and what to do; nothing: it does, or there is none.
  std::optional<std::string> unreadable() const;
  // What the folder's journal lacks of it, and what to do; nothing: all is there.
  std::optional<std::string> missing_in(const std::filesystem::path& database) const;

 private:
  const std::filesystem::path file_;
};

}  // namespace store
