// Keeps the hashes of tokens in a database of their own, and finds who holds one from memory.
#include "store/tokens.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <time.h>

#include <algorithm>
#include <mutex>

#include "engine/calendar.hpp"
#include "store/connection.hpp"
#include "store/digest.hpp"
#include "store/modes.hpp"
#include "store/small_file.hpp"

namespace store {
namespace {

constexpr int tokens_application_id = 0x53454354;
constexpr std::string_view prefix = "secmp_";
constexpr std::size_t secret_bytes = 32;
constexpr std::size_t handle_chars = 8;
constexpr int patience_ms_of_commands = 5'000;
// Of those who only look: as long as somebody else takes to write a token down; and not a second time, until it has
// worked out.
constexpr int patience_ms_of_lookers = 25;
constexpr std::chrono::milliseconds between_readings{20};

constexpr const char* schema = R"sql(
CREATE TABLE IF NOT EXISTS tokens (
  id       INTEGER PRIMARY KEY,
  hash     BLOB    NOT NULL UNIQUE,
  handle   TEXT    NOT NULL,
  actor_id TEXT    NOT NULL,
  role     TEXT    NOT NULL,
  name     TEXT    NOT NULL,
  seat     TEXT    NOT NULL,
  category TEXT    NOT NULL,
  expires  TEXT,
  revoked  INTEGER NOT NULL DEFAULT 0
) STRICT
)sql";

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * 1'000'000'000LL + time.tv_nsec; }

constexpr SmallFile tokens_file{tokens_application_id, "tokens", schema, "tokens"};
SQLite::Database open_for_change(const std::filesystem::path& file) {
  return open_small_file(file, tokens_file, patience_ms_of_commands);
}

// Somebody was killed, or had no disk, just before the first token was written down.
bool is_of_nobody(SQLite::Database& database, const std::filesystem::path& file) {
  return !database.tableExists("tokens") &&
         (application_id_of(database) == tokens_application_id || std::filesystem::file_size(file) == 0);
}

}  // namespace

Tokens::Tokens(std::filesystem::path file) : file_(std::move(file)) { reload(patience_ms_of_commands); }

Tokens::Stamp Tokens::stamp() const {
  struct stat found {};
  if (::stat(file_.c_str(), &found) != 0) return {};
  return {nanoseconds(found.st_mtim), found.st_size, found.st_ino};
}

// The kernel's stamps move in steps of milliseconds, and two changes in one step would look like one: so each change
// sets its own, later than the one before.
void Tokens::touch() const {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  const std::int64_t fresh = std::max(nanoseconds(now), stamp().mtime_ns + 1);
  const timespec times[2] = {{0, UTIME_OMIT}, {fresh / 1'000'000'000, fresh % 1'000'000'000}};
  ::utimensat(AT_FDCWD, file_.c_str(), times, 0);
}

