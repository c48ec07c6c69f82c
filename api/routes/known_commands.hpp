// What the workflows of a collection say of their commands, as whoever sends one needs it.
#pragma once

#include <map>

#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/routes/context.hpp"

namespace api {

struct KnownCommand {
  bool any_version = false;
  std::vector<std::string> roles;      // who may send it, in all workflows together; empty: the program alone
  std::vector<std::string> recorders;  // and who may record it for them

  bool is_for(const std::string& role) const;
};

struct Sent;

class KnownCommands {
 public:
  KnownCommands(const Read& read, std::string collection);

  const std::string& collection() const { return collection_; }
  const std::string& opening() const { return opening_; }  // empty: nobody opens a case of it
  // Throws Problem (404): no workflow has it, or (`on_case`) it opens cases.
  const KnownCommand& of(const std::string& command, bool on_case) const;
  // Reads the versions into the command. What is wrong with If-Match; nothing when it will do.
  std::optional<Problem> read_version(const IfMatch& match, engine::Command& command) const;
  // What there is to say to this sender: that there is no such case, that they may not send it, or else `problem`.
  // Query threads only.
  Response refusal(const Sent& sent, const std::string& reference, const std::optional<Problem>& problem) const;

 private:
  std::vector<std::string> names() const;  // those that a caller may send

  const Read& read_;
  const std::string collection_;
  std::string opening_;
  std::map<std::string, KnownCommand> known_;
};

}  // namespace api
