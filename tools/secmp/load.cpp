// A script of commands, line by line through the same engine as a request. It stops at the first line that is not
// accepted.
#include <iostream>

#include "tools/secmp/commands.hpp"
#include "tools/secmp/house.hpp"
#include "tools/secmp/progress.hpp"
#include "tools/secmp/replies.hpp"
#include "tools/secmp/script.hpp"
#include "tools/secmp/trial.hpp"

namespace secmp {

namespace {
class Run {
 public:
  explicit Run(const std::string& data) : house_(data) {
    if (house_.folder.simulated()) clock_ = house_.folder.clock();
  }

  void line(const ScriptLine& line) {
    auto step = step_of(line, house_.workflows);
    if (const auto* clock = std::get_if<ClockLine>(&step)) return move(line.number, clock->to);
    auto& [on, command] = std::get<CommandLine>(step);
    pass(engine::london_time(on, std::chrono::hours{12}));
    command.default_on = on;
    command.default_stands = true;  // the line says the day: it happens on that one, or not at all
    const auto reply = house_.processor.ask(std::move(command));
    if (!std::holds_alternative<engine::Accepted>(reply)) refuse_line(line.number, sentence(reply));
  }

  // Not done before the clock is on disk, and with it what was due by then.
  void ends() {
    if (house_.processor.broken()) throw store::Refusal(sentence(engine::Broken{}));
    house_.keep_clock();
  }

 private:
  // A line may be of a day before the one that the clock shows; a clock that is to be moved goes forward.
  void move(int number, engine::Time to) {
    if (clock_ && to < *clock_)
      refuse_line(number,
                  "'clock' would turn the clock back, which stands at " + engine::to_text(*clock_) + " by then");
    pass(to);
  }
  void pass(engine::Time to) {
    house_.alarm.advance(to);
    if (clock_ && to > *clock_) clock_ = to;
  }

  House house_;
  std::optional<engine::Time> clock_;  // a simulated one, as the script has moved it; it runs on by itself
};

std::size_t run_all(const std::string& data, const std::vector<ScriptLine>& lines) {
  Run run(data);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    run.line(lines[i]);
    show_progress(i + 1, lines.size());
  }
  run.ends();
  return lines.size();
}
}  // namespace

int load(const LoadOptions& options) {
  if (!options.server.empty()) return load_into_server(options);
  if (!options.tokens.empty() || options.from_line != 1)
    throw UsageError("--token and --from-line go with --server: a folder is loaded whole or up to the first fault");
  const auto lines = read_script(options.file);
  if (options.dry_run) {
    const Trial copy(options.data);
    const auto tried = run_all(copy.path(), lines);
    std::cout << "tried " << in_lines(tried) << "; nothing is written\n";
    return 0;
  }
  const auto loaded = run_all(options.data, lines);
  std::cout << "loaded " << in_lines(loaded) << " into " << options.data << '\n';
  return 0;
}

}  // namespace secmp
