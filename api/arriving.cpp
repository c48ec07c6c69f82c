// Which of Beast's faults is which of our problems.
#include "api/arriving.hpp"

#include <fmt/format.h>

#include "engine/text.hpp"

namespace api {

std::pair<std::string_view, std::string> problem_of(const boost::system::error_code& fault, const Limits& limits) {
  if (fault == http::error::body_limit)
    return {"body-too-large", fmt::format("the body has more than {} bytes", limits.body_bytes_max)};
  if (fault == http::error::header_limit || fault == http::error::buffer_overflow)
    return {"headers-too-large",
            fmt::format("request line and headers have more than {} bytes", limits.header_bytes_max)};
  if (fault == http::error::bad_version) return {"version-not-supported", "the version of HTTP has to be 1.0 or 1.1"};
  return {"unreadable-request", fmt::format("this is not a request: {}", fault.message())};
}

Request head_of(const Parser& parser) {
  const auto& message = parser.get();
  Headers lines;
  for (const auto& field : message) lines.emplace_back(engine::lower(field.name_string()), field.value());
  return {std::string(message.method_string()), std::string(message.target()), std::move(lines), ""};
}

}  // namespace api
