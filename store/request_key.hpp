// Under which name a request is remembered. The name cannot be turned back into the request.
#pragma once

#include <cstdint>

#include "engine/ports.hpp"
#include "store/digest.hpp"

namespace store {

// 128 bits of SHA-256(client, zero byte, request id). Short, and a number, so that a row among millions costs one page.
struct RequestKey {
  std::int64_t key = 0;
  std::int64_t rest = 0;
  bool operator==(const RequestKey&) const = default;
};

// What a remembered request says, in one number that is never 0: who changes a row by hand leaves it wrong.
std::int64_t seal_of_request(Sha256& sha, const RequestKey& key, const engine::Outcome& outcome, std::int64_t at);

RequestKey request_key(Sha256& sha, std::string_view client, std::string_view request_id);

}  // namespace store
