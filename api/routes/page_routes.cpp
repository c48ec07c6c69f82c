// The pages that say what this server is: its own address, and the one for developers.
#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "api/http/conditions.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/pages/site.hpp"
#include "api/routes/context.hpp"
#include "api/routes/openapi.hpp"

namespace api {
namespace {

constexpr std::string_view policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

void add_once(std::vector<pages::Named>& all, const std::string& name, std::string title) {
  const bool there = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  if (!there) all.push_back({name, std::move(title)});
}

std::string title_of(const Read& read, std::string_view report) {
  return read.parts.report_title ? read.parts.report_title(report) : in_words(report);
}

pages::Site site_of(const Read& read) {
  pages::Site site;
  site.version = read.parts.program_version;
  site.simulated = read.parts.clock.simulated();
  site.collections = read.collections();
  for (const auto& rules : read.parts.workflows.all()) {
    add_once(site.workflows, std::string(rules->name()), std::string(rules->title()));
    for (const auto& report : rules->reports())
      add_once(site.reports, std::string(report.name), title_of(read, report.name));
  }
  for (const ProblemKind& kind : problem_kinds())
    site.problems.push_back({std::string(kind.name), fmt::format("{} {}", kind.status, kind.title)});
  return site;
}

// A page says the same for as long as the program runs.
struct PageOnce {
  std::once_flag once;
  std::string text, tag;
};

Route page(std::string pattern, std::string summary, std::string media, std::function<std::string()> make) {
  Route route{"GET", std::move(pattern), "page", std::move(summary)};
  route.caller = Route::Caller::unasked;
  route.statuses = {200, 304};
  route.media = {media};
  const auto made = std::make_shared<PageOnce>();  // shared by copies of the handler
  route.answer = [made, media, make = std::move(make)](Call& call) {
    call.query.only_known();
    std::call_once(made->once, [&] {
      made->text = make();
      made->tag = content_tag(made->text);
    });
    Response response{200, {{"Content-Type", media + "; charset=utf-8"}, {"ETag", made->tag}}, made->text, false, {}};
    if (media == "text/html") response.with("Content-Security-Policy", std::string(policy));
    return response;
  };
  return route;
}

}  // namespace

void add_page_routes(Router& router, Context& context) {
  const Read& read = context.read;
  router.add(page("/", "What this server is, and where to read on.", "text/html",
                  [&read] { return pages::front_page(site_of(read)); }));
  router.add(page("/docs", "This document, for people.", "text/html",
                  [&read, &router] { return pages::docs_page(site_of(read), openapi(router, read)); }));
  router.add(page("/page.css", "How pages look.", "text/css", [] { return std::string(pages::style_sheet()); }));
}

}  // namespace api
