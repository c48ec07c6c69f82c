// A client of the server as anybody could write one: one keep-alive connection, requests and answers as text.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace outside {

using Json = nlohmann::json;

struct Answer {
  int status = 0;                              // 0: the connection ended before there was an answer
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  Json json() const { return Json::parse(body); }
  std::string header(const std::string& name) const { return headers.contains(name) ? headers.at(name) : ""; }
  std::string etag() const { return header("etag"); }
};

// Headers by name, written as they are.
using Headers = std::vector<std::pair<std::string, std::string>>;

class Client {
 public:
  Client(std::uint16_t port, std::string token, const char* from = "127.0.0.1");  // any address of the loopback
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  Answer get(const std::string& target, const Headers& headers = {});
  Answer post(const std::string& target, const Json& body, const Headers& headers = {});
  // Sends without waiting for the answer; false: the connection is gone.
  bool send(const std::string& method, const std::string& target, const std::string& body, const Headers& headers);
  bool send_bytes(std::string_view bytes);  // as they are
  Answer receive();                         // gives up after half a minute
  // Everything up to and with `end`, or to the end of the connection: of an answer that comes bit by bit.
  std::string receive_until(const std::string& end);
  Answer ask(const std::string& method, const std::string& target, const std::string& body, const Headers& headers);

 private:
  bool more();

  const std::string token_;
  int socket_;
  std::string received_;
};

// The items of a list and of all its pages.
std::vector<Json> all_items(Client& client, const std::string& target);

}  // namespace outside
