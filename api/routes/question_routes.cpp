// Questions that change nothing: about one case, or about all that a workflow selects. As JSON, as a feed for calendar
// programs, as a picture.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "api/http/body_text.hpp"
#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/pictures/calendar_text.hpp"
#include "api/pictures/gantt.hpp"
#include "api/reading/gathering.hpp"
#include "api/report/build.hpp"
#include "api/report/head_then.hpp"
#include "api/report/json.hpp"
#include "api/routes/answers.hpp"
#include "api/routes/identity.hpp"
#include "api/routes/page.hpp"
#include "api/routes/papers.hpp"
#include "api/routes/replies.hpp"
#include "api/routes/representation.hpp"

namespace api {
namespace {

enum class Shape { json, feed, chart };

struct Asking {
  std::string collection;
  engine::QuestionDescription question;
  bool as_feed = false;  // the path ends in .ics: whatever is accepted
};

bool gives_papers(const Asking& asking) { return asking.question.has_paper && !asking.as_feed; }

std::vector<std::string> media_of(const Asking& asking) {
  if (asking.as_feed) return {"text/calendar"};
  if (gives_papers(asking)) return paper_media();
  std::vector<std::string> media = {"application/json"};
  if (asking.question.has_agenda && asking.question.schema.empty()) media.push_back("text/calendar");
  if (asking.question.has_chart) media.push_back("image/svg+xml");
  return media;
}

Shape form_of(const Asking& asking, const Call& call) {
  const auto media = media_of(asking);
  const auto& chosen = asking.as_feed ? media.front() : media[choose_or_refuse(call.request.header("accept"), media)];
  return chosen == "text/calendar" ? Shape::feed : chosen == "image/svg+xml" ? Shape::chart : Shape::json;
}

Response shaped(const engine::Answer& answer, Shape form) {
  if (form == Shape::feed) {
    std::string text = calendar_text(answer.agenda.value(), feed_host);
    const std::string tag = content_tag(text);
    return Response{200, {{"Content-Type", "text/calendar; charset=utf-8"}, {"ETag", tag}}, std::move(text), false, {}};
  }
  if (form == Shape::chart) {
    std::string text = gantt_svg(answer.chart.value());
    const std::string tag = content_tag(text);
    return Response{200, {{"Content-Type", "image/svg+xml"}, {"ETag", tag}}, std::move(text), false, {}};
  }
  std::string text = answer.json.empty() && answer.paper ? report::json(*answer.paper) : answer.json;
  const std::string tag = content_tag(text);
  return json_response(200, std::move(text)).with("ETag", tag);
}

engine::Question read_question(const Read& read, const Asking& asking, Call& call, const engine::AsAt& as_at) {
  engine::Question question;
  question.name = asking.question.name;
  question.today = as_at.effective.value_or(read.today());
  if (asking.question.schema.empty()) {
    nlohmann::json given = nlohmann::json::object();
    for (const std::string_view name : asking.question.parameters)
      if (const auto value = call.query.text(std::string(name))) given[std::string(name)] = *value;
    question.body = given.dump();
  } else {
    question.body = read_body(call.request);
  }
  if (asking.as_feed) read_feed_token(read.parts, call);
  call.query.only_known();
  question.by = call.by;
  return question;
}

engine::Answer answered(const Read& read, const engine::Workflow& rules, const engine::Question& question,
                        const engine::AsAt& as_at, const engine::Case* one) {
  const auto gathered = gather(read.sources(as_at), rules, question, one);
  auto answer = rules.answer(question, gathered.about, gathered.others);
  if (const auto* malformed = std::get_if<engine::Malformed>(&answer)) throw wrong_fields(malformed->errors);
  if (const auto* refused = std::get_if<engine::Refused>(&answer))
    throw Problem("refused", fmt::format("the question cannot be asked in the state {}", refused->state));
  auto& found = std::get<engine::Answer>(answer);
  if (!found.why_not.empty()) throw Problem("not-found", found.why_not);
  return std::move(found);
}

// Of the copy that is asked for.
std::optional<engine::Report::Head> head_for(const Read& read, const engine::Workflow& rules,
                                             const engine::Question& question, engine::Time known_at) {
  const auto own = rules.clearance(question.by);
  return report::head_then(read.parts.workflows, read.parts.reader, known_at,
                           std::min(own, question.audience.value_or(own)));
}

// A paper that a question is answered with, in any form; made of a case and what it needs, as at a day.
Response respond_with_paper(Context& context, const Asking& asking, Call& call, const engine::Workflow& rules,
                            const engine::Question& question, engine::AsAt as_at, const engine::Case* one,
                            report::Form form, const CsvChoice& csv) {
  const Read& read = context.read;
  const auto make = [&] {
    auto answer = answered(read, rules, question, as_at, one);
    auto paper = std::move(answer.paper.value());
    paper.as_at = question.today;
    paper.known_at = as_at.known;
    if (as_at.known) paper.head = head_for(read, rules, question, *as_at.known);
    paper.simulated = read.parts.clock.simulated();
    return paper;
  };
  const auto own = rules.clearance(call.by);
  // Whoever may ask for a paper may ask for the copy of others, who may have none yet.
  const std::string key =
      fmt::format("{}|{}|{}|{}|{}|{}|{}|{}", asking.collection, one ? one->id : "", question.name, question.body,
                  engine::to_text(question.today), as_at.known ? engine::to_text(*as_at.known) : "",
                  std::min(own, question.audience.value_or(own)), own);
  return paper_response(read, context.kept.files, call.by, {key, {question.today, as_at.known}, make, csv}, form);
}

void refuse_the_future(const Read& read, const engine::AsAt& as_at) {
  try {
    report::refuse_the_future(as_at.effective, read.today());
  } catch (const report::WrongQuestion& wrong) {
    throw wrong_parameter(wrong.parameter, wrong.what());
  }
}

// What a paper says of the clock and of the journal; a workflow knows of neither.
void say_clock(std::string& json, bool simulated, const std::optional<engine::Report::Head>& head) {
  json.back() = ',';
  json += simulated ? R"("simulated":true)" : R"("simulated":false)";
  if (head) json += R"(,"head":)" + report::json(*head);
  json += '}';
}

Response respond(Context& context, const Asking& asking, Call& call) {
  const Read& read = context.read;
  const bool papers = gives_papers(asking);
  const auto paper_form = papers ? read_form(call) : report::Form::json;
  const Shape form = papers ? Shape::json : form_of(asking, call);
  const engine::AsAt as_at = read_as_at(call.query);
  const auto csv = papers ? read_csv_choice(call, paper_form) : CsvChoice{};
  const auto audience = papers ? read_audience(call, read.rules(asking.collection)) : std::nullopt;
  engine::Question question = read_question(read, asking, call, as_at);
  question.audience = audience;
  if (papers) refuse_the_future(read, as_at);
  std::optional<FoundCase> found;
  if (asking.question.of_one) {
    found = find_case(read, call, asking.collection, as_at);
    if (found->redirect) return *found->redirect;
  }
  const engine::Workflow& rules = found ? read.cases.rules_of(found->current) : read.rules(asking.collection);
  const engine::Case* one = found ? &found->current : nullptr;
  // What programs read may say more than the paper does.
  if (papers && paper_form == report::Form::json)
    if (auto answer = answered(read, rules, question, as_at, one); !answer.json.empty()) {
      say_clock(answer.json, read.parts.clock.simulated(),
                as_at.known ? head_for(read, rules, question, *as_at.known) : std::nullopt);
      return shaped(answer, form);
    }
  if (papers) return respond_with_paper(context, asking, call, rules, question, as_at, one, paper_form, csv);
  return shaped(answered(read, rules, question, as_at, one), form);
}

void add_question(Router& router, Context& context, const Asking& asking) {
  const std::string name(asking.question.name);
  const std::string path =
      asking.question.of_one ? fmt::format("/v1/{}/{{ref}}/{}", asking.collection, name) : fmt::format("/v1/{}", name);
  Route route{asking.question.schema.empty() ? "GET" : "POST", path + (asking.as_feed ? ".ics" : ""), "question",
              std::string(asking.question.summary)};
  route.statuses = {200, 422};
  if (route.method == "GET") route.statuses.push_back(304);
  if (asking.question.of_one) route.statuses.push_back(308);
  route.media = media_of(asking);
  route.gives[200] = shape_of(context.read, asking.collection + "?" + name);
  if (route.gives[200].empty() && gives_papers(asking)) route.gives[200] = "Report";
  route.body_schema = asking.question.schema;
  route.parameters = as_at_parameters();
  if (route.method == "POST") {
    route.parameters.push_back(key_parameter());
    route.parameters.back().description =
        "Another question under the same key is refused; the same one changes nothing, and is answered anew.";
  }
  for (const std::string_view parameter : asking.question.parameters)
    route.parameters.push_back({std::string(parameter), "Only those.", R"({"type":"string"})"});
  if (asking.as_feed) route.parameters.push_back(feed_parameter());
  if (gives_papers(asking)) {
    for (auto& parameter : paper_parameters(context.read.rules(asking.collection)))
      route.parameters.push_back(std::move(parameter));
    route.slow = asks_for_slow_form;
  }
  route.answer = [&context, asking](Call& call) { return respond(context, asking, call); };
  if (gives_papers(asking)) router.add(paper_page(route));
  router.add(std::move(route));
}

}  // namespace

void add_question_routes(Router& router, Context& context) {
  for (const std::string& collection : context.read.collections())
    for (const auto& [question, answer, subjects, needs, needs_like] : context.read.rules(collection).questions()) {
      add_question(router, context, {collection, question, false});
      if (question.has_agenda && question.schema.empty()) add_question(router, context, {collection, question, true});
    }
}

}  // namespace api
