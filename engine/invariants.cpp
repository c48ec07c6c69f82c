// Small checks with names. Each looks at one thing; together they are what the journal and the lists rely on.
#include "engine/invariants.hpp"

#include <algorithm>

#include "engine/alarm.hpp"
#include "engine/calendar.hpp"
#include "engine/text.hpp"

namespace engine {
namespace {

bool is_opening(const StepTaken& step) { return step.before.version == 0; }

bool version_grows_by_one(const StepTaken& step) {
  return step.after.version == step.before.version + 1 && step.entry.version == step.after.version;
}
bool id_stays(const StepTaken& step) {
  return !step.after.id.empty() && step.after.id == step.before.id && step.entry.case_id == step.after.id;
}
bool facts_are_there(const StepTaken& step) { return step.after.facts != nullptr; }

bool effective_date_moves_on(const StepTaken& step) {
  return step.entry.effective_on.ok() && (is_opening(step) || step.entry.effective_on >= step.before.effective_on);
}
bool effective_date_has_come(const StepTaken& step) { return step.entry.effective_on <= london_date(step.entry.at); }
bool recording_time_moves_on(const StepTaken& step) { return is_opening(step) || step.entry.at >= step.before.at; }
bool case_carries_the_times(const StepTaken& step) {
  return step.after.effective_on == step.entry.effective_on && step.after.at == step.entry.at;
}

bool event_is_named(const StepTaken& step) { return !step.entry.event.type.empty() && !step.entry.event.body.empty(); }
bool event_starts_where_the_case_was(const StepTaken& step) { return step.entry.event.from == step.before.state; }
bool event_ends_where_the_case_is(const StepTaken& step) { return step.entry.event.to == step.after.state; }
bool state_is_declared(const StepTaken& step) {
  const auto* rules = step.workflows.find(step.after.workflow);
  if (!rules || step.after.state.empty()) return false;
  const auto states = rules->states();
  return std::any_of(states.begin(), states.end(), [&](const auto& one) { return one.name == step.after.state; });
}
bool workflow_is_of_the_collection(const StepTaken& step) {
  const auto* rules = step.workflows.find(step.after.workflow);
  return rules && rules->collection() == step.workflow.collection() && step.entry.workflow == step.workflow.name();
}

template <class Items, class Key>
bool all_differ(const Items& items, Key key) {
  std::vector<decltype(key(*items.begin()))> keys;
  for (const auto& one : items) keys.push_back(key(one));
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
}
bool references_name_the_case(const StepTaken& step) {
  const auto& all = step.is.references;
  return std::find(all.begin(), all.end(), step.after.id) != all.end() &&
         std::find(all.begin(), all.end(), "") == all.end();
}
bool references_differ(const StepTaken& step) {
  // Letter case aside, as they are looked up.
  return all_differ(step.is.references, [](const std::string& one) { return lower(one); });
}
bool deadlines_differ(const StepTaken& step) {
  return all_differ(step.is.deadlines, [](const auto& one) { return std::string_view(one.name); });
}
bool tasks_differ(const StepTaken& step) {
  const auto key = [](const auto& one) {
    return std::pair<std::string_view, std::string_view>(one.name, one.assignee);
  };
  const auto& was = step.was.task_groups;
  const auto& is = step.is.task_groups;
  for (std::size_t i = 0; i < is.size(); ++i)  // those that are as they were have been looked at
    if ((i >= was.size() || was[i] != is[i]) && !all_differ(*is[i], key)) return false;
  return all_differ(step.is.tasks, key);
}
bool summary_is_an_object(const StepTaken& step) {
  return step.is.summary.size() >= 2 && step.is.summary.front() == '{' && step.is.summary.back() == '}';
}
bool passed_deadline_is_gone(const StepTaken& step) {
  if (step.command.name != deadline_passed) return true;
  const auto& is = step.is.deadlines;
  return std::any_of(step.was.deadlines.begin(), step.was.deadlines.end(),
                     [&](const auto& one) { return std::find(is.begin(), is.end(), one) == is.end(); });
}

constexpr Invariant all[] = {
    {"version-grows-by-one", "each event makes the next version of its case", version_grows_by_one},
    {"id-stays", "a case keeps its id", id_stays},
    {"facts-are-there", "a case has facts", facts_are_there},
    {"effective-date-moves-on", "effective dates of a case never run backwards", effective_date_moves_on},
    {"effective-date-has-come", "nothing takes effect in the future", effective_date_has_come},
    {"recording-time-moves-on", "times of recording never run backwards", recording_time_moves_on},
    {"case-carries-the-times", "a case has the times of its last event", case_carries_the_times},
    {"event-is-named", "an event has a type and a body", event_is_named},
    {"event-starts-where-the-case-was", "an event starts in the state before it", event_starts_where_the_case_was},
    {"event-ends-where-the-case-is", "an event ends in the state after it", event_ends_where_the_case_is},
    {"state-is-declared", "a case is in a state that its workflow declares", state_is_declared},
    {"workflow-is-of-the-collection", "a case follows a workflow of its collection", workflow_is_of_the_collection},
    {"references-name-the-case", "the id of a case is one of its references", references_name_the_case},
    {"references-differ", "the references of a case differ", references_differ},
    {"deadlines-differ", "the deadlines of a case have different names", deadlines_differ},
    {"tasks-differ", "no task of a case is listed twice", tasks_differ},
    {"summary-is-an-object", "a summary is a JSON object", summary_is_an_object},
    {"passed-deadline-is-gone", "a deadline that has passed leaves the list", passed_deadline_is_gone},
};

}  // namespace

std::span<const Invariant> invariants() { return all; }

std::optional<std::string> broken_invariant(const StepTaken& step) {
  for (const auto& one : all)
    if (!one.holds(step))
      return std::string(one.name) + ": " + std::string(one.sentence) + ", but not " + step.after.id;
  if (auto broken = step.workflow.broken_invariant(step.before, step.after, step.entry)) return *broken;
  return std::nullopt;
}

}  // namespace engine
