// Reads the lines of a script strictly: each is a command or a move of the clock, and a fault names its line.
#include "tools/secmp/script.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "api/http/prescan.hpp"
#include "engine/blanks.hpp"
#include "engine/calendar.hpp"
#include "tools/secmp/bad_file.hpp"
#include "tools/secmp/commands.hpp"

namespace secmp {

void refuse_line(int number, const std::string& why) { throw BadFile(fmt::format("line {}: {}", number, why)); }

namespace {
using Dom = nlohmann::json;

// One line being read.
class Line {
 public:
  Line(const ScriptLine& line, const engine::Workflows& workflows)
      : number_(line.number), dom_(line.dom), workflows_(workflows) {}

  Step read() const {
    if (!dom_.contains("clock")) return CommandLine{day(), command()};
    known_fields(dom_, {"clock"}, "of a line that moves the clock");
    const auto to = engine::read_time(text(dom_, "clock"));
    if (!to) refuse("'clock' must be " + std::string(engine::written_instant));
    return ClockLine{*to};
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const { refuse_line(number_, why); }

  void known_fields(const Dom& from, std::initializer_list<std::string_view> known, std::string_view of_what) const {
    for (const auto& [name, _] : from.items())
      if (std::find(known.begin(), known.end(), name) == known.end())
        refuse(fmt::format("'{}' is not a field {}; these are: {}", name, of_what, fmt::join(known, ", ")));
  }
  std::string text(const Dom& from, const char* name) const {
    const auto found = from.find(name);
    if (found == from.end()) refuse(fmt::format("'{}' is missing", name));
    if (!found->is_string()) refuse(fmt::format("'{}' must be a text", name));
    return found->get<std::string>();
  }
  std::string text_if_any(const Dom& from, const char* name) const {
    return from.contains(name) ? text(from, name) : "";
  }

  engine::Date day() const {
    const auto day = engine::read_date(text(dom_, "on"));
    if (!day) refuse("'on' must be " + std::string(engine::written_day));
    return *day;
  }

  // The same parts that a token has.
  engine::Actor sender() const {
    const auto found = dom_.find("as");
    if (found == dom_.end())
      refuse(R"('as' is missing: who does it, like {"role": "secas-analyst", "id": "analyst-1"})");
    if (!found->is_object()) refuse("'as' must be an object");
    known_fields(*found, {"role", "id", "name", "seat", "category"}, "of 'as'");
    engine::Actor by{text(*found, "id"), text(*found, "role"), text_if_any(*found, "name"), text_if_any(*found, "seat"),
                     text_if_any(*found, "category")};
    if (std::find(roles().begin(), roles().end(), by.role) == roles().end())
      refuse(fmt::format("'{}' is no role; they are: {}", by.role, fmt::join(roles(), ", ")));
    return by;
  }

  // Where it goes: "modifications/SECMP0025", or "modifications" for what opens one.
  void address(engine::Command& command) const {
    const auto to = text(dom_, "to");
    const auto slash = to.find('/');
    command.collection = to.substr(0, slash);
    if (slash != std::string::npos) command.reference = to.substr(slash + 1);
    if (workflows_.first_of(command.collection) == nullptr)
      refuse(fmt::format("'to' is '{}', which is no route under /v1: they look like modifications/SECMP0025", to));
  }

  // Those of a collection that somebody may send; `opening`: the one that opens a case, or the others.
  std::vector<std::string_view> commands(const std::string& collection, bool opening) const {
    std::vector<std::string_view> names;
    for (const auto* workflow : workflows_.of(collection))
      for (const auto& one : workflow->commands())
        if (one.opens == opening && !one.roles.empty() &&
            std::find(names.begin(), names.end(), one.name) == names.end())
          names.push_back(one.name);
    return names;
  }

  engine::Command command() const {
    known_fields(dom_, {"on", "as", "to", "command", "body"}, "of a line");
    engine::Command command;
    address(command);
    const auto noun = workflows_.first_of(command.collection)->noun();
    const auto opening = commands(command.collection, true), steps = commands(command.collection, false);
    command.name = text_if_any(dom_, "command");
    const bool opens = command.name.empty() || std::find(opening.begin(), opening.end(), command.name) != opening.end();
    if (!opens && std::find(steps.begin(), steps.end(), command.name) == steps.end())
      refuse(
          fmt::format("there is no command '{}' of a {}; these are: {}", command.name, noun, fmt::join(steps, ", ")));
    if (!opens && command.reference.empty())
      refuse(fmt::format("'to' does not say which {}: write {}/REFERENCE", noun, command.collection));
    if (opens && !command.reference.empty())
      refuse(fmt::format("'command' is missing: what to do with {}", command.reference));
    if (opens && opening.empty()) refuse(fmt::format("no command opens a {}", noun));
    if (opens) command.name = opening.front();
    command.by = sender();
    command.body = dom_.value("body", Dom::object()).dump();
    return command;
  }

  const int number_;
  const Dom& dom_;
  const engine::Workflows& workflows_;
};
}  // namespace

Step step_of(const ScriptLine& line, const engine::Workflows& workflows) { return Line(line, workflows).read(); }

std::string in_lines(std::size_t count) { return fmt::format("{} line{}", count, count == 1 ? "" : "s"); }

std::vector<ScriptLine> read_script(const std::string& file) {
  std::ifstream in(file);
  if (!in || std::filesystem::is_directory(file)) throw BadFile("cannot read " + file);
  std::vector<ScriptLine> lines;
  std::string text;
  for (int number = 1; std::getline(in, text); ++number) {
    if (number == 1) text = engine::without_mark(std::move(text));
    const auto start = text.find_first_not_of(" \t\r");
    if (start == std::string::npos || text[start] == '#') continue;
    // Before it is parsed: a line that is nested without end takes the parser's stack.
    if (const auto fault = api::prescan(text))
      refuse_line(number, fmt::format("column {}: {}", fault->column, fault->what));
    auto dom = Dom::parse(text);
    if (!dom.is_object()) refuse_line(number, "is not a JSON object");
    lines.push_back({number, std::move(dom)});
  }
  return lines;
}

}  // namespace secmp
