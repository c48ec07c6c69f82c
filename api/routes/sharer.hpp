// On whose account a request is done.
#pragma once

#include "api/http/address.hpp"
#include "api/http/router.hpp"
#include "api/http/shares.hpp"

namespace api {

// Of the token that was shown, else of the network that it comes from.
inline Sharer sharer_of(const Call& call) {
  return call.known ? Sharer{true, call.by.id} : Sharer{false, network_of(call.request.from)};
}

}  // namespace api
