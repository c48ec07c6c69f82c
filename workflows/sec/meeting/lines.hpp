// The words in which minutes record the steps that a body decides: one table, from the command to its lines. Whose turn
// it is comes from waiting_for() and the rows; here is only what no state says.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec::meeting {

// {ref}, {path}, {path-words} and {milestones} stand for what the modification knows; {date} for what nobody knows yet.
struct LineWords {
  Verb verb{};
  std::string_view text;
  std::string_view says;      // of the command's body; empty: nothing
  std::string_view gap = {};  // what papers ask while something in the text is not known
};

struct Words {
  std::string_view collection;
  std::string_view command;
  std::string_view decision_field;  // where its body keeps who decided: "decision", or "decided_by"
  // Which body has it on its agenda although nothing waits for it by its state; empty: none.
  std::string_view (*due)(const sec::Facts& facts, std::string_view state, Date today) = nullptr;
  // Proposed when the modification waits for the body, the first in the table that fits it.
  bool (*waits)(const sec::Facts& facts) = nullptr;
  std::vector<LineWords> lines = {};
  std::vector<LineWords> asks = {};          // what papers ask instead: they take no side if there is more than one way
  const engine::body::Kind* body = nullptr;  // of the command; nullptr: nothing of it can be classified
};
const std::vector<Words>& all_words();
const Words* words_of(std::string_view collection, std::string_view command);  // the first; nullptr: no body decides it
std::vector<std::string> commands_of(std::string_view collection);

// The body of a line's step: what it says is at least as confidential as the line and its item.
engine::Json classified(std::string_view collection, std::string_view command, engine::Json body, Classification least);

}  // namespace sec::meeting
