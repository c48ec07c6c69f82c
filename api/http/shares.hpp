// Who has how much of something that there is not enough of for everybody: connections, streams, bodies, places in a
// queue. Some of it is kept for those who show a token, and nobody gets all of it.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace api {

// On whose account something is taken.
struct Sharer {
  bool known = false;  // shows a token that holds
  std::string name;    // the token's id, else the address; empty: has no share of its own, only one of all

  bool operator==(const Sharer&) const = default;
};

struct ShareLimits {
  std::size_t all = 0;
  std::size_t strangers = 0;      // of that, for those without a token together
  std::size_t each_stranger = 0;  // of that, for one address
  std::size_t each_known = 0;     // for one token
};

// Of so much for everybody a quarter is kept for those with a token.
constexpr ShareLimits limits_of(std::size_t all, std::size_t each_stranger, std::size_t each_known) {
  return {all, all - all / 4, each_stranger, each_known};
}

// One thread at a time.
class Shares {
 public:
  explicit Shares(ShareLimits limits) : limits_(limits) {}

  // Whether there is so much for them; then it is theirs until they give it back.
  bool take(const Sharer& who, std::size_t amount = 1);
  void give_back(const Sharer& who, std::size_t amount = 1);

  // Of those without a token who have a name, the one that has most; nothing: there is none.
  std::optional<Sharer> greediest_stranger() const;

  std::size_t all() const { return known_ + strangers_; }
  std::size_t of(const Sharer& who) const;
  const ShareLimits& limits() const { return limits_; }

 private:
  using Key = std::pair<bool, std::string>;

  const ShareLimits limits_;
  std::size_t known_ = 0, strangers_ = 0;
  std::map<Key, std::size_t> each_;
};

// Something taken, given back when this goes.
class Held {
 public:
  Held() = default;
  Held(Shares& shares, Sharer who) : shares_(&shares), who_(std::move(who)) {}
  Held(Held&& other) noexcept
      : shares_(std::exchange(other.shares_, nullptr)), who_(std::move(other.who_)), amount_(other.amount_) {}
  Held& operator=(Held&& other) noexcept;
  ~Held() { give_back(); }

  bool grow_to(std::size_t amount);  // false: there is not so much for them

 private:
  void give_back();

  Shares* shares_ = nullptr;
  Sharer who_;
  std::size_t amount_ = 0;
};

}  // namespace api
