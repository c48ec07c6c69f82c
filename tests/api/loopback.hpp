// A real server on loopback over a journal in memory and the toy workflow, and a client that sends exactly the bytes it
// is given.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <utility>

#include "api/reading/feed.hpp"
#include "api/server.hpp"
#include "tests/support/gate.hpp"
#include "tests/support/memory_journal.hpp"
#include "tests/support/sign_ins.hpp"
#include "tests/support/toy_workflow.hpp"

namespace test {

using Json = nlohmann::json;

struct Answer {
  int status = 0;
  std::string head;                            // status line and headers
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  Json json() const { return Json::parse(body); }
  std::string header(const std::string& name) const { return headers.contains(name) ? headers.at(name) : ""; }
};

// One connection. Reading gives up after five seconds and says what has come so far.
class Connection {
 public:
  explicit Connection(std::uint16_t port, const char* from = "127.0.0.1");  // any address of the loopback
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool send(std::string_view bytes);             // false: the other side has closed
  Answer read_answer(bool with_body = true);     // the next one; status 0 when the connection ends before
  std::string read_until(std::string_view end);  // everything up to and with `end`, or to the end of the connection
  bool ended();                                  // whether the other side closes

 private:
  bool more();

  int socket_;
  std::string received_;
};

struct Options {
  bool simulated = true;
  engine::WallClock::Machine machine = {};  // if it is not simulated: what its clock shows
  engine::WallClock::Run run = {};          // and how long the machine has run; empty: how long ours has
  engine::ClockPast past = {};
  api::Limits limits = {};
  engine::ProcessorLimits processor = {};
  engine::Workflows (*rules)() = toy::loan_workflows;
  std::vector<std::string> trusted_proxies = {};
  std::function<std::optional<api::Trouble>()> tokens_trouble = {};
  const engine::SearchIndex* search_index = nullptr;
};

class Loopback {
 public:
  explicit Loopback(Options options = {});
  ~Loopback();

  std::uint16_t port() const { return server_->port(); }
  // One request on a connection of its own; `headers` as lines, each with its line break.
  Answer get(const std::string& target, const std::string& headers = "");
  Answer post(const std::string& target, const std::string& body, const std::string& headers = "");
  Answer ask(const std::string& method, const std::string& target, const std::string& headers = "",
             const std::string& body = "");
  // Opens a loan as the librarian; its path.
  std::string opened(const std::string& title = "Emma");
  void stop();

  // As a browser sends a form: from a page of ours.
  Answer submit(const std::string& target, const std::string& fields, const std::string& headers = "");

  static std::string as(const std::string& token) { return "Authorization: Bearer " + token + "\r\n"; }
  static std::string if_match(int version) { return "If-Match: \"" + std::to_string(version) + "\"\r\n"; }

  const engine::Workflows workflows;
  toy::Gate gate;  // every commit passes it
  toy::MemoryJournal journal;
  engine::WallClock clock;
  const engine::Calendar calendar;
  api::Feed feed{workflows};
  engine::Faults faults;
  engine::Processor processor;
  engine::Alarm alarm;
  std::atomic<bool> readers_are_known = true;  // false: reader-token was revoked

 private:
  std::unique_ptr<SignIns> sign_ins_;
  std::unique_ptr<api::Server> server_;
  std::thread thread_;
};

inline const std::string librarian = Loopback::as("librarian-token");
inline const std::string reader = Loopback::as("reader-token");
inline const std::string mover = Loopback::as("operator-token");

}  // namespace test
