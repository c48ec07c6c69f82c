// What a state diagram shows of a workflow, before it is written in the words of one program or another.
#pragma once

#include "engine/workflow.hpp"

namespace engine {

struct Diagram {
  struct Node {
    std::string name;  // of the state; or the words of a target that is none
    std::string display;
    std::string stage;  // empty for a target in words
    bool terminal = false;
    bool in_words = false;
    std::vector<std::string> staying;  // what may be done here without leaving
  };
  struct Edge {
    std::string from;  // empty: where a case begins
    std::string to;
    std::vector<std::string> labels;
  };
  std::vector<Node> nodes;            // in the order of the workflow's states, then the targets in words
  std::vector<Edge> edges;            // in the order of the table; one for each pair of nodes
  std::vector<std::string> anywhere;  // a line for each command that may be sent in many states
};

Diagram diagram_of(const Workflow& workflow);

// The state before the first event, if opening alone starts there; empty otherwise, and when it has no name.
std::string beginning(const Workflow& workflow);

// "renew [NotReserved, RenewalsLeft]"
std::string label_of(const RowDescription& row);
inline bool in_words(std::string_view to) { return to.starts_with('<'); }

}  // namespace engine
