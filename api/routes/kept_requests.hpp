// What was answered to requests with an Idempotency-Key that are no commands: moves of the clock, and questions.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>

#include "api/http/router.hpp"

namespace api {

// What Idempotency-Key says; empty: there is none. Throws Problem (400) for what is no key.
std::string read_key(const Request& request);
// Marks an answer as that of an earlier request with the same key.
void say_again(Response& response);
// Of what a key stands for: another one is another request.
std::string fingerprint_of(const Call& call);

inline constexpr std::size_t kept_requests_max = 10'000;  // the oldest are forgotten first

// In memory, for as long as the program runs. (The processor remembers commands on disk.) Any thread.
class KeptRequests {
 public:
  // Before it is done: the answer that is kept, if there is one. Throws Problem: 422 for a key of another request, 409
  // while that one is being done. Then one of the others has to follow.
  std::optional<Response> begin(const Call& call);
  // It was done. Without an answer the key is kept and the same request is answered anew: for what changes nothing.
  void keep(const Call& call, std::optional<Response> answer);
  void forget(const Call& call);  // nothing was done

 private:
  struct Kept {
    std::string fingerprint;
    bool in_flight = true;
    std::optional<Response> answer = {};
  };

  std::mutex mutex_;  // guards the two below
  std::map<std::string, Kept> all_;
  std::deque<std::string> oldest_first_;
};

}  // namespace api
