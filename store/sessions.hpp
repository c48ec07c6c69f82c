// Sessions of people who signed in on pages by a token: only hashes are stored, beside the tokens. It knows no page.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
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

// When a session ends by itself, by the machine's clock: a simulated one may be moved on by months.
struct SessionPolicy {
  std::chrono::seconds idle = std::chrono::hours(2);           // since it was last used
  std::chrono::seconds absolute = std::chrono::hours(12);      // since the sign-in
  std::chrono::seconds once_link = std::chrono::hours(1);      // a link that signs in once
  std::chrono::seconds remembered = std::chrono::hours(1);     // whose it was, after its end
  std::chrono::seconds noted_every = std::chrono::minutes(1);  // how exactly the last use is kept on disk
};

struct Session {
  std::string handle;      // names it without giving it away
  std::string token_hash;  // of the token that it was begun with: it holds no longer than that one does
  engine::Time begun{}, used{};
};

// Any thread. One process at a time keeps sessions; another one may add links. find() waits for no disk.
class Sessions {
 public:
  // Made when the first session begins. `now` (here and below): the machine's.
  Sessions(std::filesystem::path file, engine::Time now, SessionPolicy policy = {});

  const SessionPolicy& policy() const { return policy_; }
  // The secret of a new session, which is kept nowhere: 32 random bytes.
  std::string begin(const std::string& token_hash, engine::Time now);
  // Nothing when there is no such session, or it has ended. Counts as a use.
  std::optional<Session> find(std::string_view secret, engine::Time now);
  // A session that has ended within the last hour or so, whatever ended it; of this process alone.
  std::optional<Session> ended_lately(std::string_view secret, engine::Time now) const;
  std::vector<Session> list(engine::Time now) const;  // those that have not ended, oldest first
  void end(const std::string& handle, engine::Time now);
  void keep(engine::Time now);  // writes down when each was last used, and takes away what has ended

  // A link's secret. It signs in once, within the time of the policy.
  static std::string add_once(const std::filesystem::path& file, const std::string& token_hash, engine::Time ends);
  // The hash of the token that it is for; nothing when it is wrong, was used, or has ended.
  std::optional<std::string> use_up(std::string_view link_secret, engine::Time now);

 private:
  struct Kept {
    Session session;
    engine::Time noted{};  // the use that the disk knows
  };

  struct Over {
    Session session;
    engine::Time end{};
  };
  static constexpr std::size_t over_max = 10'000;

  bool ended(const Session& one, engine::Time now) const;
  engine::Time end_of(const Session& one) const;  // by itself
  void forget_over(engine::Time now);
  void remember(const std::string& hash, const Session& one, engine::Time end);
  void read(engine::Time now);

  const std::filesystem::path file_;
  const SessionPolicy policy_;
  mutable std::mutex mutex_;  // guards the two below; never held while the disk is waited for
  std::unordered_map<std::string, Kept> by_hash_;
  std::unordered_map<std::string, Over> over_;
};

}  // namespace store
