// A workflow as text, for people and for programs. All of it comes from the table; nothing is drawn by hand.
#pragma once

#include <span>

#include "engine/workflow.hpp"

namespace engine {

// In the diagrams only rows that move a case are edges; what may be done without moving stands in the states, and what
// may be done in many states stands in one note.
std::string as_mermaid(const Workflow& workflow);   // a stateDiagram-v2
std::string as_dot(const Workflow& workflow);       // for Graphviz, a cluster for each stage
std::string as_markdown(const Workflow& workflow);  // states, commands with roles, rows with guards and clauses
Json as_json(const Workflow& workflow);
std::string as_scxml(
    const Workflow& workflow);  // W3C SCXML; guards and clauses in attributes of a namespace of their own

std::span<const std::string_view> forms();  // "mermaid", "dot", "markdown", "json", "scxml"
std::optional<std::string> in_form(const Workflow& workflow, std::string_view form);  // nullopt: no such form

}  // namespace engine
