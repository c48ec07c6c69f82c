// Says what the routes of this folder write themselves: pages, events, results of commands, options, tasks, the clock.
#include "api/routes/answers.hpp"

#include <nlohmann/json.hpp>

#include "api/http/problem.hpp"
#include "api/http/text.hpp"
#include "api/routes/vocabulary.hpp"

namespace api {
namespace {

using engine::any_object;
using engine::Date;
using engine::list_of;
using engine::or_null;
using engine::Shape;
using engine::shaped;
using engine::Time;
using engine::word_among;
using engine::written;
using Texts = std::vector<std::string>;
using MaybeText = std::optional<std::string>;

// The bodies of all events that are described; without any, some object.
engine::Json any_event_body(const Read& read) {
  std::string all;
  for (const auto& [what, shape] : read.parts.answers.of)
    if (what.find('!') != std::string::npos) all += (all.empty() ? "" : ",") + shaped(shape);
  return or_null(all.empty() ? any_object() : R"({"anyOf":[)" + all + "]}");
}

Shape event(std::string name, const Vocabulary& words, engine::Json body) {
  return Shape(std::move(name))
      .has<std::int64_t>("seq")
      .has<int>("version")
      .has("event", among(words.events))
      .has("from", or_null(among(words.states)))
      .has("to", among(words.states))
      .has<Date>("effective_on")
      .has<Time>("at")
      .has("by", or_null(shaped("EventBy")))
      .has("body", std::move(body));
}

// replies.cpp. The result of each of many commands has an event: there its body is not one of all, since readers of
// the document that copy what they read would copy every one of them for every command.
void add_events(std::vector<Shape>& to, const Read& read, const Vocabulary& words) {
  to.push_back(Shape("EventBy").has<std::string>("id").has("role", among(words.senders)));
  to.push_back(event("Event", words, any_event_body(read)));
  to.push_back(event("StepEvent", words, or_null(any_object())));
  to.push_back(engine::page_of("EventPage", "Event"));
  to.push_back(Shape("Brought")
                   .has("collection", word_among(read.collections()))
                   .has<std::string>("ref")
                   .may_have("event", shaped("StepEvent")));
  Shape result("CommandResult");  // the case under its own name
  for (const std::string& collection : read.collections())
    if (const auto name = shape_of(read, collection); !name.empty())
      result.may_have(read.rules(collection).noun(), shaped(name));
  result.has("event", shaped("StepEvent"))
      .may_have("receipt", engine::sha256_text())
      .may_have<bool>("dry_run")
      .may_have("brought", list_of(shaped("Brought")));
  to.push_back(result);
  to.push_back(Shape("BatchResult").has("results", list_of(shaped("CommandResult"))));
}

// Before it is opened a case is in a state without a name, and some states have no stage.
Texts with_none(Texts words) {
  words.emplace_back();
  return words;
}

// replies.cpp, option_routes.cpp
void add_options(std::vector<Shape>& to, const Vocabulary& words) {
  const auto roles = list_of(among(words.roles));
  to.push_back(Shape("Unmet")
                   .has("guard", among(words.guards))
                   .has<std::string>("reason")
                   .has<std::string>("clause")
                   .has<std::string>("who"));
  to.push_back(Shape("Option")  // `fields` may ask for some of these alone
                   .may_have("command", among(words.commands))
                   .may_have("to", among(with_none(words.targets)))
                   .may_have<bool>("allowed")
                   .may_have("roles", roles)
                   .may_have("recorders", roles)
                   .may_have("unmet", list_of(shaped("Unmet")))
                   .may_have("schema", any_object()));
  to.push_back(engine::page_of("OptionPage", "Option"));
}

// http/problem.cpp and whoever adds members to one
void add_problems(std::vector<Shape>& to, const Vocabulary& words) {
  to.push_back(Shape("WrongField")
                   .may_have<std::string>("pointer")
                   .may_have<std::string>("parameter")
                   .may_have<std::string>("title")
                   .has<std::string>("detail"));
  to.push_back(Shape("TriedRow").has("to", among(with_none(words.targets))).has("unmet", list_of(shaped("Unmet"))));
  Texts types, titles;
  for (const ProblemKind& kind : problem_kinds()) {
    types.push_back("/problems/" + std::string(kind.name));
    if (!contains(titles, kind.title)) titles.emplace_back(kind.title);
  }
  const auto roles = list_of(among(words.roles)), commands = list_of(among(words.commands));
  to.push_back(Shape("Problem")
                   .has("type", word_among(types))
                   .has("title", word_among(titles))
                   .has<int>("status")
                   .has<std::string>("detail")
                   .has<std::string>("instance")
                   .may_have("errors", list_of(shaped("WrongField")))
                   .may_have("state", among(with_none(words.states)))  // none yet of what was not opened
                   .may_have("tried", list_of(shaped("TriedRow")))
                   .may_have("possible", commands)
                   .may_have<std::string>("of")
                   .may_have<std::string>("pointer")
                   .may_have<int>("version")
                   .may_have<int>("index")
                   .may_have<bool>("refused")
                   .may_have("roles", roles)
                   .may_have("recorders", roles)
                   .may_have("commands", commands)
                   .may_have<Texts>("available")
                   .may_have<int>("line")
                   .may_have<int>("column"));
  to.push_back(Shape("ProblemKind")
                   .has("type", word_among(types))
                   .has("title", word_among(titles))
                   .has<int>("status")
                   .has<std::string>("explanation"));
}

Texts warning_codes() {
  return {"newest-entry-ahead", "clock-held",        "deadlines-not-firing",
          "head-missing",       "tokens-unreadable", "watcher-fault"};
}

// operation_routes.cpp, clock_routes.cpp
void add_operation(std::vector<Shape>& to) {
  to.push_back(Shape("Alive").has("status", word_among({"alive"})));
  to.push_back(Shape("Warning").has("code", word_among(warning_codes())).has<Time>("since").has<std::string>("detail"));
  Shape faults("FaultCounts");
  for (const auto where : engine::fault_places) faults.has<std::int64_t>(engine::to_text(where));
  to.push_back(faults);
  to.push_back(Shape("Readiness")
                   .has("status", word_among({"ready"}))
                   .has<std::optional<std::int64_t>>("alarm_looked_seconds_ago")
                   .has("faults", shaped("FaultCounts"))
                   .has("warnings", list_of(shaped("Warning"))));
  to.push_back(Shape("Clock")
                   .has<Time>("now")
                   .has<Date>("today")
                   .has<bool>("simulated")
                   .has<bool>("held")
                   .may_have<std::string>("why")
                   .may_have<Time>("expected"));
  to.push_back(Shape("OpenApi")
                   .has("openapi", engine::text_like("^3\\.1\\.[0-9]+$"))
                   .has("info", any_object())
                   .has("servers", list_of(any_object()))
                   .has("security", list_of(any_object()))
                   .has("tags", list_of(any_object()))
                   .has("paths", any_object())
                   .has("components", any_object()));
}

// me_routes.cpp
void add_me(std::vector<Shape>& to, const Read& read, const Vocabulary& words) {
  to.push_back(Shape("Me")
                   .has<std::string>("id")
                   .has("role", among(words.roles))
                   .has<MaybeText>("seat")
                   .has<MaybeText>("party")
                   .has("category", or_null(among(read.parts.categories)))
                   .has<std::optional<Date>>("expires")
                   .has("clearance", or_null(among(words.clearances))));
}

// search_routes.cpp
void add_search(std::vector<Shape>& to, const Read& read, const Vocabulary& words) {
  to.push_back(Shape("SearchPlace")
                   .has<std::string>("called")
                   .has<std::string>("member")
                   .has("event", or_null(among(words.events)))
                   .has<std::optional<Date>>("on")
                   .has<std::string>("text"));
  to.push_back(Shape("SearchHit")
                   .has("collection", word_among(read.collections()))
                   .has<std::string>("ref")
                   .has<std::string>("href")
                   .has<MaybeText>("title")
                   .has("state", or_null(among(words.states)))
                   .has("found", list_of(shaped("SearchPlace"))));
  to.push_back(engine::page_of("SearchPage", "SearchHit"));
}

// task_routes.cpp, calendar_routes.cpp
void add_days(std::vector<Shape>& to, const Read& read) {
  to.push_back(Shape("Task")
                   .has<std::string>("task")
                   .has<std::string>("assignee")
                   .has<std::optional<Time>>("due")
                   .may_have<Date>("provisional_from")
                   .has<std::string>("ref")
                   .has("collection", word_among(read.collections()))
                   .has<std::string>("href"));
  to.push_back(engine::page_of("TaskPage", "Task"));
  to.push_back(Shape("WorkingDays")  // `add` and `date` of a sum, `to` and `working_days` of a span
                   .has<Date>("from")
                   .may_have<int>("add")
                   .may_have<Date>("date")
                   .may_have<Date>("to")
                   .may_have<int>("working_days")
                   .has<std::string>("calendar")
                   .has<std::vector<Date>>("skipped")
                   .may_have<Date>("provisional_from"));
  to.push_back(Shape("Holiday").has<Date>("date").may_have<Date>("provisional_from"));
  to.push_back(engine::page_of("HolidayPage", "Holiday"));
}

// workflow_routes.cpp, engine/describe.cpp
void add_workflows(std::vector<Shape>& to, const Read& read, const Vocabulary& words) {
  const auto head = [&](Shape shape) {
    return shape.has("name", among(words.workflows))
        .has("title", among(words.titles))
        .has("collection", word_among(read.collections()))
        .has("noun", among(words.nouns));
  };
  const auto roles = list_of(among(words.roles));
  to.push_back(head(Shape("WorkflowSummary")).has<std::string>("href"));
  to.push_back(engine::page_of("WorkflowPage", "WorkflowSummary"));
  to.push_back(Shape("WorkflowState")
                   .has("name", among(with_none(words.states)))
                   .has<std::string>("display")
                   .has("stage", among(with_none(words.stages)))
                   .has<bool>("terminal"));
  to.push_back(Shape("WorkflowCommand")
                   .has("name", among(words.commands))
                   .has<std::string>("summary")
                   .has("roles", roles)
                   .has("recorders", roles)
                   .has<bool>("any_version")
                   .has<bool>("previews")
                   .has<bool>("opens")
                   .has("schema", or_null(any_object())));
  to.push_back(Shape("WorkflowRow")
                   .has("from", list_of(among(with_none(words.states))))
                   .has("command", among(words.commands))
                   .has("to", or_null(among(words.targets)))
                   .has("event", among(words.events))
                   .has("guards", list_of(among(words.guards)))
                   .has<std::string>("clause"));
  to.push_back(head(Shape("Workflow"))
                   .has("states", list_of(shaped("WorkflowState")))
                   .has("commands", list_of(shaped("WorkflowCommand")))
                   .has("rows", list_of(shaped("WorkflowRow"))));
}

// report/json.cpp
void add_reports(std::vector<Shape>& to) {
  const engine::Json cell = R"({"type":["string","integer","null"]})";
  const auto rows = list_of(shaped("ReportRow"));
  to.push_back(Shape("ReportRow").may_have<Date>("provisional_from").all_others(cell));
  to.push_back(Shape("ReportColumn")
                   .has<std::string>("name")
                   .has<std::string>("heading")
                   .has("kind", word_among({"text", "number", "date"})));
  to.push_back(Shape("ReportSection")
                   .has<std::string>("heading")
                   .has<MaybeText>("lead")
                   .may_have<Texts>("prose")
                   .has("columns", list_of(shaped("ReportColumn")))
                   .has("rows", rows));
  to.push_back(Shape("UploadedDocument")
                   .has("sha256", engine::sha256_text())
                   .has<std::int64_t>("size")
                   .has<std::string>("media_type"));
  to.push_back(Shape("JournalHead").has<std::int64_t>("entries").has("hash", engine::sha256_text()));
  to.push_back(Shape("Report")  // tables that are too wide for paper stand beside its sections
                   .has<std::string>("report")
                   .has<std::string>("title")
                   .has<std::string>("classification")
                   .has<MaybeText>("handling")
                   .has<std::optional<Date>>("as_at")
                   .has<std::optional<Date>>("since")
                   .has<std::optional<Time>>("known_at")
                   .may_have("head", shaped("JournalHead"))
                   .has<bool>("simulated")
                   .has("header", engine::map_of(written<std::string>()))
                   .has("sections", engine::map_of(shaped("ReportSection")))
                   .all_others(rows));
}

// A page for whatever is listed: summaries of cases, items of their parts.
void add_pages(std::vector<Shape>& to, const Read& read) {
  for (const std::string& collection : read.collections()) {
    const auto whole = shape_of(read, collection), summary = shape_of(read, collection + "/summary");
    if (!whole.empty() && !summary.empty()) to.push_back(engine::page_of(page_name(whole), summary));
    for (const std::string_view part : read.rules(collection).parts())
      if (const auto item = shape_of(read, collection + "/" + std::string(part)); !item.empty())
        to.push_back(engine::page_of(page_name(item), item));
  }
}

}  // namespace

std::string shape_of(const Read& read, std::string_view what) {
  const auto* found = read.parts.answers.find(what);
  return found ? *found : "";
}

std::string page_name(std::string_view shape) { return shape.empty() ? "" : std::string(shape) + "Page"; }

std::vector<Shape> all_shapes(const Read& read) {
  std::vector<Shape> all = read.parts.answers.shapes;
  add_pages(all, read);
  const Vocabulary words(read);
  add_events(all, read, words);
  add_options(all, words);
  add_problems(all, words);
  add_operation(all);
  add_me(all, read, words);
  add_search(all, read, words);
  add_days(all, read);
  add_workflows(all, read, words);
  add_reports(all);
  return all;
}

}  // namespace api
