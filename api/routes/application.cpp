#include "api/routes/application.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/http/wire.hpp"
#include "api/routes/identity.hpp"
#include "api/routes/representation.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

Router::Match route_of(const Router& router, const Request& request, const Target& target) {
  auto match = router.find(request.method, target.segments);
  if (match.route || request.method == "OPTIONS") {
    if (!match.allowed.empty()) return match;
  }
  if (match.allowed.empty()) throw Problem("not-found", "nothing is at this path; /openapi.json lists every path");
  throw Problem("method-not-allowed",
                fmt::format("{} does not work here; these do: {}", request.method, engine::joined(match.allowed, ", ")))
      .header("Allow", engine::joined(match.allowed, ", "));
}

void expect_json(const Request& request) {
  if (request.header("content-encoding")) throw Problem("not-json", "the body has a Content-Encoding; send it plain");
  if (request.body.empty()) return;
  const std::string* type = request.header("content-type");
  const std::string media =
      type ? engine::lower(engine::trimmed(std::string_view(*type).substr(0, type->find(';')))) : "";
  if (media != "application/json")
    throw Problem("not-json", type ? fmt::format("the body is {}, not application/json", in_quotes(*type))
                                   : "the body has no Content-Type");
  const std::string parameters = engine::lower(std::string_view(*type).substr(std::min(type->find(';'), type->size())));
  const std::size_t charset = parameters.find("charset=");
  if (charset != std::string::npos && parameters.find("utf-8", charset) == std::string::npos)
    throw Problem("not-json", "the body has to be in UTF-8");
}

bool takes_json(std::string_view accept) {
  if (accept.empty() || accept == "*/*" || accept == "application/json") return true;
  const std::string header(accept);
  return choose(&header, {"application/json"}).has_value();
}

}  // namespace

Application::Application(const Parts& parts, Post post) : shared_(parts, std::move(post)) {
  for (const std::string& collection : shared_.collections()) {
    const engine::Workflow& rules = shared_.rules(collection);
    collected_.push_back({fmt::format("/v1/{}/", collection), &rules, rules.clearance(public_actor)});
  }
  for (const auto add : {add_operation_routes, add_case_routes, add_command_routes, add_option_routes, add_task_routes,
                         add_workflow_routes, add_question_routes, add_report_routes, add_calendar_routes,
                         add_clock_routes, add_event_routes})
    add(router_, shared_);
}

std::shared_ptr<const Rendered> Application::ready(const Glance& glance) {
  if (!takes_json(glance.accept)) return nullptr;
  for (const Collected& one : collected_) {
    if (!glance.target.starts_with(one.prefix)) continue;
    engine::Clearance clearance = one.of_public;
    if (!glance.authorization.empty()) {
      const auto by = who_calls_quietly(shared_.parts, glance.authorization);
      if (!by) return nullptr;
      clearance = one.rules->clearance(*by);
    }
    return shared_.parts.feed.rendered().find(rendered_key(glance.target, clearance));
  }
  return nullptr;
}

std::optional<Response> Application::handle(Request request, Respond respond) {
  static const Route unknown{"", "", "none", ""};
  try {
    return dispatch(request, respond);
  } catch (const Problem& problem) {
    return finished(unknown, request, problem.response(request.target.substr(0, request.target.find('?'))));
  } catch (const std::exception& fault) {
    spdlog::error("{} {} failed: {}", request.method, request.target, fault.what());
    return finished(unknown, request,
                    Problem("fault", "the request met a fault of the program").response(request.target));
  }
}

std::optional<Response> Application::dispatch(Request& request, const Respond& respond) {
  if (request.method == "OPTIONS" && request.target == "*")
    request.target = "/v1/clock";  // it has every method there is
  Target target = read_target(request.target);
  auto match = route_of(router_, request, target);
  if (!match.route) {
    Response allowed{204, {{"Allow", engine::joined(match.allowed, ", ")}}, "", false, nullptr};
    return finished({"OPTIONS", "", "options", ""}, request, std::move(allowed));
  }
  const Route& route = *match.route;
  const std::string* authorization = request.header("authorization");
  Call call;
  call.by = route.caller == Route::Caller::unasked ? public_actor : who_calls(shared_.parts, authorization);
  if (route.caller == Route::Caller::known && !authorization)
    throw Problem("identity-required", "this needs a token: send Authorization: Bearer TOKEN")
        .header("WWW-Authenticate", "Bearer");
  if (request.method == "POST") expect_json(request);
  call.request = std::move(request);
  call.path = std::move(target.path);
  call.arguments = std::move(match.arguments);
  call.query = std::move(target.query);
  return run(route, std::move(call), respond);
}

