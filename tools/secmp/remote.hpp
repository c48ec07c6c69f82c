// A running server, spoken to over HTTP or HTTPS: one request after the other.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

namespace secmp {

struct RemoteAnswer {
  int status = 0;
  std::string etag, location;
  bool replayed = false;  // it is that of an earlier request with the same key
  nlohmann::json body;    // null: it was no JSON
};

struct RemoteRequest {
  std::string method, path, token;  // an empty token: as anybody
  std::string body = {}, key = {};  // an empty key: none
};

class Remote {
 public:
  // "https://register.example.org", "http://127.0.0.1:8080". Throws BadFile for what is no such address.
  explicit Remote(const std::string& url);
  ~Remote();
  // Throws store::Refusal when there is no answer: then nobody knows whether the request was done.
  RemoteAnswer ask(const RemoteRequest& request);

 private:
  class Line;
  std::unique_ptr<Line> line_;
};

}  // namespace secmp
