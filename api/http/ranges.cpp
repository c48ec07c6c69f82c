// Reads one range of bytes, and cuts the answer down to it.
#include "api/http/ranges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "api/http/files.hpp"
#include "api/http/problem.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

struct Span {
  std::int64_t from = 0, length = 0;  // no length: the file has none of it
};

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

// Nothing: it is no range of bytes that anybody could give, and is passed over.
std::optional<Span> span_in(std::string_view header, std::int64_t size) {
  constexpr std::string_view unit = "bytes=";
  if (!engine::same_letters(header.substr(0, unit.size()), unit)) return std::nullopt;
  const auto range = engine::trimmed(header.substr(unit.size()));
  const auto dash = range.find('-');
  if (dash == std::string_view::npos || range.find(',') != std::string_view::npos) return std::nullopt;
  const auto first = number_in(range.substr(0, dash)), last = number_in(range.substr(dash + 1));
  if (dash == 0) {
    if (!last) return std::nullopt;
    const auto length = std::min(*last, size);
    return Span{size - length, length};
  }
  if (!first || (!last && dash + 1 < range.size()) || (last && *last < *first)) return std::nullopt;
  if (*first >= size) return Span{};
  return Span{*first, std::min(last.value_or(size - 1), size - 1) - *first + 1};
}

}  // namespace

Response ranged(const Request& request, Response response) {
  response.with("Accept-Ranges", "bytes");
  const std::string* range = request.header("range");
  const std::string* condition = request.header("if-range");
  const std::string* tag = response.header("ETag");
  if (request.method != "GET" || !range || (condition && (!tag || *condition != *tag))) return response;
  const auto size = response.file->length;
  const auto span = span_in(*range, size);
  if (!span) return response;
  if (span->length == 0)
    return Problem("no-such-range", fmt::format("the file has {} bytes", size))
        .header("Content-Range", fmt::format("bytes */{}", size))
        .response(request.target.substr(0, request.target.find('?')));
  response.status = 206;
  response.with("Content-Range", fmt::format("bytes {}-{}/{}", span->from, span->from + span->length - 1, size));
  response.file = std::make_shared<const FileBody>(FileBody{response.file->file, span->from, span->length});
  return response;
}

}  // namespace api
