// Answers as bytes: the header lines that every answer has, and those that are prepared beforehand.
#pragma once

#include "api/http/message.hpp"
#include "api/reading/rendered_cache.hpp"

namespace api {

std::string_view reason_of(int status);  // "Not Found"

// "HTTP/1.1 200 OK\r\n"; "Date: ...\r\n" of this second.
std::string status_line(int status);
std::string date_line();

// Header lines with Content-Length, without Date, Connection and the empty line.
std::string header_lines(const Response& response);

// `response` is a 200 with an ETag.
std::shared_ptr<const Rendered> render(const Response& response);
// The 304 that stands for it: its headers without those that describe the body.
Response not_modified(const Response& response);

}  // namespace api
