// Bearer tokens: who holds one, as whom, until when. Only their hashes are stored. It knows no role's meaning.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/types.hpp"
#include "store/refusal.hpp"

namespace SQLite {
class Database;
}

namespace store {

struct IssuedToken {
  std::string handle;  // eight hex digits of the hash: names a token without giving it away
  engine::Actor actor;
  std::optional<engine::Date> expires;  // valid through that London day
  bool revoked = false;
};

// That the file could not be read since then; what was read before holds on.
struct TokensUnread {
  std::chrono::steady_clock::time_point since;
  std::string why;
};

// Any thread. Another process may issue and revoke at any time: find() and holders() look at the file's stamp on every
// call and honour the change at once. They wait for nobody: while the file is locked or damaged, the tokens that were
// read before hold on. Everything else throws Refusal when the file is damaged or cannot be written.
class Tokens {
 public:
  explicit Tokens(std::filesystem::path file);  // DataFolder::tokens(); made when the first token is issued

  // The token, which is kept nowhere and so is shown this once: "secmp_" and 32 random bytes.
  std::string issue(const engine::Actor& actor, std::optional<engine::Date> expires = {});
  std::vector<IssuedToken> list() const;            // as issued
  int revoke(std::string_view id_handle_or_token);  // how many were revoked by it; 0: no such token
  int revoke_all();                                 // how many were valid until then
  int revoke_as(const Tokens& other);               // those that `other` has revoked; how many were valid until then
  int valid() const;                                // how many are not revoked
  static void copy(const std::filesystem::path& from, const std::filesystem::path& to);  // `to` is made
  // Nothing when it is wrong, expired or revoked.
  std::optional<engine::Actor> find(std::string_view token, engine::Time now) const;
  // The same by its hash_of_secret(), which is what others keep of a token.
  std::optional<engine::Actor> find_by_hash(const std::string& hash, engine::Time now) const;
  // The last day of one that is known; nothing: it has none.
  std::optional<engine::Date> last_day(std::string_view token) const;
  // Who holds one that is neither expired nor revoked, in the order of issue. Shared while nothing changes.
  std::shared_ptr<const std::vector<engine::Actor>> holders(engine::Time now) const;
  std::optional<TokensUnread> unread() const;  // nothing: what is known is what the file says

 private:
  // What stat() says of the file: another value, another content.
  struct Stamp {
    std::int64_t mtime_ns = -1;
    std::int64_t size = -1;
    std::uint64_t inode = 0;
    bool operator==(const Stamp&) const = default;
  };

  Stamp stamp() const;
  void touch() const;
  std::vector<IssuedToken> read(std::unordered_map<std::string, std::size_t>* by_hash, int patience_ms) const;
  void reload(int patience_ms) const;
  void refresh() const;  // if the file has changed and can be read
  void could_not_read(std::string why) const;
  int change(const std::function<int(SQLite::Database&)>& work);

  const std::filesystem::path file_;
  mutable std::shared_mutex mutex_;  // guards all below
  mutable Stamp seen_;
  mutable std::optional<TokensUnread> unread_;
  mutable std::chrono::steady_clock::time_point read_again_at_{};
  mutable std::vector<IssuedToken> tokens_;
  mutable std::unordered_map<std::string, std::size_t> by_hash_;
  mutable std::shared_ptr<const std::vector<engine::Actor>> holders_;  // as at holders_on_; empty: to be made anew
  mutable engine::Date holders_on_{};
};

}  // namespace store
