#include "api/report/build.hpp"

#include <algorithm>
#include <stdexcept>

#include "api/gathering.hpp"
#include "engine/calendar.hpp"

namespace api::report {
namespace {

// The same day of the month before, or its last one: 31 March gives 28 February.
engine::Date month_before(engine::Date day) {
  const engine::Date before = day - std::chrono::months{1};
  return before.ok() ? before : engine::Date(before.year() / before.month() / std::chrono::last);
}

}  // namespace

const engine::Workflow* workflow_with(const engine::Workflows& workflows, std::string_view name) {
  const engine::Workflow* newest =
      nullptr;  // the workflows of a collection make the same reports; the last is the newest
  for (const auto& rules : workflows.all()) {
    const auto names = rules->reports();
    if (std::find(names.begin(), names.end(), name) != names.end()) newest = rules.get();
  }
  return newest;
}

Question complete(Question question, engine::Date today) {
  if (!question.as_at) question.as_at = today;
  if (!question.since) question.since = month_before(*question.as_at);
  if (*question.since > *question.as_at)
    throw std::invalid_argument("since (" + engine::to_text(*question.since) + ") is behind as_at (" +
                                engine::to_text(*question.as_at) + ")");
  return question;
}

engine::Report build(const engine::Workflows& workflows, const engine::Workflow& workflow,
                     const engine::Reader& reader, const Question& question, bool simulated) {
  const std::string_view collection = workflow.collection();
  const engine::AsAt now{question.as_at, question.known_at};
  const engine::AsAt then{question.since, question.known_at};
  engine::ReportInput input;
  input.as_at = question.as_at.value();
  input.since = question.since.value();
  input.known_at = question.known_at;
  input.simulated = simulated;
  input.now = reader.summaries(collection, now);
  input.then = reader.summaries(collection, then);
  input.between = reader.effective_between(collection, input.since, now);
  Gathered gathered;
  if (const auto asks = workflow.report_asks(question.name); !asks.empty()) {
    engine::Question about;
    about.name = asks;
    about.today = input.as_at;
    gathered = gather(from_events(workflows, reader, now), workflow, about, nullptr);
    input.about = gathered.about;
    input.others = gathered.others;
  }
  return workflow.report(question.name, input);
}

}  // namespace api::report
