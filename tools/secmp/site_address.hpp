// The address of a site, as somebody gave it to an option.
#pragma once

#include <optional>
#include <string>

namespace secmp {

struct SiteAddress {
  bool secure = false;
  std::string host;  // a name, an IPv4 address, or an IPv6 address in brackets
  std::string port;  // a number from 1 to 65535, as it was given or as the scheme has it
  std::string path;  // without a slash at its end
};

// RFC 3986, http and https alone, without user, query and fragment; nothing: it is none.
std::optional<SiteAddress> read_site_address(const std::string& url);

// "https://register.example.org:8080", without a slash at its end; empty if nothing was given. Throws UsageError, which
// names the option.
std::string site_address(const std::string& option, std::string given);

}  // namespace secmp
