// A script of commands into a running server, in batches: each of them is done whole, or not at all.
#include <chrono>
#include <iostream>
#include <map>
#include <set>
#include <thread>

#include "engine/calendar.hpp"
#include "engine/hash.hpp"
#include "store/connection.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/progress.hpp"
#include "tools/secmp/remote.hpp"
#include "tools/secmp/script.hpp"
#include "tools/secmp/tokens_given.hpp"
#include "workflows/all.hpp"

namespace secmp {
namespace {

using Dom = nlohmann::json;

constexpr std::size_t batch_max = 50;  // as POST /v1/batch has it
constexpr int tries_max = 4;
constexpr int runs_max = 100;  // of one batch of lines, each of which was refused

struct Numbered {
  int line = 0;
  Step step;
  bool names_anew = false;  // no line before it names its case, so it may have to wait until they are done
  bool is_secret = false;   // there is no dry run of it: in a batch nothing else follows it on its case
};

// "modifications/SECMP0025", of the case that a line is about; empty: it opens one without saying how it is called.
std::string case_of(const engine::Command& command) {
  if (!command.reference.empty()) return command.collection + "/" + command.reference;
  const auto body = Dom::parse(command.body);
  const auto ref = body.find("ref");
  return ref != body.end() && ref->is_string() ? command.collection + "/" + ref->get<std::string>() : "";
}

std::string token_of(const TokensGiven& tokens, const Step& step) {
  static const engine::Actor clock_mover{"", "operator", "", "", ""};
  if (std::holds_alternative<ClockLine>(step)) return tokens.of(clock_mover);
  return tokens.of(std::get<CommandLine>(step).command.by);
}

std::string sender_of(const Step& step) {
  const auto* command = std::get_if<CommandLine>(&step);
  return command ? TokensGiven::name_of(command->command.by) : "operator";
}

// "/body/days" for "/commands/3/body/days": into the line, and not into the batch that it came in.
std::string in_the_line(const std::string& pointer) {
  constexpr std::string_view items = "/commands/";
  if (!pointer.starts_with(items)) return pointer;
  const auto end = pointer.find('/', items.size());
  return end == std::string::npos ? "" : pointer.substr(end);
}

// What a problem says, in one line.
std::string said(const RemoteAnswer& answer) {
  if (!answer.body.is_object()) return "the server answered " + std::to_string(answer.status);
  auto text = answer.body.value("detail", std::string("the server answered " + std::to_string(answer.status)));
  const Dom errors = answer.body.value("errors", Dom::array());
  for (const auto& error : errors)
    if (const auto why = error.value("detail", ""); text.find(why) == std::string::npos)
      text += "; " + in_the_line(error.value("pointer", "")) + ": " + why;
  return text;
}

bool is_of_another_body(const RemoteAnswer& answer) {
  return answer.status == 422 && answer.body.is_object() && answer.body.value("type", "") == "/problems/key-reused";
}
bool was_refused_before(const RemoteAnswer& answer) {
  if (is_of_another_body(answer)) return answer.body.value("refused", false);
  return answer.status == 409 && answer.replayed;
}

class RemoteRun {
 public:
  RemoteRun(const LoadOptions& options, std::vector<Numbered> steps)
      : tokens_(options.tokens), remote_(options.server), steps_(std::move(steps)) {
    for (const auto& one : steps_)
      if (token_of(tokens_, one.step).empty())
        refuse_line(one.line, "there is no --token for " + sender_of(one.step) + "; nothing was sent");
    are_who_they_should_be();
    fit_its_clock();
  }

  void all() {
    while (done_ < steps_.size()) {
      if (std::holds_alternative<ClockLine>(steps_[done_].step)) move_clock();
      else send_batch();
      show_progress(done_, steps_.size());
    }
  }

  std::size_t done() const { return done_; }
  std::size_t already() const { return already_; }

 private:
  struct Batch {
    Dom commands = Dom::array();
    std::map<std::string, std::size_t> cases;    // whose version is known: the place at which each is named first
    std::map<std::string, std::string> secrets;  // of each case, the command without a dry run that was sent to it
  };

