// Writes the diagram of a workflow for Mermaid and for Graphviz.
#include <algorithm>
#include <map>

#include "engine/describe.hpp"
#include "engine/diagram.hpp"
#include "engine/text.hpp"

namespace engine {
namespace {

// A name that both programs take as it is.
std::string node_of(std::string_view name) {
  std::string id = "s_";
  for (const char c : name) id += is_letter_or_digit(c) ? c : '_';
  return id;
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string lines(const std::vector<std::string>& all, std::string_view end_of_line) {
  std::string text;
  for (const auto& one : all) {
    if (!text.empty()) text += end_of_line;
    text += one;
  }
  return text;
}

std::string in_mermaid(std::string text) {
  std::replace(text.begin(), text.end(), '"', '\'');
  std::replace(text.begin(), text.end(), ';', ',');  // would end the line
  return text;
}

// Mermaid's notes stand beside a state; this one beside the first.
std::string mermaid_note(const Diagram& diagram) {
  if (diagram.anywhere.empty() || diagram.nodes.empty()) return "";
  std::string text = "  note left of " + node_of(diagram.nodes.front().name) + "\n    In many states\n";
  for (const auto& line : diagram.anywhere) text += "    " + in_mermaid(line) + '\n';
  return text + "  end note\n";
}

std::string dot_node(const Diagram::Node& one, std::string_view indent) {
  // A label is quoted as a whole, so its line ends are put in after the quoting.
  std::string label = in_quotes(one.display);
  label.pop_back();
  for (const auto& line : one.staying) {
    const auto quoted = in_quotes(line);
    label += "\\n" + quoted.substr(1, quoted.size() - 2);
  }
  std::string text = std::string(indent) + node_of(one.name) + " [label=" + label + "\"";
  if (one.terminal) text += ", peripheries=2";
  if (one.in_words) text += ", style=dashed";
  return text + "];\n";
}

std::string dot_text(const std::vector<std::string>& all, std::string_view end_of_line) {
  std::vector<std::string> quoted;
  for (const auto& one : all) {
    const auto whole = in_quotes(one);
    quoted.push_back(whole.substr(1, whole.size() - 2));
  }
  return '"' + lines(quoted, end_of_line) + '"';
}

std::string dot_clusters(const Diagram& diagram) {
  std::vector<std::string> stages;
  std::map<std::string, std::string> members;
  for (const auto& one : diagram.nodes) {
    if (!members.contains(one.stage)) stages.push_back(one.stage);
    members[one.stage] += dot_node(one, one.stage.empty() ? "  " : "    ");
  }
  std::string text;
  for (const auto& stage : stages) {
    if (stage.empty()) text += members[stage];
    else
      text += "  subgraph cluster_" + node_of(stage) + " {\n    label=" + in_quotes(stage) + ";\n" + members[stage] +
              "  }\n";
  }
  return text;
}

}  // namespace

std::string as_mermaid(const Workflow& workflow) {
  const auto diagram = diagram_of(workflow);
  std::string text = "stateDiagram-v2\n";
  for (const auto& one : diagram.nodes) {
    auto inside = one.staying;
    inside.insert(inside.begin(), one.display);
    text += "  state \"" + in_mermaid(lines(inside, "<br/>")) + "\" as " + node_of(one.name) + '\n';
  }
  for (const auto& edge : diagram.edges)
    text += "  " + (edge.from.empty() ? "[*]" : node_of(edge.from)) + " --> " + node_of(edge.to) + " : " +
            in_mermaid(lines(edge.labels, "<br/>")) + '\n';
  for (const auto& one : diagram.nodes)
    if (one.terminal) text += "  " + node_of(one.name) + " --> [*]\n";
  return text + mermaid_note(diagram);
}

std::string as_dot(const Workflow& workflow) {
  const auto diagram = diagram_of(workflow);
  std::string text = "digraph " + in_quotes(workflow.name()) + " {\n  label=" + in_quotes(workflow.title()) +
                     ";\n  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=10];\n"
                     "  edge [fontname=\"sans-serif\", fontsize=8];\n  start [shape=point];\n";
  text += dot_clusters(diagram);
  for (const auto& edge : diagram.edges)
    text += "  " + (edge.from.empty() ? "start" : node_of(edge.from)) + " -> " + node_of(edge.to) +
            " [label=" + dot_text(edge.labels, "\\n") + "];\n";
  if (!diagram.anywhere.empty()) {
    auto note = diagram.anywhere;
    note.insert(note.begin(), "In many states");
    text += "  anywhere [shape=note, style=solid, label=" + dot_text(note, "\\l") + "];\n";
  }
  return text + "}\n";
}

}  // namespace engine
