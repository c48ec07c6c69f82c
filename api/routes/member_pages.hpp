// Pages as somebody sees them who has signed in, kept for the minute that they say: people go back and forth.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "api/http/message.hpp"
#include "engine/types.hpp"

namespace api {

// A key names whoever may have the page, and what had happened by then that they see: a later step makes another key,
// so that nothing has to be taken away, and a step that they do not see takes nothing from them. Any thread.
class MemberPages {
 public:
  static constexpr std::size_t bytes_max = 4 * 1024 * 1024;

  std::optional<Response> find(const std::string& key, engine::Time now);
  void keep(std::string key, const Response& page, engine::Time now);

 private:
  void turn_to(engine::Time now);  // under the lock

  std::mutex mutex_;  // guards everything below
  engine::Time minute_{};
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, Response> pages_;  // of that minute
};

}  // namespace api
