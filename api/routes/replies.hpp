// What the engine says to a command, as an HTTP answer.
#pragma once

#include "api/routes/context.hpp"

namespace api {

// The sender of a command, and where it went.
struct Sent {
  std::string path;  // as asked
  std::string collection;
  std::string command;
  engine::Actor by;
  bool opens = false;
};

Response reply_response(const Read& read, const Sent& sent, const engine::Reply& reply);

// An event of a case, as histories, streams and answers to commands show it.
std::string event_json(const engine::Workflow& rules, const engine::Case& current, const engine::Entry& entry,
                       const engine::Actor& seen_by, std::string_view body);
std::string unmet_json(const std::vector<engine::Unmet>& unmet);

}  // namespace api
