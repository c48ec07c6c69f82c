// What waits for a thread, and whose turn it is: each client after the other, those with a token first.
#pragma once

#include <deque>
#include <list>
#include <optional>
#include <unordered_map>

#include "api/http/shares.hpp"

namespace api {

// `Work` is moved in and out. One thread at a time.
template <class Work>
class Turns {
 public:
  struct Turn {
    Sharer who;
    Work work;
  };

  void add(const Sharer& who, Work work) { (who.known ? known_ : strangers_).add(who.name, std::move(work)); }

  // `strangers_too`: whether there is room for one of them now. While those with a token wait, every fourth turn is a
  // stranger's all the same, so that nobody waits for ever.
  std::optional<Turn> next(bool strangers_too) {
    const bool theirs = strangers_too && !strangers_.empty();
    if (!known_.empty() && (!theirs || ++known_in_a_row_ <= known_before_a_stranger)) return known_.next(true);
    known_in_a_row_ = 0;
    if (theirs) return strangers_.next(false);
    return std::nullopt;
  }
  bool empty() const { return known_.empty() && strangers_.empty(); }

 private:
  static constexpr int known_before_a_stranger = 3;

  struct Lane {
    std::string name;
    std::deque<Work> works;
  };
  class Lanes {
   public:
    void add(const std::string& name, Work work) {
      auto& place = by_name_[name];
      if (!place) {
        lanes_.push_back({name, {}});
        place = std::prev(lanes_.end());
      }
      (*place)->works.push_back(std::move(work));
    }
    Turn next(bool known) {
      Lane& lane = lanes_.front();
      Turn turn{{known, lane.name}, std::move(lane.works.front())};
      lane.works.pop_front();
      if (!lane.works.empty()) {
        lanes_.splice(lanes_.end(), lanes_, lanes_.begin());
        return turn;
      }
      by_name_.erase(lane.name);
      lanes_.pop_front();
      return turn;
    }
    bool empty() const { return lanes_.empty(); }

   private:
    std::list<Lane> lanes_;  // none of them is empty; the front has the next turn
    std::unordered_map<std::string, std::optional<typename std::list<Lane>::iterator>> by_name_;
  };

  Lanes known_, strangers_;
  int known_in_a_row_ = 0;
};

}  // namespace api
