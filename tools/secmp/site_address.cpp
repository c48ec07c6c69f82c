// Looks at the form alone: whether somebody answers there is not asked.
#include "tools/secmp/site_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <regex>

#include "tools/secmp/commands.hpp"

namespace secmp {
namespace {

constexpr int port_max = 65535;
constexpr std::size_t host_chars_max = 253;

bool is_of(int family, const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> read{};
  return ::inet_pton(family, text.c_str(), read.data()) == 1;
}

bool is_host(const std::string& host) {
  static const std::regex name(R"([a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?)*)",
                               std::regex::icase);
  if (host.starts_with('[')) return is_of(AF_INET6, host.substr(1, host.size() - 2));
  const bool numbers = host.find_first_not_of("0123456789.") == std::string::npos;
  return numbers ? is_of(AF_INET, host) : host.size() <= host_chars_max && std::regex_match(host, name);
}

}  // namespace

std::optional<SiteAddress> read_site_address(const std::string& url) {
  static const std::regex form(R"((https?)://(\[[^/\]]+\]|[^/:\[\]]+)(:[0-9]{1,5})?(/[!-~]*)?)", std::regex::icase);
  std::smatch found;
  if (!std::regex_match(url, found, form) || !is_host(found[2])) return std::nullopt;
  SiteAddress address{found[1].length() == 5, found[2], found[3], found[4]};
  if (address.path.find_first_of("?#") != std::string::npos) return std::nullopt;
  if (address.port.empty()) address.port = address.secure ? "443" : "80";
  else address.port.erase(0, 1);
  if (const int port = std::stoi(address.port); port < 1 || port > port_max) return std::nullopt;
  while (address.path.ends_with('/')) address.path.pop_back();
  return address;
}

std::string site_address(const std::string& option, std::string given) {
  if (given.empty()) return given;
  const auto read = read_site_address(given);
  if (!read || !read->path.empty())
    throw UsageError(option + " must be an address without a path, like https://register.example.org");
  while (given.ends_with('/')) given.pop_back();
  return given;
}

}  // namespace secmp
