// Which of Beast's faults is which of our problems.
#include "api/arriving.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/text.hpp"

namespace api {
namespace {

HeaderFault problem_of(const boost::system::error_code& fault, const Limits& limits) {
  if (fault == http::error::body_limit) return {"body-too-large", body_too_large(limits.body_bytes_max)};
  if (fault == http::error::header_limit || fault == http::error::buffer_overflow)
    return {"headers-too-large",
            fmt::format("request line and headers have more than {} bytes", limits.header_bytes_max)};
  return {"unreadable-request", fmt::format("this is not a request: {}", fault.message())};
}

// Beast has one word for whatever stands where the version should.
HeaderFault wrong_in_line(std::string_view line) {
  if (names_another_version(line)) return {"version-not-supported", "the version of HTTP has to be 1.0 or 1.1"};
  return {"unreadable-request",
          "the request line is a method, a target and HTTP/1.1, with one space between them and CR LF after them"};
}

// Beast takes any byte but CR within quotes. RFC 9110, 5.6.4 has no controls there; whoever ends lines at LF alone
// would find another request in such an extension.
void refuse_controls(boost::beast::string_view extensions, boost::system::error_code& fault) {
  const auto is_control = [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7F; };
  if (std::any_of(extensions.begin(), extensions.end(), is_control)) fault = http::error::bad_chunk_extension;
}

// What may come after the last chunk: Beast calls when all of it is there, and takes lines that go on in the next one.
void refuse_folds_after(boost::beast::string_view extensions, boost::system::error_code& fault) {
  constexpr std::string_view end = "\r\n\r\n";
  for (const char* at = extensions.data() + extensions.size(); std::string_view(at, end.size()) != end; ++at)
    if (at[0] == '\n' && (at[1] == ' ' || at[1] == '\t')) fault = http::error::bad_obs_fold;
}

void look_at_chunk(std::uint64_t size, boost::beast::string_view extensions, boost::system::error_code& fault) {
  refuse_controls(extensions, fault);
  if (size == 0) refuse_folds_after(extensions, fault);
}

// What is left of a body in chunks is never shorter. Beast, if it is asked again with less, ends the program.
constexpr std::size_t last_chunk_bytes = std::string_view("0\r\n\r\n").size();

}  // namespace

std::string body_too_large(std::size_t bytes_max) { return fmt::format("the body has more than {} bytes", bytes_max); }

Parser::Parser() {
  static auto check = look_at_chunk;  // it keeps a reference to it
  on_chunk_header(check);
}

std::optional<HeaderFault> take_in(Parser& parser, boost::beast::flat_buffer& came, const Limits& limits) {
  if (parser.is_header_done() && parser.chunked() && came.size() < last_chunk_bytes) return std::nullopt;
  boost::system::error_code fault;
  const std::string_view bytes(static_cast<const char*>(came.data().data()), came.size());
  const std::size_t taken = parser.put(came.data(), fault);
  if (fault == http::error::bad_version) return wrong_in_line(bytes.substr(0, bytes.find('\r')));
  came.consume(taken);
  if (!fault || fault == http::error::need_more) return std::nullopt;
  return problem_of(fault, limits);
}

std::optional<HeaderFault> take_in_header(Parser& parser, boost::beast::flat_buffer& came, const Limits& limits) {
  const std::span bytes(static_cast<char*>(came.data().data()), came.size());
  if (parser.get().target().empty()) read_as_1_1(bytes);  // the request line has not been read yet
  if (has_folded_line({bytes.data(), bytes.size()}))
    return HeaderFault{"unreadable-request", "a header goes on in the next line; send it in one"};
  return take_in(parser, came, limits);
}

Request head_of(const Parser& parser) {
  const auto& message = parser.get();
  Headers lines;
  for (const auto& field : message) lines.emplace_back(engine::lower(field.name_string()), field.value());
  return {std::string(message.method_string()), std::string(message.target()), std::move(lines), ""};
}

}  // namespace api
