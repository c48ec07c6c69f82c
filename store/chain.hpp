// The hash chain: each entry's hash covers its row and the hash before it, so that no row can change unseen.
#pragma once

#include "engine/types.hpp"
#include "store/digest.hpp"

namespace store {

// The row as a JSON array text, the same for ever: README.md of this folder shows one.
// [seq, case_id, version, workflow, type, body, from, to, effective_on, at, by_id, by_role, request_id]
std::string canonical(const engine::Entry& entry);

class Chain {
 public:
  Hash head{};  // of the newest entry; before the first one: 32 zero bytes

  // SHA-256(previous hash, canonical row). The head stays as it is.
  Hash next(const engine::Entry& entry) { return sha_.of(bytes_of(head), canonical(entry)); }

 private:
  Sha256 sha_;
};

}  // namespace store
