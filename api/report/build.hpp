// Gathers what a report is made of, and has the workflow make it.
#pragma once

#include "engine/ports.hpp"

namespace api::report {

struct Question {
  std::string name;                   // "change-status"
  std::optional<engine::Date> as_at;  // default: today
  std::optional<engine::Date> since;  // default: one month before as_at
  std::optional<engine::Time> known_at;
};

// The workflow that makes reports of this name; nullptr when none does.
const engine::Workflow* workflow_with(const engine::Workflows& workflows, std::string_view name);

// The question with its defaults filled in. Throws std::invalid_argument with a sentence when `since` is behind as_at.
Question complete(Question question, engine::Date today);

// Reads the database. `question` is complete; `workflow` is one of `workflows`.
engine::Report build(const engine::Workflows& workflows, const engine::Workflow& workflow, const engine::Reader& reader,
                     const Question& question, bool simulated);

}  // namespace api::report
