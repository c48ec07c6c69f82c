// Entries as an older program wrote them: recorded past today's rules, which would not make them any more.
#pragma once

#include "engine/change.hpp"
#include "engine/grow.hpp"
#include "tests/support/story.hpp"

namespace older {

struct Step {
  std::string case_id;
  std::string event;
  story::Dom body;
  std::string to;
};

// As the next entry of its case (the first of it, if there is none), on a day, by the Panel's secretary.
inline void recorded(toy::MemoryJournal& journal, const engine::Workflow& rules, const Step& step,
                     std::string_view day) {
  const auto batch = journal.begin();
  const auto entries = batch->entries(step.case_id);
  const auto before = entries.empty() ? rules.blank(step.case_id) : engine::case_from(story::rules(), entries);
  engine::Change change;
  change.entry.case_id = step.case_id;
  change.entry.workflow = before.workflow;
  change.entry.version = before.version + 1;
  change.entry.event = {step.event, step.body.dump(), before.state, step.to};
  change.entry.effective_on = story::date(day);
  change.entry.at = engine::london_time(story::date(day), std::chrono::hours{10});
  change.entry.by = story::panel;
  change.collection = rules.collection();
  const auto after = rules.evolve(before, change.entry);
  change.workflow_after = after.workflow;
  change.after = rules.project(after);
  engine::compare(change, before.version == 0 ? engine::Projection{} : rules.project(before), before.version == 0);
  batch->append(change, "");
  batch->commit();
}

}  // namespace older
