// The words that answers may use, gathered from the tables of all workflows: states, commands, events, guards, roles.
#pragma once

#include "api/routes/context.hpp"

namespace api {

struct Vocabulary {
  explicit Vocabulary(const Read& read);

  std::vector<std::string> states;
  std::vector<std::string> stages;
  std::vector<std::string> targets;  // of rows: states, and words for those that follow from the case
  std::vector<std::string> commands;
  std::vector<std::string> events;
  std::vector<std::string> guards;
  std::vector<std::string> roles;      // of callers
  std::vector<std::string> senders;    // and of the program's own hands
  std::vector<std::string> workflows;  // by name
  std::vector<std::string> titles;     // of workflows
  std::vector<std::string> nouns;
  std::vector<std::string> reports;     // by name
  std::vector<std::string> clearances;  // classes of papers
};

// A text among these words; any text if there are none.
engine::Json among(const std::vector<std::string>& words);

}  // namespace api
