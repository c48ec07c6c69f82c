// One path to commands: what a page's form says goes the way of a request that a program would send, and its answer is
// that request's.
#pragma once

#include <map>

#include "api/routes/context.hpp"

namespace api {

struct PagePost {
  std::string collection, reference;  // no reference: the command opens a case
  std::string command;
  std::string body;     // JSON
  std::string version;  // of what the sender was looking at; "*": any
  std::string key;      // of the page: what it says sent again does nothing
  bool dry_run = false;
};

// The Idempotency-Key of that request: who goes back and types something else does another thing; empty: it has none.
std::string request_key(const PagePost& form);

class PageSender {
 public:
  explicit PageSender(const Router& router) : router_(router) {}

  using Done = engine::Once<void(Response)>;
  // I/O thread, where `done` is called, at once or later. The same form again while the first is under way gets the
  // answer of the first: a double click is no fault.
  void send(const Call& page, const PagePost& form, Done done);

 private:
  void answer_all(const std::string& flight, const Response& response);

  const Router& router_;
  std::map<std::string, std::vector<Done>> waiting_;  // I/O thread only, as is the next
  unsigned without_key_ = 0;
};

std::string new_key();  // 128 bits at random

}  // namespace api
