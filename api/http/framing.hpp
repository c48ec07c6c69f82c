// What is wrong with the header of a request before its body is read: above all whatever two readers could understand
// in two ways, a proxy and we, for then one request hides in the body of another.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/http/message.hpp"

namespace api {

struct HeaderFault {
  std::string_view problem;  // one of the list of problems
  std::string detail;
};

// `version`: 11 is HTTP/1.1. Header names in lower case, each line for itself.
std::optional<HeaderFault> header_fault(int version, const Headers& lines);

// RFC 3986, 3.2.2: a name or an address, and a port. What is in none of them could be read as a path or as two names.
bool is_host(std::string_view value);

// Whether a header in these bytes, up to the empty line, goes on in the next line, as it could long ago.
bool has_folded_line(std::string_view bytes);

// Whether a request line, as far as it has come, ends with a version that we do not speak: HTTP/2.0, HTTP/0.9.
bool names_another_version(std::string_view line);

// A later version of HTTP/1 in the request line becomes 1.1, as which it is read (RFC 9110, 2.5).
void read_as_1_1(std::span<char> bytes);

// Headers that are lists may come in several lines: as one line each, at the place of the first.
Headers joined_lists(const Headers& lines);

}  // namespace api
