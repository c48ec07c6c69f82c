// Hashes a client and a request id into the key under which the request is remembered.
#include "store/request_key.hpp"

#include <algorithm>

namespace store {
namespace {

// The same number on every machine.
std::int64_t big_endian(const Hash& hash, std::size_t at) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) number = number << 8 | hash[at + i];
  return static_cast<std::int64_t>(number);
}

}  // namespace

RequestKey request_key(Sha256& sha, std::string_view client, std::string_view request_id) {
  const auto hash = sha.of(std::string(client) + '\0', request_id);
  return {big_endian(hash, 0), big_endian(hash, 8)};
}

std::int64_t seal_of_request(Sha256& sha, const RequestKey& key, const engine::Outcome& outcome, std::int64_t at) {
  std::string row;
  for (const auto number : {key.key, key.rest, outcome.seq, at, std::int64_t{outcome.brought}})
    row += std::to_string(number) + ' ';
  for (const std::string_view text : {std::string_view(outcome.fingerprint), std::string_view(outcome.case_id)})
    row.append(text).push_back('\0');
  return std::max<std::uint64_t>(static_cast<std::uint64_t>(big_endian(sha.of(row, outcome.refusal), 0)), 1);
}

}  // namespace store
