// The address by which people know a site, as somebody gave it to an option.
#pragma once

#include <string>

namespace secmp {

// "https://register.example.org:8080", without a slash at its end; empty if nothing was given. Throws UsageError, which
// names the option.
std::string site_address(const std::string& option, std::string given);

}  // namespace secmp
