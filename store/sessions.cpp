// Keeps sessions in memory, so that nobody waits for a disk to find one, and on disk, so that they outlive the process.
#include "store/sessions.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

#include "store/connection.hpp"
#include "store/digest.hpp"
#include "store/rows.hpp"
#include "store/small_file.hpp"

namespace store {
namespace {

constexpr int sessions_application_id = 0x53454353;
constexpr std::size_t session_secret_bytes = 32;
constexpr std::size_t session_handle_chars = 16;
constexpr int sessions_patience_ms = 5'000;

constexpr const char* sessions_schema = R"sql(
CREATE TABLE IF NOT EXISTS sessions (
  hash       BLOB    PRIMARY KEY,
  token_hash BLOB    NOT NULL,
  begun      INTEGER NOT NULL,
  used       INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS once (
  hash       BLOB    PRIMARY KEY,
  token_hash BLOB    NOT NULL,
  ends       INTEGER NOT NULL
) STRICT;
)sql";

std::string handle_of(const std::string& hash) { return hex(hash).substr(0, session_handle_chars); }
void bind_bytes(SQLite::Statement& row, int place, const std::string& bytes) {
  row.bind(place, bytes.data(), static_cast<int>(bytes.size()));
}

constexpr SmallFile sessions_file{sessions_application_id, "once", sessions_schema, "sessions"};
SQLite::Database open_sessions(const std::filesystem::path& file) {
  return open_small_file(file, sessions_file, sessions_patience_ms);
}

}  // namespace

Sessions::Sessions(std::filesystem::path file, engine::Time now, SessionPolicy policy)
    : file_(std::move(file)), policy_(policy) {
  if (std::filesystem::exists(file_)) guarded(file_, [&] { read(now); });
}

void Sessions::read(engine::Time now) {
  auto database = open_sessions(file_);
  SQLite::Statement row(database, "SELECT hash, token_hash, begun, used FROM sessions");
  while (row.executeStep()) {
    const auto hash = row.getColumn(0).getString();
    const Session one{handle_of(hash), row.getColumn(1).getString(), time_of(row.getColumn(2).getInt64()),
                      time_of(row.getColumn(3).getInt64())};
    if (!ended(one, now)) by_hash_.emplace(hash, Kept{one, one.used});
  }
}

engine::Time Sessions::end_of(const Session& one) const {
  return std::min(one.begun + policy_.absolute, one.used + policy_.idle);
}
bool Sessions::ended(const Session& one, engine::Time now) const { return now >= end_of(one); }

// Under the lock, as the one below.
void Sessions::forget_over(engine::Time now) {
  std::erase_if(over_, [&](const auto& over) { return now >= over.second.end + policy_.remembered; });
}
void Sessions::remember(const std::string& hash, const Session& one, engine::Time end) {
  if (over_.size() < over_max) over_.emplace(hash, Over{one, end});
}

std::optional<Session> Sessions::ended_lately(std::string_view secret, engine::Time now) const {
  const auto hash = hash_of_secret(secret);
  const std::scoped_lock hold(mutex_);
  const auto lately = [&](const Session& one, engine::Time end) {
    return now >= end && now < end + policy_.remembered ? std::optional(one) : std::nullopt;
  };
  if (const auto kept = by_hash_.find(hash); kept != by_hash_.end())
    return lately(kept->second.session, end_of(kept->second.session));
  const auto over = over_.find(hash);
  return over != over_.end() ? lately(over->second.session, over->second.end) : std::nullopt;
}

std::string Sessions::begin(const std::string& token_hash, engine::Time now) {
  const std::string secret = base64url(random_bytes(session_secret_bytes)), hash = hash_of_secret(secret);
  guarded(file_, [&] {
    auto database = open_sessions(file_);
    SQLite::Statement row(database, "INSERT INTO sessions (hash, token_hash, begun, used) VALUES (?, ?, ?, ?)");
    bind_bytes(row, 1, hash);
    bind_bytes(row, 2, token_hash);
    row.bind(3, seconds_of(now));
    row.bind(4, seconds_of(now));
    row.exec();
  });
  const std::scoped_lock hold(mutex_);
  by_hash_.emplace(hash, Kept{{handle_of(hash), token_hash, now, now}, now});
  return secret;
}

std::optional<Session> Sessions::find(std::string_view secret, engine::Time now) {
  const auto hash = hash_of_secret(secret);
  const std::scoped_lock hold(mutex_);
  const auto found = by_hash_.find(hash);
  if (found == by_hash_.end() || ended(found->second.session, now)) return std::nullopt;
  auto& session = found->second.session;
  session.used = std::max(session.used, now);
  return session;
}

std::vector<Session> Sessions::list(engine::Time now) const {
  std::vector<Session> all;
  {
    const std::scoped_lock hold(mutex_);
    for (const auto& [hash, kept] : by_hash_)
      if (!ended(kept.session, now)) all.push_back(kept.session);
  }
  std::sort(all.begin(), all.end(), [](const Session& a, const Session& b) {
    return std::pair(a.begun, a.handle) < std::pair(b.begun, b.handle);
  });
  return all;
}

// On disk first: what a person has ended is ended, also when the program is killed in between.
void Sessions::end(const std::string& handle, engine::Time now) {
  std::string hash;
  {
    const std::scoped_lock hold(mutex_);
    for (const auto& [one, kept] : by_hash_)
      if (kept.session.handle == handle) hash = one;
  }
  if (hash.empty()) return;
  guarded(file_, [&] {
    auto database = open_sessions(file_);
    SQLite::Statement row(database, "DELETE FROM sessions WHERE hash = ?");
    bind_bytes(row, 1, hash);
    row.exec();
  });
  const std::scoped_lock hold(mutex_);
  forget_over(now);
  if (const auto found = by_hash_.find(hash); found != by_hash_.end()) remember(hash, found->second.session, now);
  by_hash_.erase(hash);
}

void Sessions::keep(engine::Time now) {
  std::vector<std::pair<std::string, engine::Time>> used;
  std::vector<std::string> over;
  {
    const std::scoped_lock hold(mutex_);
    for (const auto& [hash, kept] : by_hash_) {
      if (ended(kept.session, now)) over.push_back(hash);
      else if (kept.session.used >= kept.noted + policy_.noted_every) used.emplace_back(hash, kept.session.used);
    }
  }
  if (used.empty() && over.empty()) return;
  guarded(file_, [&] {
    auto database = open_sessions(file_);
    SQLite::Transaction whole(database, SQLite::TransactionBehavior::IMMEDIATE);
    SQLite::Statement note(database, "UPDATE sessions SET used = ?2 WHERE hash = ?1");
    SQLite::Statement away(database, "DELETE FROM sessions WHERE hash = ?");
    for (const auto& [hash, time] : used)
      bind_bytes(note, 1, hash), note.bind(2, seconds_of(time)), note.exec(), note.reset();
    for (const auto& hash : over) bind_bytes(away, 1, hash), away.exec(), away.reset();
    whole.commit();
  });
  const std::scoped_lock hold(mutex_);
  for (const auto& [hash, time] : used)
    if (const auto found = by_hash_.find(hash); found != by_hash_.end()) found->second.noted = time;
  forget_over(now);
  for (const auto& hash : over)
    if (const auto found = by_hash_.find(hash); found != by_hash_.end()) {
      remember(hash, found->second.session, end_of(found->second.session));
      by_hash_.erase(found);
    }
}

std::string Sessions::add_once(const std::filesystem::path& file, const std::string& token_hash, engine::Time ends) {
  const std::string secret = base64url(random_bytes(session_secret_bytes));
  guarded(file, [&] {
    auto database = open_sessions(file);
    SQLite::Statement row(database, "INSERT INTO once (hash, token_hash, ends) VALUES (?, ?, ?)");
    bind_bytes(row, 1, hash_of_secret(secret));
    bind_bytes(row, 2, token_hash);
    row.bind(3, seconds_of(ends));
    row.exec();
  });
  return secret;
}

std::optional<std::string> Sessions::use_up(std::string_view link_secret, engine::Time now) {
  if (!std::filesystem::exists(file_)) return std::nullopt;
  return guarded(file_, [&]() -> std::optional<std::string> {
    auto database = open_sessions(file_);
    SQLite::Statement row(database, "DELETE FROM once WHERE hash = ? RETURNING token_hash, ends");
    bind_bytes(row, 1, hash_of_secret(link_secret));
    if (!row.executeStep()) return std::nullopt;
    const auto token_hash = row.getColumn(0).getString();
    const bool in_time = now < time_of(row.getColumn(1).getInt64());
    row.reset();  // what is deleted stays so from here on
    return in_time ? std::optional(token_hash) : std::nullopt;
  });
}

}  // namespace store