  // A token of another role or seat would act for somebody else.
  void are_who_they_should_be() {
    std::set<std::string> asked;
    for (const auto& one : steps_) {
      const auto name = sender_of(one.step);
      if (!asked.insert(name).second) continue;
      const auto answer = remote_.ask({"GET", "/v1/me", token_of(tokens_, one.step)});
      const auto text = [&](const char* member) {
        const auto found = answer.body.is_object() ? answer.body.find(member) : answer.body.end();
        return found != answer.body.end() && found->is_string() ? found->get<std::string>() : "";
      };
      const auto found =
          TokensGiven::name_of({"", text("role"), "", name.find(':') == name.npos ? "" : text("seat"), ""});
      if (answer.status == 401) refuse_line(one.line, "the server does not know the --token for " + name);
      if (answer.status != 200) refuse_line(one.line, said(answer));
      if (found != name)
        refuse_line(one.line, "the --token for " + name + " is one of " + found + "; nothing was sent");
    }
  }

  // A real clock cannot be moved, and nothing can take effect on a day that the clock has not come to by then.
  void fit_its_clock() {
    const auto answer = remote_.ask({"GET", "/v1/clock", ""});
    const bool simulated = answer.status != 200 || answer.body.value("simulated", false);
    auto today = answer.status == 200 ? answer.body.value("today", std::string()) : std::string();
    for (const auto& one : steps_) {
      if (const auto* clock = std::get_if<ClockLine>(&one.step)) {
        if (!simulated)
          refuse_line(one.line, "the clock of this server is the real one: it cannot be moved; nothing was sent");
        today = std::max(today, engine::to_text(engine::london_date(clock->to)));
      } else if (const auto on = engine::to_text(std::get<CommandLine>(one.step).on); !today.empty() && on > today) {
        refuse_line(one.line, "'on' is " + on + ", and the clock of this server shows " + today +
                                  " by then: " + (simulated ? "put a clock line before it" : "wait for that day") +
                                  "; nothing was sent");
      }
    }
  }

  // Whatever went wrong: which lines are done, and how to go on.
  [[noreturn]] void stop(const Numbered& at, const std::string& why) const {
    const auto before =
        done_ == 0 ? "no line was done" : "lines up to " + std::to_string(steps_[done_ - 1].line) + " are done";
    refuse_line(at.line, why + "; " + before + ": put it right and go on with --from-line " +
                             std::to_string(steps_[done_].line));
  }

  // With its key a request may be sent again: it is not done twice.
  RemoteAnswer ask(const Numbered& at, const RemoteRequest& request, const std::string& in_doubt = "") {
    for (int tries = 1;; ++tries) try {
        return remote_.ask(request);
      } catch (const store::Refusal& fault) {
        if (tries == tries_max) stop(at, fault.what() + in_doubt);
        std::this_thread::sleep_for(std::chrono::seconds(tries));
      }
  }

  void move_clock() {
    const auto& at = steps_[done_];
    const Dom body{{"to", engine::to_text(std::get<ClockLine>(at.step).to)}};
    const auto answer = ask(at, {"POST", "/v1/clock", token_of(tokens_, at.step), body.dump()});
    if (answer.status != 200) stop(at, said(answer));
    ++done_;
  }

  // Those that one token sends, up to a case that may not be there before they are done, or to what follows a vote.
  // Where a batch ends depends on the script alone: a run that goes on sends the same ones.
  void send_batch() {
    const auto token = token_of(tokens_, steps_[done_].step);
    Batch batch;
    std::size_t end = done_;
    while (end < steps_.size() && batch.commands.size() < batch_max) {
      const auto* line = std::get_if<CommandLine>(&steps_[end].step);
      if (!line || token_of(tokens_, *line) != token) break;
      if (steps_[end].names_anew && end != done_) break;
      const auto secret = batch.secrets.find(case_of(line->command));
      if (secret != batch.secrets.end() && secret->second != line->command.name) break;
      add(batch, steps_[end], *line, token);
      if (steps_[end].is_secret) batch.secrets[case_of(line->command)] = line->command.name;
      ++end;
    }
    const auto body = Dom{{"commands", batch.commands}}.dump();
    const auto in_doubt = "; whether lines up to " + std::to_string(steps_[end - 1].line) + " were done is not known";
    RemoteAnswer answer;
    // What an earlier run was refused may be put right by now: it is asked again, under the next key.
    for (int run = 1; run <= runs_max; ++run) {
      answer = ask(steps_[done_], {"POST", "/v1/batch", token, body, key_of(end, run)}, in_doubt);
      if (!was_refused_before(answer)) break;
    }
    const bool done_before = is_of_another_body(answer);
    if (answer.status != 200 && !done_before) {
      const auto index = answer.body.is_object() ? answer.body.value("index", std::size_t{0}) : 0;
      stop(steps_[std::min(done_ + index, end - 1)], said(answer));
    }
    if (answer.replayed || done_before) already_ += end - done_;
    done_ = end;
  }

