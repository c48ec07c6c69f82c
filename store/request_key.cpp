// Hashes a client and a request id into the key under which the request is remembered.
#include "store/request_key.hpp"

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

}  // namespace store
