// Reports of the workflows, as values for programs or as a paper.
#include <fmt/format.h>

#include <algorithm>

#include "api/conditions.hpp"
#include "api/json_text.hpp"
#include "api/problem.hpp"
#include "api/report/build.hpp"
#include "api/report/json.hpp"
#include "api/report/text.hpp"
#include "api/shared.hpp"

namespace api {
namespace {

const std::vector<std::string> media = {"application/json", "text/plain"};

bool wants_text(Call& call) {
  const auto format = call.query.text("format");
  if (!format) return choose_or_refuse(call.request.header("accept"), media) == 1;
  if (*format != "json" && *format != "text")
    throw wrong_parameter("format", fmt::format("{} is not made; these are: json, text", in_quotes(*format)));
  return *format == "text";
}

Response answer(const Shared& shared, const std::string& name, Call& call) {
  const engine::AsAt as_at = read_as_at(call.query);
  const report::Question question{name, as_at.effective, call.query.date("since"), as_at.known};
  const bool as_text = wants_text(call);
  call.query.only_known();
  const engine::Workflow& rules = *report::workflow_with(shared.parts.workflows, name);
  const report::Surroundings around{shared.parts.workflows, shared.parts.reader, shared.today(),
                                    shared.parts.clock.simulated(), rules.clearance(call.by)};
  try {
    const engine::Report made = report::build(around, rules, question);
    std::string body = as_text ? report::text(made) : report::json(made);
    const std::string tag = content_tag(body);
    Response response = json_response(200, std::move(body)).with("ETag", tag);
    if (as_text) response.headers.front().second = "text/plain; charset=utf-8";
    return response;
  } catch (const std::invalid_argument& wrong) {
    throw wrong_parameter("since", wrong.what());
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
    route.media = media;
    route.parameters = as_at_parameters();
    route.parameters.push_back({"since", "What has happened after this day; default one month before as_at.",
                                R"({"type":"string","format":"date"})"});
    route.parameters.push_back({"format", "Instead of Accept.", R"({"enum":["json","text"]})"});
    route.answer = [&shared, name](Call& call) { return answer(shared, name, call); };
    router.add(std::move(route));
  }
}

}  // namespace api
