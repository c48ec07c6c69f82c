// A script of commands, line by line through the same engine as a request. It stops at the first line that is not
// accepted.
#include <fstream>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tools/secmp/commands.hpp"
#include "tools/secmp/house.hpp"
#include "tools/secmp/progress.hpp"
#include "tools/secmp/replies.hpp"
#include "tools/secmp/trial.hpp"

namespace secmp {

namespace {
using Dom = nlohmann::json;

struct Line {
  int number = 0;
  Dom dom;
};

[[noreturn]] void refuse(int number, const std::string& why) {
  throw store::Refusal(fmt::format("line {}: {}", number, why));
}

std::vector<Line> read(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw store::Refusal("cannot read " + file);
  std::vector<Line> lines;
  std::string text;
  for (int number = 1; std::getline(in, text); ++number) {
    const auto start = text.find_first_not_of(" \t\r");
    if (start == std::string::npos || text[start] == '#') continue;
    auto dom = Dom::parse(text, nullptr, false);
    if (!dom.is_object()) refuse(number, "is not a JSON object");
    lines.push_back({number, std::move(dom)});
  }
  return lines;
}

std::string text(const Line& line, const Dom& from, const char* name, bool needed) {
  const auto found = from.find(name);
  if (found == from.end() && !needed) return "";
  if (found == from.end() || !found->is_string()) refuse(line.number, std::string("'") + name + "' must be a text");
  return found->get<std::string>();
}

void check_fields(const Line& line) {
  for (const auto& [name, _] : line.dom.items())
    if (name != "on" && name != "as" && name != "to" && name != "command" && name != "body")
      refuse(line.number, "'" + name + "' is not a field of a line");
}

engine::Command command_of(const Line& line, const engine::Workflows& workflows) {
  check_fields(line);
  engine::Command command;
  const auto to = text(line, line.dom, "to", true);
  const auto slash = to.find('/');
  command.collection = to.substr(0, slash);
  if (slash != std::string::npos) command.reference = to.substr(slash + 1);
  const auto* workflow = workflows.first_of(command.collection);
  if (workflow == nullptr) refuse(line.number, "there is no collection '" + command.collection + "'");
  command.name = text(line, line.dom, "command", false);
  if (command.name.empty())
    for (const auto& one : workflow->commands())
      if (one.opens) command.name = one.name;
  const auto as = line.dom.value("as", Dom::object());
  if (!as.is_object()) refuse(line.number, "'as' must be an object");
  command.by = {text(line, as, "id", true), text(line, as, "role", true), text(line, as, "name", false),
                text(line, as, "seat", false), text(line, as, "category", false)};
  command.body = line.dom.value("body", Dom::object()).dump();
  return command;
}

engine::Date day_of(const Line& line) {
  const auto day = engine::read_date(text(line, line.dom, "on", true));
  if (!day) refuse(line.number, "'on' must be a day that exists, written YYYY-MM-DD");
  return *day;
}

void run(House& house, const Line& line) {
  if (line.dom.contains("clock")) {
    const auto to = engine::read_time(text(line, line.dom, "clock", true));
    if (!to) refuse(line.number, "'clock' must be an instant with its time zone");
    return house.alarm.advance(*to);
  }
  auto command = command_of(line, house.workflows);
  const auto on = day_of(line);
  house.alarm.advance(engine::london_time(on, std::chrono::hours{12}));
  command.default_on = on;
  const auto reply = house.processor.ask(std::move(command));
  if (!std::holds_alternative<engine::Accepted>(reply)) refuse(line.number, sentence(reply));
}

int run_all(const std::string& data, const std::vector<Line>& lines) {
  House house(data);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    run(house, lines[i]);
    show_progress(i + 1, lines.size());
  }
  return static_cast<int>(lines.size());
}
}  // namespace

int load(const LoadOptions& options) {
  const auto lines = read(options.file);
  if (options.dry_run) {
    const Trial copy(options.data);
    std::cout << "tried " << run_all(copy.path(), lines) << " lines; nothing is written\n";
    return 0;
  }
  std::cout << "loaded " << run_all(options.data, lines) << " lines into " << options.data << '\n';
  return 0;
}

}  // namespace secmp
