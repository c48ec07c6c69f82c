// A register in a folder with a simulated clock, and the people who use it over HTTP: what the tests of the whole
// program begin with.
#pragma once

#include <memory>

#include "tests/system/client.hpp"
#include "tests/system/program.hpp"

namespace outside {

inline const std::string first_morning = "2019-03-18T09:00:00Z";

// The folder, with one token per role; the server comes and goes.
class Register {
 public:
  explicit Register(const std::string& clock_start = first_morning);

  std::string data() const { return folder_.at("data"); }
  const std::string& token(const std::string& role);

  // Starts a server, after the one before has ended.
  Server& serve(const std::vector<std::string>& more = {}, const std::vector<std::string>& environment = {});
  Server& server() { return *server_; }
  Client& as(const std::string& role);  // over one connection a role
  void verify() const;                  // throws what `journal verify` says when it finds something

  void clock(const std::string& instant);
  // Adds a seat of each block but one to the Change Board, with a holder each.
  void seat_the_change_board();
  // A new modification; its path under /v1.
  std::string raise(const std::string& title, const Json& more = Json::object());
  // Throws what the server says when it does not answer 200.
  Answer command(const std::string& role, const std::string& target, const std::string& name, const Json& body,
                 const std::string& etag);

 private:
  TempFolder folder_;
  std::map<std::string, std::string> tokens_;
  std::unique_ptr<Server> server_;
  std::map<std::string, std::unique_ptr<Client>> clients_;
};

}  // namespace outside
