// The way of a request: its route, its caller, the thread that answers it, and what every answer has.
#include "api/routes/application.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "api/http/conditions.hpp"
#include "api/http/origin.hpp"
#include "api/http/problem.hpp"
#include "api/http/ranges.hpp"
#include "api/http/text.hpp"
#include "api/http/wire.hpp"
#include "api/report/run.hpp"
#include "api/routes/form_intake.hpp"
#include "api/routes/identity.hpp"
#include "api/routes/page.hpp"
#include "api/routes/ready_pages.hpp"
#include "api/routes/representation.hpp"
#include "engine/text.hpp"

namespace api {
namespace {

constexpr std::string_view head_header = "Journal-Head";

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

// With a / too many at its end it is an address of ours all the same: the one without.
std::optional<Response> without_slash(const Router& router, const Request& request, const Target& target) {
  if (target.segments.size() < 2 || !target.segments.back().empty()) return std::nullopt;
  std::vector<std::string> segments(target.segments.begin(), target.segments.end() - 1);
  if (router.find(request.method, segments).allowed.empty()) return std::nullopt;
  const std::string query = request.target.substr(target.path.size());
  return Response{308, {{"Location", target.path.substr(0, target.path.size() - 1) + query}}, "", false, nullptr};
}

std::string media_of(const std::string* type) {
  return type ? engine::lower(engine::trimmed(std::string_view(*type).substr(0, type->find(';')))) : "";
}

void expect_form(const Request& request) {
  const std::string media = media_of(request.header("content-type"));
  const bool plain = !request.header("content-encoding");
  if (!plain || (media != "application/x-www-form-urlencoded" && media != "multipart/form-data"))
    throw Problem("not-a-form", "the body is none that a form of this site sends");
}

void expect_json(const Request& request, bool with_body) {
  if (request.header("content-encoding")) throw Problem("not-json", "the body has a Content-Encoding; send it plain");
  if (!with_body) return;
  const std::string* type = request.header("content-type");
  const std::string media = media_of(type);
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

std::string_view path_of(const Request& request) {
  return std::string_view(request.target).substr(0, request.target.find('?'));
}

Problem fault_of(const Request& request, const std::exception& fault) {
  spdlog::error("{} {} failed: {}", request.method, request.target, fault.what());
  return Problem("fault", "the request met a fault of the program");
}

Response allowing(const std::vector<std::string>& methods) {
  return {204, {{"Allow", engine::joined(methods, ", ")}}, "", false, nullptr};
}

// What is read is not what If-Match names.
Response another_version(const Parts& parts, const Request& request, const std::string* tag) {
  Problem problem("stale-version", tag ? "its ETag is " + *tag + " now" : "it has no ETag that If-Match could name");
  if (tag) problem.header("ETag", *tag);
  if (const auto version = version_of(tag ? *tag : "")) problem.with("version", std::to_string(*version));
  Response response = problem.response(path_of(request));
  add_common_headers(parts, response);
  return response;
}

}  // namespace

Application::Application(const Parts& parts, Post post) : context_(parts, std::move(post)) {
  for (const std::string& collection : context_.read.collections()) {
    const engine::Workflow& rules = context_.read.rules(collection);
    collected_.push_back({fmt::format("/v1/{}/", collection), &rules, rules.clearance(public_actor)});
  }
  for (const auto add :
       {add_operation_routes, add_case_routes,   add_document_routes, add_command_routes,  add_batch_routes,
        add_option_routes,    add_task_routes,   add_workflow_routes, add_question_routes, add_report_routes,
        add_calendar_routes,  add_clock_routes,  add_event_routes,    add_news_routes,     add_page_routes,
        add_me_routes,        add_search_routes, add_reading_pages,   add_sign_in_routes,  add_form_routes,
        add_ballot_routes,    add_desk_routes})
    add(router_, context_);
}

Application::Ready Application::ready(const Glance& glance) {
  if (!glance.target.starts_with("/v1/"))
    return {ready_page(context_.parts, glance.target, glance.accept, glance.cookie)};
  if (!takes_json(glance.accept)) return {};
  for (const Collected& one : collected_) {
    if (!glance.target.starts_with(one.prefix)) continue;
    if (glance.authorization.empty())
      return {context_.parts.feed.rendered().find(rendered_key(glance.target, one.of_public))};
    const auto by = who_calls_quietly(context_.parts, glance.authorization);
    if (!by) return {};
    Ready found{context_.parts.feed.rendered().find(rendered_key(glance.target, one.rules->clearance(*by))), by->id};
    if (const auto head = head_for(*by); found.rendered && !head.empty())
      found.more = fmt::format("{}: {}\r\n", head_header, head);
    return found;
  }
  return {};
}

std::string Application::head_for(const engine::Actor& by) const {
  return contains(context_.parts.keepers, by.role) ? context_.parts.feed.head() : "";
}

void Application::handle(Request request, Respond respond) {
  static const Route unknown{"", "", "none", ""};
  try {
    dispatch(request, respond);
  } catch (const Problem& problem) {
    answer(respond, finished(unknown, request, refusal(request, problem)));
  } catch (const std::exception& fault) {
    answer(respond, finished(unknown, request, refusal(request, fault_of(request, fault))));
  }
}

// Who may not send a body is answered before it is there: it would only lie in memory.
void Application::admit(Request request, engine::Once<void(Admission)> admit) {
  static const Route unknown{"", "", "none", ""};
  const auto once = std::make_shared<engine::Once<void(Admission)>>(std::move(admit));  // called in one of three places
  const auto tell = [this, once](Admission admission) {
    context_.post([once, admission = std::move(admission)]() mutable { (*once)(std::move(admission)); });
  };
  const Request asked{request.method, request.target, {}, "", request.from};
  try {
    Found found = look_up(request, true);
    if (found.instead) return tell({std::move(found.instead)});
    const bool kept = found.nobody && may_be_kept(found) && who_had_signed_in(context_.parts, found.call.request);
    if (kept && found.route->intake) return open_intake(std::move(found), tell);
    if (kept) return tell({{}, sharer_of(found.call)});
    if (found.nobody) return tell({finished(*found.route, asked, to_sign_in(found.call))});
    Respond refuse = [this, asked, tell, route = found.route, by = found.call.by](Response response) {
      Response whole = finished(*route, asked, std::move(response));
      if (const auto head = head_for(by); !head.empty()) whole.with(std::string(head_header), head);
      tell({std::move(whole)});
    };
    if (found.route->turned_down && found.route->turned_down(found.call, refuse)) return;
    if (found.route->intake) return open_intake(std::move(found), tell);
    tell({{}, sharer_of(found.call)});
  } catch (const Problem& problem) {
    tell({finished(unknown, asked, refusal(request, problem))});
  } catch (const std::exception& fault) {
    tell({finished(unknown, asked, refusal(request, fault_of(asked, fault)))});
  }
}

Application::Found Application::look_up(Request& request, bool with_body) {
  static const Route options{"OPTIONS", "", "options", ""}, elsewhere{"", "", "elsewhere", ""};
  const auto instead = [&](const Route& route, Response response) {
    Found found;
    found.instead = finished(route, request, std::move(response));
    return found;
  };
  if (request.method == "OPTIONS" && request.target == "*") return instead(options, allowing(router_.methods()));
  Target target = read_target(request.target);
  if (auto moved = without_slash(router_, request, target)) return instead(elsewhere, *std::move(moved));
  auto match = route_of(router_, request, target);
  if (!match.route) return instead(options, allowing(match.allowed));
  const Route& route = *match.route;
  Found found;
  found.route = &route;
  if (route.is_page()) look_at_visitor(request, found.call);
  else look_at_token(route, request, with_body, found.call);
  found.call.request = std::move(request);
  found.call.path = std::move(target.path);
  found.call.arguments = std::move(match.arguments);
  found.call.query = std::move(target.query);
  found.nobody = route.caller == Route::Caller::member && !found.call.known;
  return found;
}

// A form of a command or of a vote: its page shows again what was typed.
bool Application::may_be_kept(const Found& found) {
  return found.call.request.method == "POST" && found.route->runs == Route::Runs::on_writer;
}

Response Application::to_sign_in_first(const Found& found) {
  const Call& call = found.call;
  Response response = to_sign_in(call);
  const auto by = may_be_kept(found) ? who_had_signed_in(context_.parts, call.request) : std::nullopt;
  if (!by) return response;
  const std::string secret = context_.kept.forms.keep(*by, call.path, form_of(call));
  if (!secret.empty())
    response.with("Set-Cookie",
                  cookie_line(kept_form_cookie, secret,
                              fmt::format("; Max-Age={}", std::chrono::seconds(KeptForms::lasts).count())));
  return response;
}

void Application::look_at_token(const Route& route, const Request& request, bool with_body, Call& call) {
  const std::string* authorization = route.caller == Route::Caller::unasked ? nullptr : request.header("authorization");
  call.by = who_calls(context_.parts, authorization, request.from, context_.wrong_tokens);
  call.known = authorization != nullptr;
  if (route.caller == Route::Caller::known && !authorization)
    throw Problem("identity-required", "this needs a token: send Authorization: Bearer TOKEN")
        .header("WWW-Authenticate", "Bearer");
  if (request.method == "POST" && !route.intake) expect_json(request, with_body);
}

// The cookie opens pages and nothing else, so their forms alone have to be guarded against those of other sites.
void Application::look_at_visitor(const Request& request, Call& call) const {
  read_session(context_.parts, request, call);
  if (request.method != "POST") return;
  if (auto why = why_not_from_here(request, context_.parts.public_url))
    throw Problem("sent-from-elsewhere", *std::move(why));
  expect_form(request);
}

// As a page to whom a page would have been given, or whose browser asks for one at a path that is nothing.
Response Application::refusal(const Request& request, const Problem& problem) const {
  static const std::vector<std::string> forms = {"application/problem+json", "text/html"};
  const std::string* accept = request.header("accept");
  const bool wants_page = accept && !request.target.starts_with("/v1/") && choose(accept, forms) == 1;
  Call call;
  call.request = {request.method, request.target, {}, "", request.from};
  call.path = std::string(path_of(request));
  if (const Route* route = page_at(request); route || wants_page) {
    read_session(context_.parts, request, call);
    Response page = refusal_page(context_.read, call, problem);
    for (const auto& [name, value] : problem.headers()) page.with(name, value);
    return page;
  }
  return problem.response(path_of(request));
}

const Route* Application::page_at(const Request& request) const {
  try {
    const auto* route = router_.find(request.method, read_target(request.target).segments).route;
    return route && route->is_page() ? route : nullptr;
  } catch (const Problem&) {
    return nullptr;  // no path at all
  }
}

void Application::dispatch(Request& request, Respond& respond) {
  Found found = look_up(request, !request.body.empty() || request.intake);
  if (found.instead) return answer(respond, *std::move(found.instead));
  if (found.nobody) return answer(respond, finished(*found.route, found.call.request, to_sign_in_first(found)));
  if (found.call.known)
    respond = [this, by = found.call.by, respond = std::move(respond)](Response response) mutable {
      if (const auto head = head_for(by); !head.empty()) response.with(std::string(head_header), head);
      response.known_as = std::move(by.id);
      respond(std::move(response));
    };
  run(*found.route, std::move(found.call), respond);
}

void Application::run(const Route& route, Call call, Respond& respond) {
  if (route.runs == Route::Runs::at_once) return answer(respond, guarded(route, call));
  if (route.runs == Route::Runs::on_writer) return run_on_writer(route, std::move(call), respond);
  QueryPool& pool = pool_of(route, call);
  if (auto earlier = earlier_answer(route, call)) return answer(respond, *std::move(earlier));
  const Sharer who = sharer_of(call);
  pool.submit(who, [this, &route, call = std::move(call), respond = std::move(respond)](bool there_is_room) mutable {
    Response response =
        there_is_room ? guarded(route, call) : finished(route, call.request, refusal(call.request, too_many_reads()));
    remember(route, call, response);
    answer(respond, std::move(response));
  });
}

void Application::run_on_writer(const Route& route, Call call, Respond& respond) {
  // What the answer needs of the request, without its body.
  const Headers headers = route.is_page() ? call.request.headers : Headers();
  const Request asked{call.request.method, call.request.target, headers, "", call.request.from};
  Respond finish = [this, &route, asked, respond = std::move(respond)](Response response) mutable {
    respond(finished(route, asked, std::move(response)));
  };
  try {
    if (route.turned_down && route.turned_down(call, finish)) return;
    route.send(std::move(call), finish);
  } catch (const Problem& problem) {
    answer(finish, refusal(asked, problem));
  } catch (const std::exception& fault) {
    answer(finish, refusal(asked, fault_of(asked, fault)));
  }
}

void Application::give_up_papers() {
  context_.pools.presses.give_up();
  report::end_programs();
}

QueryPool& Application::pool_of(const Route& route, const Call& call) {
  if (route.runs == Route::Runs::on_clock_thread) return context_.pools.clock_mover;
  if (route.intake) return context_.pools.files;
  return route.slow && route.slow(call) ? context_.pools.presses : context_.pools.queries;
}

// Never at once: the caller may not be ready yet to be called back.
void Application::answer(Respond& respond, Response response) {
  context_.post(
      [respond = std::move(respond), response = std::move(response)]() mutable { respond(std::move(response)); });
}

// A key is looked up before its request is queued: in the queue it would wait for the request that uses the key, and
// hear of it too late.
std::optional<Response> Application::earlier_answer(const Route& route, const Call& call) {
  if (call.request.method != "POST") return std::nullopt;
  try {
    auto kept = context_.kept.requests.begin(call);  // with its headers
    if (kept) context_.metrics.answered(route.name, kept->status);
    return kept;
  } catch (const Problem& problem) {
    return finished(route, call.request, problem.response(call.path));
  }
}

// A question changes nothing, so it is answered anew each time.
void Application::remember(const Route& route, const Call& call, const Response& response) {
  if (call.request.method != "POST") return;
  if (response.status >= 400) context_.kept.requests.forget(call);
  else if (route.runs == Route::Runs::on_clock_thread) context_.kept.requests.keep(call, response);
  else context_.kept.requests.keep(call, std::nullopt);
}

Response Application::guarded(const Route& route, Call& call) {
  try {
    const auto answer = [&] { return route.answer(call); };
    if (!route.kept) return finished(route, call.request, answer());
    return kept_ready(context_.parts, call,
                      [&] { return finished(route, call.request, kept_for_member(context_, call, answer)); });
  } catch (const Problem& problem) {
    return finished(route, call.request, refusal(call.request, problem));
  } catch (const std::exception& fault) {
    return finished(route, call.request, refusal(call.request, fault_of(call.request, fault)));
  }
}

Response Application::finished(const Route& route, const Request& request, Response response) {
  add_common_headers(context_.parts, response);
  const std::string* tag = response.header("ETag");
  const std::string* known = request.header("if-none-match");
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (reads && response.status == 200 && !read_if_match(request.header("if-match")).hits(tag))
    response = another_version(context_.parts, request, tag);
  else if (reads && response.status == 200 && tag && known && none_match_hits(*known, *tag))
    response = not_modified(response);
  else if (reads && response.status == 200 && response.file) response = ranged(request, std::move(response));
  if (response.status == 416) add_common_headers(context_.parts, response);
  context_.metrics.answered(route.name, response.status);
  return response;
}

Response Application::failure(std::string_view problem, std::string detail, std::string_view target) {
  Response response = Problem(problem, std::move(detail)).response(target);
  if (response.status == 503) response.with("Retry-After", "1");
  add_common_headers(context_.parts, response);
  response.close = true;
  context_.metrics.answered("none", response.status);
  return response;
}

void Application::portion(const std::shared_ptr<EventStream>& stream, engine::Once<void(Portion)> done) {
  context_.pools.queries.submit(stream->sharer, [this, stream, done = std::move(done)](bool there_is_room) mutable {
    Portion portion;
    try {
      if (there_is_room) portion = next_portion(context_.read, *stream);
    } catch (const std::exception& fault) {
      spdlog::error("a stream of events failed: {}", fault.what());
      portion = {stream_ended("the program met a fault; come back with the Last-Event-ID that you have"), true};
    }
    context_.post([done = std::move(done), portion = std::move(portion)]() mutable { done(std::move(portion)); });
  });
}

}  // namespace api
