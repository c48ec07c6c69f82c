// Finds the cases that a question or a report looks at.
#pragma once

#include <deque>
#include <functional>

#include "engine/ports.hpp"

namespace api {

// A case as its events have made it; nothing: there are none.
std::optional<engine::Case> grown(const engine::Workflows& workflows, const std::vector<engine::Entry>& entries);

// Where cases come from. All references must outlive whoever gathers.
struct Sources {
  const engine::Workflows& workflows;
  const engine::Reader& reader;
  engine::AsAt as_at;
  std::function<std::optional<std::string>(const engine::CaseName&)> id_of;
  std::function<std::optional<engine::Case>(const std::string& case_id)> find;  // as at as_at
};
Sources from_events(const engine::Workflows& workflows, const engine::Reader& reader, engine::AsAt as_at);

struct Gathered {
  std::vector<const engine::Case*> about;
  std::vector<const engine::Case*> others;  // nullptr: there is no such case
  std::deque<engine::Case> cases;           // what the two point to
};

// `one`: the case that is asked about, which has to outlive what is gathered; nullptr: all that the question selects,
// in the order of their places.
Gathered gather(const Sources& sources, const engine::Workflow& rules, const engine::Question& question,
                const engine::Case* one);

}  // namespace api
