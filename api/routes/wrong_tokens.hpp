// Says in the log that somebody shows tokens which nobody holds: at once, and then once a minute for as long as it goes
// on.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

namespace api {

// Any thread.
class WrongTokens {
 public:
  void shown(const std::string& from);  // an address

 private:
  std::mutex mutex_;  // guards the two below
  std::chrono::steady_clock::time_point said_{};
  std::size_t since_ = 0;  // how many were shown since then
};

}  // namespace api
