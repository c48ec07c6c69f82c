// Looks at the form alone: whether somebody answers there is not asked.
#include "tools/secmp/site_address.hpp"

#include <algorithm>

#include "tools/secmp/commands.hpp"

namespace secmp {

std::string site_address(const std::string& option, std::string given) {
  while (given.ends_with('/')) given.pop_back();
  if (given.empty()) return given;
  const std::size_t host = given.starts_with("https://") ? 8 : given.starts_with("http://") ? 7 : given.size();
  const bool plain = std::all_of(given.begin(), given.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (host == given.size() || !plain || given.find_first_of("/?#@", host) != std::string::npos)
    throw UsageError(option + " must be an address without a path, like https://register.example.org");
  return given;
}

}  // namespace secmp
