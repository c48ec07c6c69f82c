// Addresses by the C library: Asio, which reads them too, costs 15 seconds a file.
#include "api/http/address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "api/http/text.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::size_t mapped_bytes = 12;  // of an IPv6 address that stands for one of IPv4

std::optional<std::string> as_ipv4(const std::string& text) {
  in_addr read{};
  if (::inet_pton(AF_INET, text.c_str(), &read) != 1) return std::nullopt;
  return text;
}

std::optional<std::string> as_ipv6(const std::string& text) {
  in6_addr read{};
  const std::string bare = text.substr(0, text.find('%'));  // without the interface
  if (::inet_pton(AF_INET6, bare.c_str(), &read) != 1) return std::nullopt;
  std::array<char, INET6_ADDRSTRLEN> written{};
  if (IN6_IS_ADDR_V4MAPPED(&read)) ::inet_ntop(AF_INET, &read.s6_addr[mapped_bytes], written.data(), written.size());
  else ::inet_ntop(AF_INET6, &read, written.data(), written.size());
  return std::string(written.data());
}

// Last first.
std::vector<std::string_view> forwarded_for(const Headers& headers) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : headers) {
    if (name != "x-forwarded-for") continue;
    for (std::string_view rest = value; !rest.empty();) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      if (const auto one = engine::trimmed(rest.substr(0, end)); !one.empty()) names.push_back(one);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  std::reverse(names.begin(), names.end());
  return names;
}

}  // namespace

std::optional<std::string> read_address(std::string_view text) {
  if (text.starts_with('[')) text = text.substr(1, text.find(']') - 1);
  else if (std::count(text.begin(), text.end(), ':') == 1) text = text.substr(0, text.find(':'));
  const std::string bare(text);
  const auto found = as_ipv4(bare);
  return found ? found : as_ipv6(bare);
}

std::string client_address(const std::string& peer, const Headers& headers, const std::vector<std::string>& trusted) {
  if (!contains(trusted, peer)) return peer;
  for (const std::string_view name : forwarded_for(headers)) {
    const auto address = read_address(name);
    if (!address) return "unknown";  // all such are one client: a name of one's own would be a share of one's own
    if (!contains(trusted, *address)) return *address;
  }
  return peer;
}

std::string network_of(const std::string& address) {
  in6_addr read{};
  if (::inet_pton(AF_INET6, address.c_str(), &read) != 1) return address;
  std::fill(std::begin(read.s6_addr) + 8, std::end(read.s6_addr), std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> written{};
  ::inet_ntop(AF_INET6, &read, written.data(), written.size());
  return std::string(written.data()) + "/64";
}

}  // namespace api
