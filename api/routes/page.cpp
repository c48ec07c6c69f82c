// Puts pages into their frame, with the headers that they have in common.
#include "api/routes/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/http/conditions.hpp"
#include "api/http/policy.hpp"
#include "api/http/text.hpp"
#include "api/http/wire.hpp"
#include "api/pages/files.hpp"
#include "api/report/paper_text.hpp"

namespace api {
namespace {

Route route_of(std::string method, std::string pattern, std::string summary, std::function<Response(Call&)> answer,
               bool member) {
  Route route{std::move(method), std::move(pattern), "page", std::move(summary)};
  route.caller = member ? Route::Caller::member : Route::Caller::visitor;
  route.media = {"text/html"};
  route.answer = std::move(answer);
  return route;
}

// Who has signed in, as the top of each page says it.
std::string who(const Read& read, const Call& call) {
  if (!call.known) return "";
  const engine::Actor& by = call.by;
  return fmt::format("{}, {}", by.name.empty() ? by.id : by.name,
                     by.seat.empty() ? called(read.parts, by.role) : "seat " + by.seat);
}

// Unless ?format= says another form: people follow links, and their browsers accept anything.
void prefer_html(Call& call) {
  const auto& all = call.query.all();
  if (std::any_of(all.begin(), all.end(), [](const auto& one) { return one.first == "format"; })) return;
  std::erase_if(call.request.headers, [](const auto& header) { return header.first == "accept"; });
  call.request.headers.emplace_back("accept", "text/html");
}

}  // namespace

Route page_route(std::string pattern, std::string summary, std::function<Response(Call&)> answer, bool member) {
  Route route = route_of("GET", std::move(pattern), std::move(summary), std::move(answer), member);
  route.statuses = {200, 304};
  if (member) route.statuses = {200, 303};
  return route;
}

Route form_route(std::string pattern, std::string summary, std::function<Response(Call&)> answer, bool member) {
  Route route = route_of("POST", std::move(pattern), std::move(summary), std::move(answer), member);
  route.statuses = {303, 422};
  return route;
}

Route paper_page(const Route& route) {
  Route page = route;
  page.pattern.erase(0, std::string_view("/v1").size());
  page.name = "page";
  page.caller = Route::Caller::visitor;
  // What programs read they read under /v1.
  std::erase(page.media, "application/json");
  page.gives.clear();
  page.answer = [answer = route.answer](Call& call) {
    prefer_html(call);
    return as_page(call, answer(call));
  };
  return page;
}

pages::Frame frame_of(const Read& read, const Call& call, std::string title) {
  pages::Frame frame;
  frame.title = std::move(title);
  frame.path = call.path;
  frame.who = who(read, call);
  frame.keeper = call.known && contains(read.parts.keepers, call.by.role);
  frame.now = read.parts.clock.now();
  return frame;
}

Response page(const Read& read, const Call& call, const pages::Frame& frame, const char* main,
              const kainjow::mustache::data& values, int status) {
  return page(read, call, frame, pages::filled(main, values), status);
}

Response page(const Read& read, const Call& call, const pages::Frame& frame, std::string filled_main, int status) {
  Response response{status, {{"Content-Type", "text/html; charset=utf-8"}}, "", false, {}};
  response.body = pages::framed(read.site, frame, std::move(filled_main));
  response.with("Content-Security-Policy", page_policy());
  if (status == 200 && !call.known && call.request.method != "POST") response.with("ETag", content_tag(response.body));
  return as_page(call, std::move(response));
}

Response as_page(const Call& call, Response response) {
  std::erase_if(response.headers, [&](const auto& header) {
    return header.first == "Vary" || (call.known && header.first == "Cache-Control");
  });
  response.with("Vary", response.status == 303 ? "Cookie" : "Cookie, Accept");
  if (call.known || call.request.method == "POST") response.with("Cache-Control", "no-store");
  return response;
}

Response see_other(const Call& call, const std::string& path) {
  return as_page(call, Response{303, {{"Location", path}}, "", false, {}});
}

Response to_sign_in(const Call& call) {
  return see_other(call, "/sign-in?next=" + encoded(call.request.method == "POST" ? call.path : call.request.target));
}

namespace {
std::string sentence(std::string words) {
  words = with_capital(std::move(words));
  return words.empty() || words.ends_with('.') ? words : words + ".";
}

// The page of the case whose form this is; empty: it is none.
std::string case_of(const std::string& path) {
  const auto form = path.find("/do/");
  return form == std::string::npos ? "" : path.substr(0, form);
}
}  // namespace

Response refusal_page(const Read& read, const Call& call, const Problem& problem) {
  kainjow::mustache::data values;
  const std::string name(problem.name());
  // Its title is for programs, which speak of a caller.
  const std::string title(name == "not-allowed" ? "You may not do this" : problem.kind().title);
  values["title"] = title;
  values["detail"] = sentence(report::printable(problem.detail()));
  if (const auto back = case_of(call.path); !back.empty()) values["back"] = back;
  for (const char* known : {"not-found", "not-allowed", "sent-from-elsewhere", "fault", "busy"})
    values[std::string("is-") + known] = kainjow::mustache::data{name == known};
  values["nobody"] = kainjow::mustache::data{!call.known};
  values["next"] = encoded(call.request.target);
  auto frame = frame_of(read, call, title);
  frame.error = true;
  return page(read, call, frame, pages::files::refusal_html, values, problem.status());
}

}  // namespace api
