// What is worked out once for all handlers, and the parameters that many routes have in common.
#include "api/routes/context.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/choices.hpp"
#include "api/routes/form_page.hpp"

namespace api {
namespace {

std::map<const engine::Workflow*, std::vector<engine::CommandDescription>> commands_in(const Parts& parts) {
  std::map<const engine::Workflow*, std::vector<engine::CommandDescription>> found;
  for (const auto& rules : parts.workflows.all()) {
    auto commands = rules->commands();
    if (parts.lists)
      for (auto& one : commands) one.schema = with_choices(one.schema, parts.lists(*rules, one.name));
    found.emplace(rules.get(), std::move(commands));
  }
  return found;
}

void add_once(std::vector<pages::Named>& all, const std::string& name, std::string title) {
  const bool there = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  if (!there) all.push_back({name, std::move(title)});
}

pages::Site site_of(const Read& read) {
  const Parts& parts = read.parts;
  pages::Site site;
  site.collections = read.collections();
  site.version = parts.program_version;
  site.simulated = parts.clock.simulated();
  for (const auto& rules : parts.workflows.all()) {
    add_once(site.workflows, std::string(rules->name()), std::string(rules->title()));
    for (const auto& report : rules->reports())
      add_once(site.reports, std::string(report.name), called(parts, report.name));
  }
  if (!parts.pages.site.empty()) site.name = parts.pages.site;
  for (const auto& one : parts.pages.all) site.navigation.push_back({one.collection, one.title});
  if (site.navigation.empty())
    for (const auto& one : site.collections) site.navigation.push_back({one, in_words(one)});
  for (const ProblemKind& kind : problem_kinds())
    site.problems.push_back({std::string(kind.name), fmt::format("{} {}", kind.status, kind.title)});
  return site;
}

constexpr std::size_t clock_moves_waiting_max = 8;

}  // namespace

std::string called(const Parts& parts, std::string_view name) {
  const auto found = parts.pages.called.find(std::string(name));
  return found == parts.pages.called.end() ? in_words(name) : found->second;
}

std::string command_called(const Parts& parts, std::string_view collection, std::string_view command,
                           std::string_view role) {
  const auto& words = parts.pages.called;
  for (const auto& name : {fmt::format("{}@{}", command, role), fmt::format("{}/{}", collection, command)})
    if (const auto found = words.find(name); found != words.end()) return found->second;
  return called(parts, command);
}

std::string step_called(const Parts& parts, std::string_view collection, const engine::Event& event) {
  return parts.event_words ? parts.event_words(collection, event) : in_words(event.type);
}

Pools::Pools(const Limits& limits)
    : clock_mover(
          {"clock", 1, 1, limits_of(clock_moves_waiting_max, clock_moves_waiting_max, clock_moves_waiting_max)}),
      files({"files", 2, 1,
             limits_of(limits.queries_waiting_max, limits.queries_of_address_max, limits.queries_of_token_max)}),
      presses({"papers", 2, 1,
               limits_of(limits.papers_waiting_max, limits.papers_of_address_max, limits.papers_of_token_max)}),
      queries({"queries", limits.query_threads + 1, limits.query_threads,
               limits_of(limits.queries_waiting_max, limits.queries_of_address_max, limits.queries_of_token_max)}) {}

Context::Context(const Parts& given, Post to_io)
    : parts(given),
      read(parts),
      forms(std::make_shared<const Forms>(read)),
      post(std::move(to_io)),
      pools(parts.limits) {}

Read::Read(const Parts& given)
    : parts(given),
      cases(given.workflows, given.reader, given.feed),
      seen_head(given.workflows, given.reader, cases),
      search(given.workflows, given.reader, cases, given.finding, given.search_index),
      commands(commands_in(given)),
      site(site_of(*this)) {}

Sources Read::sources(const engine::AsAt& as_at) const {
  return {parts.workflows, parts.reader, as_at, [this](const engine::CaseName& name) { return cases.id_of(name); },
          [this, as_at](const std::string& id) { return cases.as_at(id, as_at); }};
}

std::vector<std::string> Read::collections() const {
  std::vector<std::string> all;
  for (const auto& rules : parts.workflows.all())
    if (std::find(all.begin(), all.end(), rules->collection()) == all.end()) all.emplace_back(rules->collection());
  return all;
}

bool read_dry_run(Query& query) {
  const auto dry_run = query.text("dry_run");
  if (dry_run && *dry_run != "true" && *dry_run != "false") throw wrong_parameter("dry_run", "it is true or false");
  return dry_run == "true";
}

ParameterDescription key_parameter(std::string_view more) {
  return {"Idempotency-Key", "The same key and body again gives the same answer and does nothing." + std::string(more),
          R"({"type":"string","minLength":1,"maxLength":255})", "header"};
}

engine::AsAt read_as_at(Query& query) { return {query.date("as_at"), query.instant("known_at")}; }

std::vector<ParameterDescription> both(std::vector<ParameterDescription> some,
                                       const std::vector<ParameterDescription>& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

const std::vector<ParameterDescription>& as_at_parameters() {
  static const std::vector<ParameterDescription> all = {
      {"as_at", "As it stood at the end of this day.", R"({"type":"string","format":"date"})"},
      {"known_at", "As far as it had been recorded at this instant.", R"({"type":"string","format":"date-time"})"},
  };
  return all;
}

}  // namespace api
