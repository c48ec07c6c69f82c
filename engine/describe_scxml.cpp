// A workflow as W3C SCXML. Its datamodel is "null": which guards must hold is named, not computed, so guards, clauses
// and events are attributes of a namespace of their own, which other programs pass over.
#include <algorithm>

#include "engine/describe.hpp"
#include "engine/diagram.hpp"
#include "engine/text.hpp"

namespace engine {
namespace {

std::string attribute(std::string_view name, std::string_view value) {
  if (value.empty()) return "";
  return ' ' + std::string(name) + "=\"" + xml_escaped(value) + '"';
}

// An XML id starts with a letter and has no blanks.
std::string id_of(std::string_view state) {
  if (state.empty()) return "start";
  std::string id(state);
  for (auto& c : id)
    if (!is_letter_or_digit(c) && c != '-' && c != '_') c = '_';
  return is_letter(id[0]) ? id : '_' + id;
}

bool holds_in(const RowDescription& row, std::string_view state) {
  return std::find(row.from.begin(), row.from.end(), state) != row.from.end();
}

std::string transition(const RowDescription& row) {
  std::string text = "    <transition" + attribute("event", row.command);
  if (in_words(row.to)) text += attribute("rule:to", row.to.substr(1, row.to.size() - 2));
  else if (!row.to.empty()) text += attribute("target", id_of(row.to));
  return text + attribute("rule:when", joined(row.guards)) + attribute("rule:records", row.event) +
         attribute("rule:clause", row.clause) + "/>\n";
}

std::string element(const StateDescription& state, const std::vector<RowDescription>& rows) {
  std::string inside;
  for (const auto& row : rows)
    if (holds_in(row, state.name)) inside += transition(row);
  // A <final> has no transitions; an end that can be left again is a state like others.
  const std::string kind = state.terminal && inside.empty() ? "final" : "state";
  const auto head = "  <" + kind + attribute("id", id_of(state.name)) + attribute("rule:display", state.display) +
                    attribute("rule:stage", state.stage);
  if (inside.empty()) return head + "/>\n";
  return head + ">\n" + inside + "  </" + kind + ">\n";
}

}  // namespace

std::string as_scxml(const Workflow& workflow) {
  auto states = workflow.states();
  const auto rows = workflow.table();
  const auto start = beginning(workflow);
  const bool declared = std::any_of(states.begin(), states.end(), [&](const auto& one) { return one.name == start; });
  if (!declared) states.insert(states.begin(), {start, "", "", false});
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" "
      "xmlns:rule=\"urn:workflow:rule\" version=\"1.0\" datamodel=\"null\"";
  text += attribute("name", workflow.name()) + attribute("initial", id_of(start)) +
          attribute("rule:title", workflow.title());
  text += ">\n";
  for (const auto& state : states) text += element(state, rows);
  return text + "</scxml>\n";
}

}  // namespace engine
