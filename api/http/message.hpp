// A request and its answer as plain structs. Nothing here knows of sockets.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/once.hpp"

namespace api {

class Intake;
struct FileBody;

// In the order in which they came; names in lower case.
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method;  // "GET"
  std::string target;  // as asked: path and query
  Headers headers;
  std::string body;
  std::string from = {};  // the address of who asks
  // Where its body went, if it went to disk; `body` is empty then.
  std::shared_ptr<Intake> intake = {};

  // The value of the first header of this name (in lower case); nothing when there is none.
  const std::string* header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return &value;
    return nullptr;
  }
};

// Where a stream of events stands.
struct EventStream;

struct Response {
  int status = 200;
  Headers headers;  // without Content-Length, Date and Connection, which the session adds
  std::string body;
  bool close = false;                         // the connection cannot be used after this
  std::shared_ptr<EventStream> stream;        // not null: after the headers come events until one side ends it
  std::string known_as = {};                  // the id of the token that was shown; empty: none
  std::shared_ptr<const FileBody> file = {};  // what is sent instead of `body`
  // Bytes that many are sent at a time, and stand in memory once, instead of `body`.
  std::shared_ptr<const std::string> kept = {};

  std::string_view bytes() const { return kept ? std::string_view(*kept) : std::string_view(body); }

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  const std::string* header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return &value;
    return nullptr;
  }
};

using Respond = engine::Once<void(Response)>;

inline Response json_response(int status, std::string body) {
  return Response{status, {{"Content-Type", "application/json"}}, std::move(body), false, nullptr};
}

}  // namespace api
