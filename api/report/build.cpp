#include "api/report/build.hpp"

#include <algorithm>

#include "api/reading/gathering.hpp"
#include "engine/calendar.hpp"

namespace api::report {
namespace {

// The same day of the month before, or its last one: 31 March gives 28 February.
engine::Date month_before(engine::Date day) {
  const engine::Date before = day - std::chrono::months{1};
  return before.ok() ? before : engine::Date(before.year() / before.month() / std::chrono::last);
}

engine::Date since_of(const engine::Workflow& workflow, const Question& question, const engine::ReportInput& input) {
  auto since = question.since;
  if (!since) since = workflow.report_since(question.name, input);
  if (!since) since = month_before(input.as_at);
  if (*since > input.as_at)
    throw WrongQuestion(
        "since", "since (" + engine::to_text(*since) + ") is after as_at (" + engine::to_text(input.as_at) + ")");
  return *since;
}

}  // namespace

void refuse_the_future(const std::optional<engine::Date>& as_at, engine::Date today) {
  if (!as_at || *as_at <= today) return;
  throw WrongQuestion("as_at", "the day " + engine::to_text(*as_at) +
                                   " has not come: a paper says how things stood on a day up to today, " +
                                   engine::to_text(today));
}

const engine::Workflow* workflow_with(const engine::Workflows& workflows, std::string_view name) {
  const engine::Workflow* newest =
      nullptr;  // the workflows of a collection make the same reports; the last is the newest
  for (const auto& rules : workflows.all()) {
    const auto names = rules->reports();
    if (std::find(names.begin(), names.end(), name) != names.end()) newest = rules.get();
  }
  return newest;
}

engine::Report build(const Surroundings& around, const engine::Workflow& workflow, const Question& question) {
  const auto& [workflows, reader, today, simulated, clearance, kept] = around;
  const std::string_view collection = workflow.collection();
  refuse_the_future(question.as_at, today);
  engine::ReportInput input;
  input.as_at = question.as_at.value_or(today);
  input.known_at = question.known_at;
  input.simulated = simulated;
  input.clearance = clearance;
  // Nothing takes effect in the future: as at today is as it is now, which is quicker to read.
  const bool is_today = input.as_at >= today && !question.known_at;
  const engine::AsAt now = is_today ? engine::AsAt{} : engine::AsAt{input.as_at, question.known_at};
  for (const auto beside : workflow.report_looks_at(question.name))
    input.beside.push_back(reader.summaries(beside, now));
  input.since = since_of(workflow, question, input);
  const engine::AsAt then{input.since, question.known_at};
  input.now = reader.summaries(collection, now);
  if (workflow.report_compares(question.name)) input.then = reader.summaries(collection, then);
  input.between = reader.effective_between(collection, input.since, now);
  input.standing = standings(workflows, reader, workflow, question.name, input, kept);
  for (auto& entry : input.between) entry.event.body = workflow.gated(std::move(entry.event.body), clearance);
  Gathered gathered;
  if (const auto asks = workflow.report_asks(question.name); !asks.empty()) {
    engine::Question about;
    about.name = asks;
    about.today = input.as_at;
    gathered = gather(from_events(workflows, reader, now), workflow, about, nullptr);
    input.about = gathered.about;
    input.others = gathered.others;
  }
  auto made = workflow.report(question.name, input);
  made.name = question.name;
  made.as_at = input.as_at;
  made.since = input.since;
  made.known_at = input.known_at;
  made.simulated = simulated;
  return made;
}

}  // namespace api::report
