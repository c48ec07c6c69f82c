// The workflows themselves: their tables as data, as text and as pictures.
#include <fmt/format.h>

#include "api/http/conditions.hpp"
#include "api/http/paging.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/pictures/drawing.hpp"
#include "api/routes/context.hpp"
#include "engine/describe.hpp"
#include "engine/json_text.hpp"

namespace api {
namespace {

struct Form {
  std::string media;
  std::function<std::string(const engine::Workflow&)> text;
};

const std::vector<Form>& forms() {
  static const std::vector<Form> all = [] {
    std::vector<Form> made = {{"application/json", engine::as_json},
                              {"text/vnd.mermaid", engine::as_mermaid},
                              {"text/vnd.graphviz", engine::as_dot},
                              {"text/markdown", engine::as_markdown},
                              {"application/scxml+xml", engine::as_scxml}};
    if (can_draw())
      made.push_back({"image/svg+xml",
                      [](const engine::Workflow& rules) { return draw_svg(engine::as_dot(rules)).value_or(""); }});
    return made;
  }();
  return all;
}

std::vector<std::string> media() {
  std::vector<std::string> names;
  for (const Form& form : forms()) names.push_back(form.media);
  return names;
}

Response list(const Read& read, Call& call) {
  const Paging paging = read_paging(call.query);
  call.query.only_known();
  std::vector<std::string> items;
  for (const auto& rules : read.parts.workflows.all()) {
    engine::JsonObject item(items.emplace_back());
    item.text("name", rules->name());
    item.text("title", rules->title());
    item.text("collection", rules->collection());
    item.text("noun", rules->noun());
    item.text("href", fmt::format("/v1/workflows/{}", rules->name()));
  }
  return slice_response(call, paging, items);
}

Response one(const Read& read, Call& call) {
  call.query.only_known();
  const engine::Workflow* rules = read.parts.workflows.find(call.arguments.at(0));
  if (!rules)
    throw Problem("not-found",
                  fmt::format("there is no workflow {}; /v1/workflows lists them", in_quotes(call.arguments.at(0))));
  const Form& form = forms()[choose_or_refuse(call.request.header("accept"), media())];
  std::string text = form.text(*rules);
  if (text.empty()) throw std::runtime_error("the picture of a workflow could not be drawn");
  const std::string tag = content_tag(form.media + text);
  const std::string type = form.media.starts_with("text/") ? form.media + "; charset=utf-8" : form.media;
  return Response{200, {{"Content-Type", type}, {"ETag", tag}}, std::move(text), false, nullptr};
}

}  // namespace

void add_workflow_routes(Router& router, Context& context) {
  const Read& read = context.read;
  Route all{"GET", "/v1/workflows", "workflows", "The rules there are."};
  all.runs = Route::Runs::at_once;
  all.statuses = {200, 304, 422};
  all.gives[200] = "WorkflowPage";
  all.parameters = paging_parameters();
  all.answer = [&read](Call& call) { return list(read, call); };
  router.add(std::move(all));

  Route single{"GET", "/v1/workflows/{pack}", "workflow",
               "One set of rules: its states, commands and rows, or a picture of them."};
  single.statuses = {200, 304};
  single.gives[200] = "Workflow";
  single.media = media();
  single.answer = [&read](Call& call) { return one(read, call); };
  router.add(std::move(single));
}

}  // namespace api
