// A script of commands for `load`: what its lines say.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <variant>
#include <vector>

#include "engine/workflow.hpp"

namespace secmp {

// Moves the clock on, so that deadlines fire.
struct ClockLine {
  engine::Time to{};
};
// A command, and the day on which it takes effect.
struct CommandLine {
  engine::Date on{};
  engine::Command command;
};
using Step = std::variant<ClockLine, CommandLine>;

struct ScriptLine {
  int number = 0;      // in the file
  nlohmann::json dom;  // an object
};

// "line 3: why", as a BadFile.
[[noreturn]] void refuse_line(int number, const std::string& why);

std::string in_lines(std::size_t count);  // "1 line", "211 lines"

// Both throw BadFile: for a file that cannot be read or a line that is no JSON object, before anything is done;
// and for a line that says what cannot be, when it is its turn.
std::vector<ScriptLine> read_script(const std::string& file);
Step step_of(const ScriptLine& line, const engine::Workflows& workflows);

}  // namespace secmp