std::optional<Response> Application::run(const Route& route, Call call, const Respond& respond) {
  if (route.runs == Route::Runs::at_once) return guarded(route, call);
  if (route.runs == Route::Runs::on_writer) {
    // What the answer needs of the request, without its body.
    const Request asked{call.request.method, call.request.target, {}, ""};
    try {
      route.send(std::move(call), [this, &route, asked, respond](Response response) {
        respond(finished(route, asked, std::move(response)));
      });
      return std::nullopt;
    } catch (const Problem& problem) {
      return finished(route, asked, problem.response(asked.target.substr(0, asked.target.find('?'))));
    }
  }
  QueryPool& pool = route.runs == Route::Runs::on_clock_thread ? shared_.clock_mover
                    : route.slow && route.slow(call)           ? shared_.presses
                                                               : shared_.queries;
  if (auto answer = earlier_answer(route, call)) return answer;
  const auto shared_call = std::make_shared<Call>(std::move(call));  // std::function copies what it holds
  const bool queued = pool.submit([this, &route, shared_call, respond] {
    auto response = std::make_shared<Response>(guarded(route, *shared_call));
    remember(route, *shared_call, *response);
    shared_.post([respond, response] { respond(std::move(*response)); });
  });
  if (queued) return std::nullopt;
  Response busy = Problem("busy", "too many reads are waiting").header("Retry-After", "1").response(shared_call->path);
  remember(route, *shared_call, busy);
  return finished(route, shared_call->request, std::move(busy));
}

// A key in use is told before its request is queued: behind the one that has it, it would be looked at too late.
std::optional<Response> Application::earlier_answer(const Route& route, const Call& call) {
  if (call.request.method != "POST") return std::nullopt;
  try {
    auto kept = shared_.requests.begin(call);  // with its headers
    if (kept) shared_.metrics.answered(route.name, kept->status);
    return kept;
  } catch (const Problem& problem) {
    return finished(route, call.request, problem.response(call.path));
  }
}

// A question changes nothing: it is answered anew.
void Application::remember(const Route& route, const Call& call, const Response& response) {
  if (call.request.method != "POST") return;
  if (response.status >= 400) shared_.requests.forget(call);
  else if (route.runs == Route::Runs::on_clock_thread) shared_.requests.keep(call, response);
  else shared_.requests.keep(call, std::nullopt);
}

Response Application::guarded(const Route& route, Call& call) {
  try {
    return finished(route, call.request, route.answer(call));
  } catch (const Problem& problem) {
    return finished(route, call.request, problem.response(call.path));
  } catch (const std::exception& fault) {
    spdlog::error("{} {} failed: {}", call.request.method, call.request.target, fault.what());
    return finished(route, call.request,
                    Problem("fault", "the request met a fault of the program").response(call.path));
  }
}

Response Application::finished(const Route& route, const Request& request, Response response) {
  add_common_headers(shared_.parts, response);
  const std::string* tag = response.header("ETag");
  const std::string* known = request.header("if-none-match");
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (reads && response.status == 200 && tag && known && none_match_hits(*known, *tag))
    response = not_modified(response);
  shared_.metrics.answered(route.name, response.status);
  return response;
}

Response Application::failure(std::string_view problem, std::string detail, std::string_view target) {
  Response response = Problem(problem, std::move(detail)).response(target);
  if (response.status == 503) response.with("Retry-After", "1");
  add_common_headers(shared_.parts, response);
  response.close = true;
  shared_.metrics.answered("none", response.status);
  return response;
}

bool Application::portion(const std::shared_ptr<EventStream>& stream, std::function<void(std::string)> done) {
  return shared_.queries.submit([this, stream, done = std::move(done)] {
    std::string text;
    try {
      text = next_portion(shared_, *stream);
    } catch (const std::exception& fault) {
      spdlog::error("a stream of events failed: {}", fault.what());
    }
    shared_.post([done, text = std::move(text)] { done(text); });
  });
}

}  // namespace api