  // Of the lines alone: sent by a later run, the versions of the cases may be others.
  std::string key_of(std::size_t end, int run) const {
    std::string lines = run == 1 ? "" : "run " + std::to_string(run) + "\n";
    for (std::size_t i = done_; i < end; ++i) {
      const auto& [on, command] = std::get<CommandLine>(steps_[i].step);
      lines += std::to_string(steps_[i].line) + " " + engine::to_text(on) + " " + command.collection + "/" +
               command.reference + " " + command.name + " " + command.body + "\n";
    }
    return "load-" + engine::sha256_hex(lines);
  }

  void add(Batch& batch, const Numbered& at, const CommandLine& line, const std::string& token) {
    const auto& command = line.command;
    const auto name = case_of(command);
    auto body = Dom::parse(command.body);
    const auto on = engine::to_text(line.on);
    if (body.value("effective_on", Dom(on)) != on)
      refuse_line(at.line, "'on' is " + on + " and 'effective_on' another day: say one of them");
    body["effective_on"] = on;
    Dom item{{"body", body}, {"to", command.collection}};
    const auto [known, fresh] = batch.cases.emplace(name, batch.commands.size());
    if (!command.reference.empty()) {
      item["to"] = fresh ? name : "$" + std::to_string(known->second);
      item["command"] = command.name;
      if (fresh) add_version(at, name, token, item);
    }
    batch.commands.push_back(std::move(item));
  }

  void add_version(const Numbered& at, const std::string& name, const std::string& token, Dom& item) {
    auto answer = ask(at, {"GET", "/v1/" + name, token});
    if (answer.status == 308) answer = ask(at, {"GET", answer.location, token});  // it is called otherwise now
    if (answer.status != 200 && answer.status != 404) stop(at, said(answer));
    if (!answer.etag.empty()) item["if_match"] = answer.etag;
  }

  const TokensGiven tokens_;
  Remote remote_;
  const std::vector<Numbered> steps_;
  std::size_t done_ = 0, already_ = 0;
};

std::vector<Numbered> steps_from(const LoadOptions& options) {
  const engine::Workflows workflows = workflows::all();
  std::vector<Numbered> steps;
  std::set<std::string> named;
  const auto lines = read_script(options.file);
  if (options.from_line < 1 || (!lines.empty() && options.from_line > lines.back().number))
    throw UsageError("--from-line is " + std::to_string(options.from_line) + ", and the last line of the script is " +
                     std::to_string(lines.empty() ? 0 : lines.back().number));
  for (const auto& line : lines) {
    Numbered one{line.number, step_of(line, workflows)};
    if (const auto* command = std::get_if<CommandLine>(&one.step)) {
      const bool first = named.insert(case_of(command->command)).second;
      one.names_anew = first && !command->command.reference.empty();
      one.is_secret = !workflows.has_dry_run(command->command.collection, command->command.name);
    }
    if (line.number >= options.from_line) steps.push_back(std::move(one));
  }
  return steps;
}

}  // namespace

int load_into_server(const LoadOptions& options) {
  if (options.dry_run) throw UsageError("--dry-run tries a script on a copy of a folder: it does not go with --server");
  RemoteRun run(options, steps_from(options));
  run.all();
  std::cout << "loaded " << in_lines(run.done()) << " into " << options.server;
  if (run.already() > 0) std::cout << ", " << run.already() << " of them done by an earlier run";
  std::cout << '\n';
  return 0;
}

}  // namespace secmp
