// Works out the days of a report, reads what the workflow asks for, and lets the workflow make it.
#include "api/report/build.hpp"

#include <algorithm>

#include "api/reading/kept_calendar.hpp"
#include "api/report/head_then.hpp"
#include "engine/calendar.hpp"

namespace api::report {
namespace {

// The same day of the month before, or its last one: 31 March gives 28 February.
engine::Date month_before(engine::Date day) {
  const engine::Date before = day - std::chrono::months{1};
  return before.ok() ? before : engine::Date(before.year() / before.month() / std::chrono::last);
}

engine::Date since_of(const engine::ReportCode& report, const ReportRequest& request,
                      const engine::ReportInput& input) {
  auto since = request.since;
  if (!since && report.since != nullptr) since = report.since(input);
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
    if (rules->report_called(name) != nullptr) newest = rules.get();
  }
  return newest;
}

engine::Report build(const ReportSources& sources, const engine::Workflow& workflow, const ReportRequest& request) {
  const auto& [workflows, reader, today, simulated, clearance, answers, reading, at_hand] = sources;
  const std::string_view collection = workflow.collection();
  const auto* report = workflow.report_called(request.name);
  if (report == nullptr) throw std::logic_error("there is no report " + request.name);
  refuse_the_future(request.as_at, today);
  engine::ReportInput input;
  input.as_at = request.as_at.value_or(today);
  input.known_at = request.known_at;
  input.simulated = simulated;
  input.clearance = clearance;
  // Nothing takes effect in the future: as at today is as it is now, which is quicker to read.
  const bool is_today = input.as_at >= today && !request.known_at;
  const engine::AsAt now = is_today ? engine::AsAt{} : engine::AsAt{input.as_at, request.known_at};
  const auto cases = is_today && at_hand ? *at_hand : from_events(workflows, reader, now);
  auto* kept = is_today && at_hand ? reading : nullptr;
  const auto summaries = [&, &from = sources.reader](std::string_view which) {
    return kept ? kept->summaries(cases, which) : from.summaries(which, now);
  };
  for (const auto beside : report->looks_at) input.beside.push_back(summaries(beside));
  input.since = since_of(*report, request, input);
  const auto calendar = calendar_of(cases, workflow, nullptr);
  input.calendar = calendar.calendar;
  const engine::AsAt then{input.since, request.known_at};
  input.now = summaries(collection);
  if (report->compares) input.then = reader.summaries(collection, then);
  input.between = kept ? kept->effective_after(cases, collection, input.since)
                       : reader.effective_between(collection, input.since, now);
  input.standing = standings(cases, *report, input, answers);
  if (report->moves_since != nullptr)
    input.moves = reader.moves_between(collection, report->moves_since(input.as_at), now);
  for (auto* entries : {&input.between, &input.moves})
    for (auto& entry : *entries) entry.event.body = workflow.gated(std::move(entry.event.body), clearance);
  Gathered gathered;
  if (!report->asks.empty()) {
    engine::Question about;
    about.name = report->asks;
    about.today = input.as_at;
    gathered = gather(cases, workflow, about, nullptr);
    input.about = gathered.about;
    input.others = gathered.others;
  }
  auto made = report->make(input);
  made.name = request.name;
  made.as_at = input.as_at;
  made.since = input.since;
  made.known_at = input.known_at;
  if (made.known_at) made.head = head_then(workflows, reader, *made.known_at, clearance);
  made.simulated = simulated;
  return made;
}

}  // namespace api::report
