// Reports of the workflows, as values for programs or as a paper.
#include <fmt/format.h>

#include <algorithm>

#include "api/routes/papers.hpp"
#include "api/http/problem.hpp"
#include "api/report/build.hpp"

namespace api {
namespace {

std::string key_of(const report::Question& asked, engine::Date today, engine::Clearance clearance) {
  const auto day = [](const std::optional<engine::Date>& one) { return one ? engine::to_text(*one) : std::string(); };
  return fmt::format("{}|{}|{}|{}|{}", asked.name, day(asked.as_at.value_or(today)), day(asked.since),
                     asked.known_at ? engine::to_text(*asked.known_at) : "", clearance);
}

Response answer(Shared& shared, const std::string& name, Call& call) {
  const engine::AsAt as_at = read_as_at(call.query);
  const report::Question question{name, as_at.effective, call.query.date("since"), as_at.known};
  const report::Form form = read_form(call);
  const engine::Workflow& rules = *report::workflow_with(shared.parts.workflows, name);
  const auto section = read_section(call, form);
  const auto own = rules.clearance(call.by);
  const auto clearance = std::min(own, read_audience(call, rules).value_or(own));
  call.query.only_known();
  const report::Surroundings around{shared.parts.workflows,         shared.parts.reader, shared.today(),
                                    shared.parts.clock.simulated(), clearance,           &shared.standings};
  try {
    return paper_response(shared,
                          {key_of(question, around.today, around.clearance),
                           {question.as_at.value_or(around.today), question.known_at},
                           [&] { return report::build(around, rules, question); },
                           section},
                          form);
  } catch (const report::WrongQuestion& wrong) {
    throw wrong_parameter(wrong.parameter, wrong.what());
  }
}

}  // namespace

void add_report_routes(Router& router, Shared& shared) {
  std::vector<std::string> names;
  for (const auto& rules : shared.parts.workflows.all())
    for (const std::string_view name : rules->reports())
      if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
  for (const std::string& name : names) {
    Route route{"GET", "/v1/reports/" + name, "report", fmt::format("The report {}.", name)};
    route.statuses = {200, 304, 422};
    route.media = paper_media();
    route.slow = asks_for_slow_form;
    route.parameters = as_at_parameters();
    route.parameters.push_back({"since",
                                "What has happened after this day; default: when the papers of the last meeting went "
                                "out, else a month before as_at.",
                                R"({"type":"string","format":"date"})"});
    for (auto& parameter : paper_parameters(*report::workflow_with(shared.parts.workflows, name)))
      route.parameters.push_back(std::move(parameter));
    route.answer = [&shared, name](Call& call) { return answer(shared, name, call); };
    router.add(std::move(route));
  }
}

}  // namespace api
