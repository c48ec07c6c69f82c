// From which address a request comes: that of the connection, or what a proxy that we trust says of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace api {

// An IP address as it is written in one way: "::FFFF:192.0.2.1" is 192.0.2.1, brackets and a port are left away.
std::optional<std::string> read_address(std::string_view text);

// The last address of X-Forwarded-For that is not trusted; `peer` if it is not trusted itself, or names nobody. What a
// proxy names that is no address stands for itself.
std::string client_address(const std::string& peer, const Headers& headers, const std::vector<std::string>& trusted);

// Who shares with whom: an IPv4 address is one client, and so is a network of IPv6 (64 bits).
std::string network_of(const std::string& address);

}  // namespace api
