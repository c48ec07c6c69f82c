// Keeps who uploaded what in a small file, and takes away what nobody has named.
#include "store/documents.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "store/connection.hpp"
#include "store/rows.hpp"
#include "store/small_file.hpp"

namespace store {

namespace fs = std::filesystem;

namespace {
constexpr int documents_application_id = 0x53454344;
constexpr int documents_patience_ms = 5'000;
constexpr int entries_at_once = 1'000;

constexpr const char* documents_schema = R"sql(
CREATE TABLE IF NOT EXISTS uploads (
  sha256     TEXT    NOT NULL,
  by_id      TEXT    NOT NULL,
  by_role    TEXT    NOT NULL,
  size       INTEGER NOT NULL,
  media_type TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (sha256, by_id, by_role)
) STRICT;
)sql";

constexpr SmallFile documents_file{documents_application_id, "uploads", documents_schema, "documents"};
SQLite::Database open_list(const fs::path& file) {
  return open_small_file(file, documents_file, documents_patience_ms);
}

std::optional<engine::Time> written_at(const fs::path& file) {
  struct stat found {};
  if (::lstat(file.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
  return time_of(found.st_mtime);
}
}  // namespace

Documents::Documents(fs::path data, std::function<engine::Time()> now)
    : data_(std::move(data)), list_(data_ / documents_list), now_(std::move(now)) {
  sweep_arriving(data_);
  if (fs::exists(list_)) guarded(list_, [&] { read(); });
}

void Documents::read() {
  auto database = open_list(list_);
  SQLite::Statement row(database, "SELECT sha256, by_id, by_role, size, media_type FROM uploads");
  while (row.executeStep()) {
    const auto sha256 = row.getColumn(0).getString();
    // What a sweep took away just before it was killed is not here any more.
    if (!fs::exists(file_of_document(data_, sha256))) continue;
    const Uploader by{row.getColumn(1).getString(), row.getColumn(2).getString()};
    uploads_[sha256][by] = {row.getColumn(3).getInt64(), row.getColumn(4).getString()};
  }
}

std::optional<engine::KeptBytes> Documents::uploaded(const std::string& sha256, const engine::Actor& by) const {
  const std::scoped_lock hold(mutex_);
  const auto found = uploads_.find(sha256);
  if (found == uploads_.end()) return std::nullopt;
  asked_for_[sha256] = now_();  // whoever asks may be about to name it: it stays for another day
  const auto mine = found->second.find(name_of(by));
  if (mine == found->second.end()) return std::nullopt;
  std::error_code gone;  // what somebody has taken away, or written over, is no upload of theirs any more
  const auto size = fs::file_size(file_of_document(data_, sha256), gone);
  return gone || size != static_cast<std::uintmax_t>(mine->second.size) ? std::nullopt : std::optional(mine->second);
}

std::unique_ptr<engine::Arriving> Documents::begin() { return std::make_unique<ArrivingFile>(data_); }

// Marked first: no sweep takes it away from here on.
void Documents::keep(engine::Arriving& arriving, const std::string& media_type, const engine::Actor& by) {
  const auto& sha256 = arriving.sha256();
  const engine::KeptBytes kept{arriving.size(), media_type};
  const auto at = now_();
  {
    const std::scoped_lock hold(mutex_);
    asked_for_[sha256] = at;
  }
  dynamic_cast<ArrivingFile&>(arriving).put_in_place();
  write_down(sha256, kept, by, at);
  const std::scoped_lock hold(mutex_);
  uploads_[sha256][name_of(by)] = kept;
}

void Documents::write_down(const std::string& sha256, const engine::KeptBytes& kept, const engine::Actor& by,
                           engine::Time at) {
  guarded(list_, [&] {
    auto database = open_list(list_);
    SQLite::Statement row(database, "INSERT OR REPLACE INTO uploads VALUES (?, ?, ?, ?, ?, ?)");
    Running(row).with(sha256, by.id, by.role, kept.size, kept.media_type, seconds_of(at)).run();
  });
}

std::shared_ptr<const engine::Stored> Documents::open(const std::string& sha256) const {
  return open_document(data_, sha256, proved_);
}

// What events name is here for ever, so it is learnt once.
void Documents::learn_names(const engine::Reader& reader) {
  while (true) {
    const auto entries = reader.journal(named_up_to_, entries_at_once);
    for (const auto& entry : entries) {
      if (auto hash = engine::hash_kept(entry.event.body)) named_.insert(*hash);
      named_up_to_ = entry.seq;
    }
    if (entries.size() < entries_at_once) return;
  }
}

std::vector<fs::path> Documents::older_than(engine::Time instant) const {
  std::vector<fs::path> found;
  std::error_code fault;
  const auto end = fs::recursive_directory_iterator();
  for (fs::recursive_directory_iterator at(data_ / documents_folder, fault); !fault && at != end; at.increment(fault)) {
    const auto written = hash_of_place(at->path()).empty() ? std::nullopt : written_at(at->path());
    if (written && *written < instant) found.push_back(at->path());
  }
  return found;
}

bool Documents::take_away(const fs::path& file, const std::string& sha256, engine::Time before) {
  const std::scoped_lock hold(mutex_);
  const auto asked = asked_for_.find(sha256);
  if (asked != asked_for_.end() && asked->second >= before) return false;
  uploads_.erase(sha256);
  return ::unlink(file.c_str()) == 0;
}

// Not who has uploaded it again since it was taken away.
void Documents::forget(const std::string& sha256, engine::Time before) {
  guarded(list_, [&] {
    auto database = open_list(list_);
    SQLite::Statement row(database, "DELETE FROM uploads WHERE sha256 = ? AND at < ?");
    Running(row).with(sha256, seconds_of(before)).run();
  });
}

int Documents::sweep(const engine::Reader& reader) {
  const auto before = now_() - unnamed_kept;
  const auto old = older_than(before);
  {
    const std::scoped_lock hold(mutex_);
    std::erase_if(asked_for_, [&](const auto& one) { return one.second < before; });
  }
  if (old.empty()) return 0;
  learn_names(reader);
  int gone = 0;
  for (const auto& file : old) {
    const auto sha256 = hash_of_place(file);
    if (named_.contains(sha256) || !take_away(file, sha256, before)) continue;
    forget(sha256, before);
    ++gone;
  }
  return gone;
}

void require_list_of_uploads(const DataFolder& folder) {
  const auto list = folder.path() / documents_list;
  if (!fs::exists(list)) return;
  try {
    guarded(list, [&] {
      auto database = open_list(list);
      SQLite::Statement whole(database, "PRAGMA integrity_check(1)");
      if (!whole.executeStep() || whole.getColumn(0).getString() != "ok") throw Refusal(list.string() + " is damaged");
    });
  } catch (const Refusal& why) {
    throw Refusal("the list of uploads cannot be read (" + std::string(why.what()) + "). Without " + list.string() +
                  " a new one is begun: what was uploaded, and is attached to nothing yet, is uploaded again then");
  }
}

std::optional<std::string> fault_of_documents(const DataFolder& folder,
                                              const std::map<std::string, std::string>& kept) {
  for (const auto& [sha256, entry] : kept)
    if (const auto fault = fault_of_document(folder.path(), sha256)) return *fault + ", and " + entry + " keeps it";
  return std::nullopt;
}

}  // namespace store
