// The quick reading of a plain GET: enough to answer from memory, and nothing that could be read in two ways. What is
// unusual in any respect is left to the full parser.
#pragma once

#include <optional>
#include <string_view>

namespace api {

struct Quick {
  std::string_view target;
  std::string_view authorization;  // empty: none
  std::string_view accept;
  std::string_view cookie;
  std::string_view if_none_match;
  std::size_t bytes = 0;  // of the request
};

// The request at the start of `bytes`, when it is whole, HTTP/1.1, without a body, and made of plain characters.
std::optional<Quick> read_quick(std::string_view bytes);

}  // namespace api
