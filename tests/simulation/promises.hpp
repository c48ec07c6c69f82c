// What is promised to everybody, as checks of single answers. Each throws PromiseBroken, with a sentence.
#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "api/http/message.hpp"

namespace simulation {

using Dom = nlohmann::json;

struct PromiseBroken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void must(bool holds, const std::string& otherwise);

// Every refusal says why and how: a sentence, and by its kind what was tried and what is possible, the fields, the
// roles, the version.
void says_why_and_how(const api::Response& refusal);

// No act outside the pinned rules is accepted: what came of a command is what its options, listed to the same caller
// just before, said of it.
struct Sent {
  std::string command;
  Dom body;
  Dom options;                   // items of /commands
  bool of_modification = false;  // whose guards that look at facts alone are known
};
void as_the_options_said(const Sent& sent, const api::Response& answer);

// Every count can be done again from the public record: here by a count of its own.
void counts_again(const Dom& bundle);

}  // namespace simulation
