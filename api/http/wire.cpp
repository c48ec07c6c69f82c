// The reason phrases, the Date line (made once a second) and the header lines, with Content-Length where it belongs.
#include "api/http/wire.hpp"

#include "api/http/files.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>

namespace api {

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
}

std::string status_line(int status) { return fmt::format("HTTP/1.1 {} {}\r\n", status, reason_of(status)); }

std::string date_line() {
  static thread_local std::time_t second = -1;
  static thread_local std::string line;  // of that second
  const auto now = std::time(nullptr);
  if (now != second) line = fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", fmt::gmtime(now));
  second = now;
  return line;
}

std::string header_lines(const Response& response) {
  std::string lines;
  for (const auto& [name, value] : response.headers) {
    lines += name;
    lines += ": ";
    lines += value;
    lines += "\r\n";
  }
  // A 204 and a 304 have no body, and an event stream ends when the connection does.
  if (response.status != 204 && response.status != 304 && !response.stream)
    lines += fmt::format("Content-Length: {}\r\n", response.file ? static_cast<std::size_t>(response.file->length)
                                                                  : response.bytes().size());
  return lines;
}

Response not_modified(const Response& response) {
  Response same{304, {}, "", response.close, nullptr, response.known_as};
  for (const auto& [name, value] : response.headers)
    if (name != "Content-Type" && name != "Link") same.with(name, value);
  return same;
}

std::shared_ptr<const Rendered> render(const Response& response) {
  auto rendered = std::make_shared<Rendered>();
  if (const std::string* tag = response.header("ETag")) rendered->etag = *tag;
  rendered->fresh = header_lines(response) + "\r\n";
  rendered->headers = rendered->fresh.size();
  rendered->fresh += response.bytes();
  rendered->same = header_lines(not_modified(response)) + "\r\n";
  return rendered;
}

}  // namespace api
