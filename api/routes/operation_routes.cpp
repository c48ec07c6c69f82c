// For whoever runs the server: is it alive, is it ready, what does it count, what can it be asked.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <mutex>

#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/reading/feed.hpp"
#include "api/routes/context.hpp"
#include "api/routes/openapi.hpp"

namespace api {
namespace {

constexpr std::string_view may_operate = "operator";

// `gives`: the shape of its JSON; empty: it has none.
Route plain(std::string pattern, std::string summary, std::string gives, std::function<Response(Call&)> answer) {
  Route route{"GET", std::move(pattern), "operation", std::move(summary)};
  route.gives[200] = std::move(gives);
  route.runs = Route::Runs::at_once;
  route.caller = Route::Caller::unasked;
  route.answer = [answer = std::move(answer)](Call& call) {
    call.query.only_known();
    return answer(call);
  };
  return route;
}

// What the routes keep of the moment at which the server was made.
struct AtStart {
  std::chrono::steady_clock::time_point when = std::chrono::steady_clock::now();
  engine::Time latest_entry{};  // recorded by then
};

AtStart at_start(const engine::Reader& reader) {
  const auto latest = reader.recorded_after({}, 1);
  return {.latest_entry = latest.empty() ? engine::Time{} : latest.front().at};
}

std::chrono::seconds running_since(const AtStart& start) {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::steady_clock::now() - start.when);
}

// Something that somebody should see to while the server can serve. `ago`: how long it has been so. Why it is so stands
// in the log alone: anybody may ask this.
std::string warning(std::string_view code, std::chrono::seconds ago, std::string_view detail) {
  const auto since = engine::WallClock().now() - ago;  // the machine's time, as the lines of the log have it
  return fmt::format(R"({{"code":"{}","since":"{}","detail":{}}})", code, engine::to_text(since), in_quotes(detail));
}

// An entry lies ahead since the server was started, or since the clock was set back if that came later.
void warn_of_the_clock(const Parts& parts, const AtStart& start, std::vector<std::string>& all) {
  const auto latest = std::max(start.latest_entry, parts.feed.latest_at());
  if (const auto now = parts.clock.now(); latest > now) {
    const auto running = running_since(start);
    all.push_back(warning("newest-entry-ahead", std::min(running, parts.clock.set_back_ago().value_or(running)),
                          fmt::format("the journal has an entry of {}, and the clock stands at {}: the one that wrote "
                                      "it was ahead; cases with such entries go on from the times of those, all others "
                                      "from the clock",
                                      engine::to_text(latest), engine::to_text(now))));
  }
  if (const auto held = parts.clock.held()) all.push_back(warning("clock-held", held->ago, engine::to_text(*held)));
}

// Those that the alarm sent and that were not accepted; it sends each again when its case has changed.
void warn_of_refused(const std::optional<engine::Alarm::Refused>& refused, std::vector<std::string>& all) {
  if (!refused) return;
  const bool one = refused->deadlines == 1;
  all.push_back(warning("deadlines-not-firing", refused->ago,
                        fmt::format("{} due and not accepted by {}, which the log names with the reasons; {} sent "
                                    "again whenever the case changes",
                                    one ? "1 deadline is" : fmt::format("{} deadlines are", refused->deadlines),
                                    one ? "its case" : "their cases", one ? "it is" : "each is")));
}

std::vector<std::string> warnings(const Parts& parts, const AtStart& start,
                                  std::optional<std::chrono::seconds> looked_ago) {
  std::vector<std::string> all;
  warn_of_the_clock(parts, start, all);
  if (parts.head_missing)
    all.push_back(warning("head-missing", running_since(start),
                          "the journal lacks entries at its end that it has had: the log of the start says which, and "
                          "what to do"));
  if (looked_ago && *looked_ago >= std::chrono::seconds(parts.limits.alarm_late_s))
    all.push_back(warning("deadlines-not-firing", *looked_ago,
                          fmt::format("for {} s the alarm has not been able to see which deadlines are due; "
                                      "until it can, none of them fires: the log says why",
                                      looked_ago->count())));
  if (parts.alarm) warn_of_refused(parts.alarm->refused(), all);
  if (const auto trouble = parts.tokens_trouble ? parts.tokens_trouble() : std::nullopt)
    all.push_back(warning("tokens-unreadable", trouble->ago, trouble->sentence));
  if (const auto faults = parts.faults.since(engine::FaultIn::watcher))
    all.push_back(warning("watcher-fault", faults->first,
                          fmt::format("what hears of commits has failed, the last time {} s ago; what it had "
                                      "kept was forgotten, so answers are right but slower: the log says why",
                                      faults->last.count())));
  return all;
}

std::string faults_so_far(const engine::Faults& faults) {
  std::vector<std::string> all;
  for (const auto where : engine::fault_places)
    all.push_back(fmt::format(R"("{}":{})", engine::to_text(where), faults.so_far(where)));
  return fmt::format("{}", fmt::join(all, ","));
}

Response ready(const Parts& parts, const AtStart& start) {
  if (parts.processor.broken())
    throw Problem("no-writes", "a write to the journal failed; the program has to be started again");
  parts.reader.last_seq();  // it can be read
  const auto looked_ago = parts.alarm ? parts.alarm->looked_ago() : std::nullopt;
  const auto looked = looked_ago ? std::to_string(looked_ago->count()) : "null";
  return json_response(
             200, fmt::format(R"({{"status":"ready","alarm_looked_seconds_ago":{},"faults":{{{}}},"warnings":[{}]}})",
                              looked, faults_so_far(parts.faults), fmt::join(warnings(parts, start, looked_ago), ",")))
      .with("Cache-Control", "no-store");
}

Response metrics(const Context& context, const Call& call) {
  const auto audience = call.by.role == may_operate ? Metrics::Audience::operators : Metrics::Audience::anybody;
  const Parts& parts = context.parts;
  Metrics::Levels levels{parts.processor.queued(),
                         context.pools.queries.waiting(),
                         parts.feed.rendered().bytes(),
                         parts.feed.batches(),
                         parts.reader.last_seq(),
                         parts.search_index == nullptr ? 0 : parts.search_index->behind(),
                         parts.processor.broken(),
                         parts.clock.held().has_value(),
                         {}};
  for (const auto where : engine::fault_places)
    levels.faults.at(static_cast<std::size_t>(where)) = parts.faults.so_far(where);
  return Response{200,
                  {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}, {"Cache-Control", "no-store"}},
                  context.metrics.text(levels, audience),
                  false,
                  nullptr};
}

