// Who is connected, and who has to leave when somebody new needs the room: whoever has waited longest without a token.
#pragma once

#include <chrono>
#include <map>
#include <optional>

#include "api/http/shares.hpp"

namespace api {

// One connection, as those see it that give it room.
class Guest {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  virtual ~Guest() = default;
  virtual std::optional<Moment> waits_since() const = 0;  // nothing: an answer to it is being made, or on its way
  virtual Moment since() const = 0;                       // since when it does what it does
  virtual void leave_early() = 0;
};

// I/O thread only.
class Guests {
 public:
  explicit Guests(ShareLimits limits) : shares_(limits) {}

  // Nobody knows yet whether somebody new has a token, so they are strangers. Others who only wait leave for them;
  // false: there is no room all the same.
  bool welcome(Guest& guest, const Sharer& who);
  // It has shown a token, and has the room of those from here on, if there is some for this token.
  void recognise(Guest& guest, const std::string& id);
  void goodbye(Guest& guest);  // more than once
  std::size_t size() const { return inside_.size(); }

 private:
  bool make_room(const Sharer& who);
  Guest* who_waits_longest(const Sharer& who) const;
  Guest* of_the_greediest(const Sharer& who) const;

  Shares shares_;
  std::map<Guest*, Sharer> inside_;
};

}  // namespace api
