// Reports of the workflows, as values for programs or as a paper.
#include <fmt/format.h>

#include <algorithm>

#include "api/http/problem.hpp"
#include "api/report/build.hpp"
#include "api/routes/page.hpp"
#include "api/routes/papers.hpp"

namespace api {
namespace {

std::string key_of(const report::ReportRequest& asked, engine::Date today, engine::Clearance clearance) {
  const auto day = [](const std::optional<engine::Date>& one) { return one ? engine::to_text(*one) : std::string(); };
  return fmt::format("{}|{}|{}|{}|{}", asked.name, day(asked.as_at.value_or(today)), day(asked.since),
                     asked.known_at ? engine::to_text(*asked.known_at) : "", clearance);
}

Response answer(const Read& read, Kept& kept, const std::string& name, Call& call) {
  const engine::AsAt as_at = read_as_at(call.query);
  const report::ReportRequest request{name, as_at.effective, call.query.date("since"), as_at.known};
  const report::Form form = read_form(call);
  const engine::Workflow& rules = *report::workflow_with(read.parts.workflows, name);
  const auto csv = read_csv_choice(call, form);
  const auto own = rules.clearance(call.by);
  const auto clearance = std::min(own, read_audience(call, rules).value_or(own));
  call.query.only_known();
  const report::ReportSources sources{
      read.parts.workflows, read.parts.reader, read.today(),    read.parts.clock.simulated(), clearance,
      &kept.standings,      &kept.reading,     read.sources({})};
  try {
    return paper_response(read, kept.files, call.by,
                          {key_of(request, sources.today, sources.clearance),
                           {request.as_at.value_or(sources.today), request.known_at},
                           [&] { return report::build(sources, rules, request); },
                           csv},
                          form);
  } catch (const report::WrongQuestion& wrong) {
    throw wrong_parameter(wrong.parameter, wrong.what());
  }
}

}  // namespace

void add_report_routes(Router& router, Context& context) {
  const Read& read = context.read;
  std::vector<std::string> names;
  for (const auto& rules : read.parts.workflows.all())
    for (const auto& report : rules->reports())
      if (std::find(names.begin(), names.end(), report.name) == names.end()) names.emplace_back(report.name);
  for (const std::string& name : names) {
    Route route{"GET", "/v1/reports/" + name, "report", fmt::format("The report {}.", name)};
    route.statuses = {200, 304, 422};
    route.gives[200] = "Report";
    route.media = paper_media();
    route.slow = asks_for_slow_form;
    route.parameters = as_at_parameters();
    route.parameters.push_back({"since",
                                "What has happened after this day; default: when the papers of the last meeting went "
                                "out, else a month before as_at.",
                                R"({"type":"string","format":"date"})"});
    for (auto& parameter : paper_parameters(*report::workflow_with(read.parts.workflows, name)))
      route.parameters.push_back(std::move(parameter));
    route.answer = [&context, name](Call& call) { return answer(context.read, context.kept, name, call); };
    router.add(paper_page(route));
    router.add(std::move(route));
  }
}

}  // namespace api
