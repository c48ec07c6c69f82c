// For whoever runs the server: is it alive, is it ready, what does it count, what can it be asked.
#include <fmt/format.h>

#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/context.hpp"
#include "api/routes/openapi.hpp"

namespace api {
namespace {

Route plain(std::string pattern, std::string summary, std::function<Response(Call&)> answer) {
  Route route{"GET", std::move(pattern), "operation", std::move(summary)};
  route.runs = Route::Runs::at_once;
  route.caller = Route::Caller::unasked;
  route.answer = [answer = std::move(answer)](Call& call) {
    call.query.only_known();
    return answer(call);
  };
  return route;
}

Response ready(const Parts& parts, const Call&) {
  if (parts.processor.broken())
    throw Problem("no-writes", "a write to the journal failed; the program has to be started again");
  parts.reader.last_seq();  // it can be read
  return json_response(200, R"({"status":"ready"})").with("Cache-Control", "no-store");
}

Response metrics(const Context& context) {
  const Parts& parts = context.parts;
  const Metrics::Levels levels{parts.processor.queued(), context.pools.queries.waiting(), parts.feed.rendered().bytes(),
                               parts.feed.batches(),     parts.reader.last_seq(),         parts.processor.broken()};
  return Response{200,
                  {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}},
                  context.metrics.text(levels),
                  false,
                  nullptr};
}

Response explain(const Call& call) {
  const ProblemKind* kind = find_problem_kind(call.arguments.at(0));
  if (!kind) throw Problem("not-found", fmt::format("no problem is called {}", in_quotes(call.arguments.at(0))));
  if (choose_or_refuse(call.request.header("accept"), {"application/json", "text/plain"}) == 1)
    return Response{200,
                    {{"Content-Type", "text/plain; charset=utf-8"}},
                    fmt::format("{} {}\n\n{}\n", kind->status, kind->title, kind->explanation),
                    false,
                    nullptr};
  return json_response(200,
                       fmt::format(R"({{"type":"/problems/{}","title":{},"status":{},"explanation":{}}})", kind->name,
                                   in_quotes(kind->title), kind->status, in_quotes(kind->explanation)));
}

}  // namespace

void add_operation_routes(Router& router, Context& context) {
  router.add(plain("/healthz", "Whether the process is alive.", [](Call&) {
    return json_response(200, R"({"status":"alive"})").with("Cache-Control", "no-store");
  }));
  Route readiness = plain("/readyz", "Whether the journal can be written.",
                          [&context](Call& call) { return ready(context.parts, call); });
  readiness.runs = Route::Runs::on_query_thread;
  readiness.statuses = {200, 503};
  router.add(std::move(readiness));

  Route counts = plain("/metrics", "What is counted, for Prometheus.", [&context](Call&) { return metrics(context); });
  counts.runs = Route::Runs::on_query_thread;
  counts.media = {"text/plain"};
  router.add(std::move(counts));

  Route problem = plain("/problems/{name}", "What a type of problem means.", [](Call& call) { return explain(call); });
  problem.media = {"application/json", "text/plain"};
  router.add(std::move(problem));

  Route document = plain("/openapi.json", "This document.", [&router, &context](Call&) {
    std::string text = openapi(router, context.read);
    const std::string tag = content_tag(text);
    return json_response(200, std::move(text)).with("ETag", tag);
  });
  document.runs = Route::Runs::on_query_thread;
  router.add(std::move(document));
}

}  // namespace api
