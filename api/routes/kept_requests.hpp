// What was answered to requests with an Idempotency-Key that are no commands: moves of the clock, and questions.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>

#include "api/http/router.hpp"
#include "api/routes/sharer.hpp"

namespace api {

// What Idempotency-Key says; empty: there is none. Throws Problem (400) for what is no key.
std::string read_key(const Request& request);
// Marks an answer as that of an earlier request with the same key.
void say_again(Response& response);
// Of what a key stands for: another one is another request.
std::string fingerprint_of(const Call& call);

// Of those with a token, and as many of strangers, who so push out nobody's but each other's. The oldest are forgotten
// first.
inline constexpr std::size_t kept_requests_max = 10'000;

// In memory, for as long as the program runs. (The processor remembers commands on disk.) A stranger's key is that of
// their network: nobody meets the key of somebody else. Any thread.
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

  struct Shelf {
    std::map<std::string, Kept> all;  // by whose it is, and the key
    std::deque<std::string> oldest_first;
  };
  Shelf& shelf_of(const Sharer& sharer) { return sharer.known ? known_ : strangers_; }

  std::mutex mutex_;  // guards the two below
  Shelf known_, strangers_;
};

}  // namespace api
