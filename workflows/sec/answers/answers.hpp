// What the Code's workflows answer with: for each view, part and question its shape, said by the types that are
// written there. Tests hold every answer against them: a member that is written and not said here is found.
#pragma once

#include "engine/answer.hpp"
#include "engine/workflow.hpp"

namespace sec {

engine::Answers answers(const engine::Workflows& all);

namespace answering {
// The words for where a case of a collection stands, in all its workflows.
engine::Json state_in(const engine::Workflows& all, std::string_view collection);
engine::Json stage_in(const engine::Workflows& all, std::string_view collection);

// Each adds the shapes of one family.
void add_modifications(engine::Answers& to, const engine::Workflows& all);
void add_ballots(engine::Answers& to);
void add_responses(engine::Answers& to);
void add_timetables(engine::Answers& to, const engine::Workflows& all);
void add_releases(engine::Answers& to, const engine::Workflows& all);
void add_meetings(engine::Answers& to, const engine::Workflows& all);
void add_small_families(engine::Answers& to, const engine::Workflows& all);
void add_events(engine::Answers& to);
// Says the lists of which texts are words; after all others.
void close_words(engine::Answers& to, const engine::Workflows& all);
}  // namespace answering

}  // namespace sec