std::string Tokens::issue(const engine::Actor& actor, std::optional<engine::Date> expires) {
  const std::string token = std::string(prefix) + base64url(random_bytes(secret_bytes));
  const std::string hash = hash_of_secret(token);
  guarded(file_, [&] {
    auto database = open_for_change(file_);
    SQLite::Statement row(database,
                          "INSERT INTO tokens (hash, handle, actor_id, role, name, seat, category, expires)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    row.bind(1, hash.data(), static_cast<int>(hash.size()));
    row.bind(2, hex(hash).substr(0, handle_chars));
    row.bind(3, actor.id);
    row.bind(4, actor.role);
    row.bind(5, actor.name);
    row.bind(6, actor.seat);
    row.bind(7, actor.category);
    if (expires) row.bind(8, engine::to_text(*expires));
    row.exec();
  });
  touch();
  return token;
}

int Tokens::revoke(std::string_view id_handle_or_token) {
  const std::string given(id_handle_or_token), hash = hash_of_secret(given);
  return change([&](SQLite::Database& database) {
    SQLite::Statement row(
        database, "UPDATE tokens SET revoked = 1 WHERE revoked = 0 AND (actor_id = ?1 OR handle = ?1 OR hash = ?2)");
    row.bind(1, given);
    row.bind(2, hash.data(), static_cast<int>(hash.size()));
    return row.exec();
  });
}

int Tokens::revoke_all() {
  return change(
      [](SQLite::Database& database) { return database.exec("UPDATE tokens SET revoked = 1 WHERE revoked = 0"); });
}

int Tokens::revoke_as(const Tokens& other) {
  std::unordered_map<std::string, std::size_t> by_hash;
  const auto theirs = other.read(&by_hash, patience_ms_of_commands);
  return change([&](SQLite::Database& database) {
    int revoked = 0;
    SQLite::Transaction all(database);
    SQLite::Statement row(database, "UPDATE tokens SET revoked = 1 WHERE revoked = 0 AND hash = ?");
    for (const auto& [hash, index] : by_hash) {
      if (!theirs[index].revoked) continue;
      row.bind(1, hash.data(), static_cast<int>(hash.size()));
      revoked += row.exec();
      row.reset();
    }
    all.commit();
    return revoked;
  });
}

int Tokens::valid() const {
  const auto all = list();
  return static_cast<int>(std::count_if(all.begin(), all.end(), [](const auto& one) { return !one.revoked; }));
}

void Tokens::copy(const std::filesystem::path& from, const std::filesystem::path& to) {
  guarded(from, [&] {
    auto copied = open_for_change(to);
    SQLite::Database source(from.string(), SQLite::OPEN_READWRITE, patience_ms_of_commands);
    SQLite::Backup whole(copied, source);
    if (whole.executeStep(-1) != SQLITE_DONE) throw Refusal(from.string() + " is in use by another process");
  });
}

// Returns what `work` returns; 0 if there are no tokens.
int Tokens::change(const std::function<int(SQLite::Database&)>& work) {
  if (!std::filesystem::exists(file_)) return 0;
  const int changed = guarded(file_, [&] {
    auto database = open_for_change(file_);
    return work(database);
  });
  touch();
  return changed;
}

std::vector<IssuedToken> Tokens::list() const { return read(nullptr, patience_ms_of_commands); }

std::vector<IssuedToken> Tokens::read(std::unordered_map<std::string, std::size_t>* by_hash, int patience_ms) const {
  std::vector<IssuedToken> tokens;
  std::error_code ignored;
  if (!std::filesystem::exists(file_, ignored) || std::filesystem::file_size(file_, ignored) == 0) return tokens;
  guarded(file_, [&] {
    // Not read-only: a writer that died half-way has left a journal that must be played back first.
    SQLite::Database database(file_.string(), SQLite::OPEN_READWRITE, patience_ms);
    if (is_of_nobody(database, file_)) return;
    SQLite::Statement row(
        database,
        "SELECT hash, handle, actor_id, role, name, seat, category, expires, revoked FROM tokens ORDER BY id");
    while (row.executeStep()) {
      const auto text = [&row](int column) { return row.getColumn(column).getString(); };
      if (by_hash != nullptr) by_hash->emplace(text(0), tokens.size());
      IssuedToken token{text(1), {text(2), text(3), text(4), text(5), text(6)}, {}, row.getColumn(8).getInt() != 0};
      if (!row.getColumn(7).isNull()) token.expires = engine::read_date(text(7));
      if (!row.getColumn(7).isNull() && !token.expires) throw damaged(file_, "a token has no expiry date");
      tokens.push_back(std::move(token));
    }
  });
  return tokens;
}

// The stamp is taken first: a change while we read shows again at the next call.
void Tokens::reload(int patience_ms) const {
  const std::unique_lock hold(mutex_);
  const Stamp now = stamp();
  std::unordered_map<std::string, std::size_t> by_hash;
  // Whoever wants nobody to have one revokes them all: without its file nobody is known to have lost theirs.
  if (now.size < 0 && !tokens_.empty()) throw damaged(file_, "it is not there any more");
  if (now.size == 0 && !tokens_.empty()) throw damaged(file_, "nothing is in it any more");
  tokens_ = read(&by_hash, patience_ms);
  by_hash_ = std::move(by_hash);
  holders_.reset();
  unread_.reset();
  seen_ = now;
}

void Tokens::refresh() const {
  const Stamp on_disk = stamp();
  std::shared_lock hold(mutex_);
  if (on_disk == seen_ && !unread_) return;
  if (unread_ && std::chrono::steady_clock::now() < read_again_at_) return;
  const int patience_ms = unread_ ? 0 : patience_ms_of_lookers;
  hold.unlock();
  try {
    reload(patience_ms);
  } catch (const std::exception& fault) {
    could_not_read(fault.what());
  }
}

void Tokens::could_not_read(std::string why) const {
  const std::unique_lock hold(mutex_);
  const auto now = std::chrono::steady_clock::now();
  unread_ = {unread_ ? unread_->since : now, std::move(why)};
  read_again_at_ = now + between_readings;
}

std::optional<TokensUnread> Tokens::unread() const {
  refresh();
  const std::shared_lock hold(mutex_);
  return unread_;
}

namespace {
bool is_good(const IssuedToken& issued, engine::Date today) {
  return !issued.revoked && (!issued.expires || today <= *issued.expires);
}
}  // namespace

std::shared_ptr<const std::vector<engine::Actor>> Tokens::holders(engine::Time now) const {
  refresh();
  const auto today = engine::london_date(now);
  const std::unique_lock hold(mutex_);
  if (holders_ && holders_on_ == today) return holders_;
  auto fresh = std::make_shared<std::vector<engine::Actor>>();
  for (const IssuedToken& one : tokens_)
    if (is_good(one, today)) fresh->push_back(one.actor);
  holders_ = std::move(fresh);
  holders_on_ = today;
  return holders_;
}

std::optional<engine::Actor> Tokens::find(std::string_view token, engine::Time now) const {
  return token.starts_with(prefix) ? find_by_hash(hash_of_secret(token), now) : std::nullopt;
}

std::optional<engine::Actor> Tokens::find_by_hash(const std::string& hash, engine::Time now) const {
  refresh();
  const std::shared_lock hold(mutex_);
  const auto found = by_hash_.find(hash);
  if (found == by_hash_.end()) return std::nullopt;
  const IssuedToken& issued = tokens_[found->second];
  if (!is_good(issued, engine::london_date(now))) return std::nullopt;
  return issued.actor;
}

std::optional<engine::Date> Tokens::last_day(std::string_view token) const {
  refresh();
  const std::shared_lock hold(mutex_);
  const auto found = token.starts_with(prefix) ? by_hash_.find(hash_of_secret(token)) : by_hash_.end();
  return found == by_hash_.end() ? std::nullopt : tokens_[found->second].expires;
}

}  // namespace store
