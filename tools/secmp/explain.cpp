// Where a case stands and what may happen next, for a person at a terminal.
#include <algorithm>
#include <iostream>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "engine/case_called.hpp"
#include "store/reader.hpp"
#include "tools/secmp/clock_keeper.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/up_to_date.hpp"
#include "workflows/all.hpp"

namespace secmp {

namespace {
using Dom = nlohmann::json;

struct Found {
  const engine::Workflow* rules;
  engine::Case current;
};

Found find(const engine::Workflows& workflows, const engine::Reader& reader, const std::string& reference,
           const engine::AsAt& as_at) {
  for (const auto& one : workflows.all()) {
    const auto id = engine::case_called(workflows, reader, one->collection(), reference);
    if (!id) continue;
    const auto entries = reader.entries(*id, as_at);
    if (entries.empty()) throw store::Refusal(reference + " was not there on that day");
    auto current = workflows.get(entries.front().workflow).blank(*id);
    for (const auto& entry : entries) current = one->evolve(current, entry);
    return {&workflows.get(current.workflow), std::move(current)};
  }
  throw store::Refusal("there is no '" + reference + "'");
}

std::string text(const Dom& from, const char* name) {
  if (!from.contains(name)) return "not known";
  if (from[name].is_object()) return text(from[name], "text");  // one with a classification
  return from[name].is_string() ? from[name].get<std::string>() : "not known";
}

void print_standing(const Found& found, engine::Clearance everything) {
  const auto view = Dom::parse(found.rules->view(found.current, everything));
  std::string state = found.current.state;
  for (const auto& one : found.rules->states())
    if (one.name == state) state += fmt::format(" ({})", one.display);
  // What a case is called: a title, a name, or what it says.
  const auto* called = view.contains("title") ? "title" : view.contains("name") ? "name" : "text";
  const auto reference = view.contains("reference") && view["reference"].is_string()
                             ? text(view, "reference")
                             : found.rules->listing(found.current).references.front();
  const auto name = text(view, called);
  std::cout << fmt::format("{}  {}\n  stands in      {}\n  under          {}, version {}\n  since          {}\n",
                           reference, name, state, found.current.workflow, found.current.version,
                           engine::to_text(found.current.effective_on));
  if (view.contains("waiting_for") && view["waiting_for"].is_object()) {
    const auto& waiting = view["waiting_for"];
    std::cout << fmt::format(
        "  waits for      {}: {}{}\n", text(waiting, "who"), text(waiting, "what"),
        waiting["until"].is_string()
            ? ", until " + waiting["until"].get<std::string>() +
                  (waiting.contains("provisional_from") ? std::string(engine::provisional_mark) : "")
            : "");
    if (waiting.contains("seats"))
      std::cout << fmt::format("  not voted      {}{}\n",
                               fmt::join(waiting["seats"].get<std::vector<std::string>>(), ", "),
                               waiting["more"] > 0 ? fmt::format(" and {} more", waiting["more"].get<int>()) : "");
  }
  std::map<std::string, std::string> counted;  // by name, if the case says how
  for (const auto& one : view.value("deadlines", Dom::array()))
    if (one.contains("counted") && one["counted"].is_string()) counted[text(one, "name")] = text(one, "counted");
  for (const auto& deadline : found.rules->project(found.current).deadlines) {
    const auto how = counted.contains(deadline.name) ? ": " + counted[deadline.name] : "";
    std::cout << fmt::format("  deadline       {} at {}{}\n", deadline.name, engine::to_text(deadline.due), how);
  }
}

const engine::CommandDescription& called(const std::vector<engine::CommandDescription>& commands,
                                         const std::string& name) {
  const auto found = std::find_if(commands.begin(), commands.end(), [&](const auto& one) { return one.name == name; });
  return found != commands.end() ? *found : throw std::logic_error("no command is called " + name);
}

// What a body must say, as forms call it.
std::string needed_in(const engine::Json& schema) {
  const auto body = Dom::parse(schema);
  std::string all;
  for (const auto& name : body.value("required", Dom::array()))
    all += fmt::format("{}{} ({})", all.empty() ? "" : "; ",
                       body["properties"][name.get<std::string>()].value("title", "no words"), name.get<std::string>());
  return all;
}

void print_options(const Found& found, const engine::Setting& setting) {
  std::cout << "\nWhat may happen next:\n";
  const auto commands = found.rules->commands();
  for (const auto& option : found.rules->options(found.current, setting)) {
    const auto& command = called(commands, option.command);
    if (command.roles.empty()) continue;  // the clock's own
    const auto to = option.to == found.current.state ? "" : " -> " + option.to;
    std::cout << fmt::format("  {} {}{}  [{}]\n", option.unmet.empty() ? "yes" : " no", option.command, to,
                             fmt::join(command.roles, ", "));
    const auto needed = option.unmet.empty() ? needed_in(command.schema) : "";
    if (!needed.empty()) std::cout << "        say: " << needed << '\n';
    for (const auto& unmet : option.unmet)
      std::cout << fmt::format("        {} ({}; {}{})\n", unmet.reason, unmet.guard, unmet.clause,
                               unmet.who.empty() ? "" : fmt::format("; {} can cure it", unmet.who));
  }
}
}  // namespace

int explain(const ExplainOptions& options) {
  engine::AsAt as_at;
  if (!options.as_at.empty()) {
    as_at.effective = engine::read_date(options.as_at);
    if (!as_at.effective) throw store::Refusal("--as-at must be " + std::string(engine::written_day));
  }
  const auto workflows = workflows::all();
  const auto opened = open_to_read(options.data, workflows);
  const auto& folder = *opened;
  const store::SqliteReader reader(folder);
  const auto found = find(workflows, reader, options.reference, as_at);
  auto now = time_of(folder, reader);
  const auto last_second = std::chrono::hours{24} - std::chrono::seconds{1};
  if (as_at.effective) now = std::min(now, engine::london_time(*as_at.effective, last_second));
  auto setting = engine::setting_at(now, found.current);
  setting.reader = engine::Actor{"", "secas-manager", "", "", ""};  // whoever has the folder sees all of it
  print_standing(found, found.rules->clearance({"", "secas-manager", "", "", ""}));
  print_options(found, setting);
  return 0;
}

}  // namespace secmp
