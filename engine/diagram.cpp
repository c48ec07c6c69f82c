// From rows to nodes and edges. The rule of thumb: what moves a case is an arrow, what does not is a line of text.
#include "engine/diagram.hpp"

#include <algorithm>

#include "engine/text.hpp"

namespace engine {
namespace {

constexpr std::size_t states_in_full_max = 3;  // a row that holds in more states than these is shown once, beside them

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

Diagram::Node& node(Diagram& diagram, std::string_view name) {
  const auto found =
      std::find_if(diagram.nodes.begin(), diagram.nodes.end(), [&](const auto& one) { return one.name == name; });
  if (found != diagram.nodes.end()) return *found;
  // Words, or a state that the workflow has forgotten to declare: better drawn than lost.
  std::string display(name);
  if (in_words(name)) display = display.substr(1, display.size() - 2);
  diagram.nodes.push_back({std::string(name), std::move(display), "", false, in_words(name), {}});
  return diagram.nodes.back();
}

void add_edge(Diagram& diagram, std::string from, std::string_view to, const std::string& label) {
  const auto found = std::find_if(diagram.edges.begin(), diagram.edges.end(),
                                  [&](const auto& one) { return one.from == from && one.to == to; });
  if (found != diagram.edges.end()) return add_once(found->labels, label);
  node(diagram, to);
  diagram.edges.push_back({std::move(from), std::string(to), {label}});
}

std::string anywhere_line(const RowDescription& row) {
  auto line = label_of(row);
  if (!row.to.empty())
    line += " leads to " + std::string(in_words(row.to) ? row.to.substr(1, row.to.size() - 2) : row.to);
  return line + ", in " + std::to_string(row.from.size()) + " states";
}

void add_row(Diagram& diagram, const RowDescription& row, const std::string& start) {
  const auto label = label_of(row);
  const bool many = row.from.size() > states_in_full_max;
  if (many && (row.to.empty() || in_words(row.to))) return add_once(diagram.anywhere, anywhere_line(row));
  for (const auto from : row.from) {
    if (row.to.empty() || row.to == from) add_once(node(diagram, from).staying, label);
    else add_edge(diagram, from == start ? "" : std::string(from), row.to, label);
  }
}

}  // namespace

std::string label_of(const RowDescription& row) {
  std::string label(row.command);
  if (!row.guards.empty()) label += " [" + joined(row.guards) + "]";
  return label;
}

std::string beginning(const Workflow& workflow) {
  const auto commands = workflow.commands();
  const auto opens = [&](std::string_view name) {
    return std::any_of(commands.begin(), commands.end(),
                       [&](const auto& one) { return one.name == name && one.opens; });
  };
  const auto rows = workflow.table();
  const auto opening = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return opens(row.command); });
  if (opening == rows.end() || opening->from.size() != 1) return "";
  const auto start = opening->from.front();
  const bool only = std::all_of(rows.begin(), rows.end(), [&](const auto& row) {
    return opens(row.command) || std::find(row.from.begin(), row.from.end(), start) == row.from.end();
  });
  return only ? std::string(start) : "";
}

Diagram diagram_of(const Workflow& workflow) {
  Diagram diagram;
  const auto start = beginning(workflow);
  for (const auto& state : workflow.states())
    if (!state.name.empty() && state.name != start)
      diagram.nodes.push_back(
          {std::string(state.name), std::string(state.display), std::string(state.stage), state.terminal, false, {}});
  for (const auto& row : workflow.table()) add_row(diagram, row, start);
  return diagram;
}

}  // namespace engine