// The document says the same for as long as the program runs, and takes long to write.
struct DocumentOnce {
  std::once_flag once;
  std::string text, tag;
};

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
  router.add(plain("/healthz", "Whether the process is alive.", "Alive", [](Call&) {
    return json_response(200, R"({"status":"alive"})").with("Cache-Control", "no-store");
  }));
  Route readiness =
      plain("/readyz", "Whether the journal can be written, and what somebody should see to.", "Readiness",
            [&context, start = at_start(context.parts.reader)](Call&) { return ready(context.parts, start); });
  readiness.runs = Route::Runs::on_query_thread;
  readiness.statuses = {200, 503};
  router.add(std::move(readiness));

  Route counts = plain("/metrics", "What is counted, for Prometheus; of commands to operators alone.", "",
                       [&context](Call& call) { return metrics(context, call); });
  counts.caller = Route::Caller::anyone;
  counts.runs = Route::Runs::on_query_thread;
  counts.media = {"text/plain"};
  router.add(std::move(counts));

  Route problem = plain("/problems/{name}", "What a type of problem means.", "ProblemKind",
                        [](Call& call) { return explain(call); });
  problem.media = {"application/json", "text/plain"};
  router.add(std::move(problem));

  const auto made = std::make_shared<DocumentOnce>();  // shared by copies of the handler
  Route document = plain("/openapi.json", "This document.", "OpenApi", [&router, &context, made](Call&) {
    std::call_once(made->once, [&] {
      made->text = openapi(router, context.read);
      made->tag = content_tag(made->text);
    });
    auto response = json_response(200, "").with("ETag", made->tag);
    response.kept = std::shared_ptr<const std::string>(made, &made->text);
    return response;
  });
  document.runs = Route::Runs::on_query_thread;
  router.add(std::move(document));
}

}  // namespace api
