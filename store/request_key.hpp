// Under which name a request is remembered. The name cannot be turned back into the request.
#pragma once

#include <compare>
#include <cstdint>

#include "engine/ports.hpp"
#include "store/digest.hpp"

namespace store {

// 128 bits of SHA-256(client, zero byte, request id). Short, and a number, so that a row among millions costs one page.
struct RequestKey {
  std::int64_t key = 0;
  std::int64_t rest = 0;
  auto operator<=>(const RequestKey&) const = default;
};

// They are numbered from 1 in the order in which they were answered. No register comes this far.
inline constexpr std::int64_t request_number_max = std::int64_t{1} << 53;

// What a remembered request says, in one number that is never 0: who changes a row by hand leaves it wrong.
std::int64_t seal_of_request(Sha256& sha, const RequestKey& key, const engine::Outcome& outcome, std::int64_t at);

RequestKey request_key(Sha256& sha, std::string_view client, std::string_view request_id);

}  // namespace store
