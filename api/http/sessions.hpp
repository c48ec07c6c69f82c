// People who have signed in on pages: what the API needs to know of their sessions, which others keep.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/types.hpp"

namespace api {

// Whoever holds a token signs in with it. A session ends with its token, by itself after a while, or when it is ended.
class Sessions {
 public:
  struct One {
    std::string handle;                    // names it without giving it away
    engine::Actor by;                      // who holds its token now
    engine::Time begun{}, used{}, ends{};  // by the machine's clock; `ends`: at the latest
  };

  virtual ~Sessions() = default;

  // By a cookie's value, from memory: the I/O thread asks it of every page. Counts as a use.
  virtual std::optional<One> find(std::string_view secret) = 0;
  // Who had the session of this cookie, if it ended within the last hour and its token holds still; from memory.
  virtual std::optional<engine::Actor> had(std::string_view secret) = 0;
  // These write to disk. The value of the cookie; nothing: nobody holds this token, or the link is of no use (any
  // more).
  virtual std::optional<std::string> begin(std::string_view token) = 0;
  virtual std::optional<std::string> begin_by_link(std::string_view link) = 0;
  virtual std::vector<One> of(const engine::Actor& by) = 0;  // oldest first
  virtual void end(const std::string& handle) = 0;
};

}  // namespace api
