// Reads the command line of secmp, the one binary, and nothing else.
#include <csignal>
#include <filesystem>
#include <iostream>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "api/report/forms.hpp"
#include "tools/secmp/commands.hpp"
#include "tools/secmp/output.hpp"
#include "workflows/all.hpp"

namespace {

using namespace secmp;
using Run = std::function<int()>;

void data_option(CLI::App* app, std::string& data) {
  app->add_option("--data", data, "The folder that holds everything")->capture_default_str();
}

void add_init(CLI::App& app, Run& run) {
  auto options = std::make_shared<InitOptions>();
  auto* sub = app.add_subcommand("init", "Make a data folder");
  data_option(sub, options->data);
  sub->add_option("--clock-start", options->clock_start,
                  "Give it a simulated clock that starts at this instant (2019-03-18T09:00:00Z), for ever");
  sub->callback([&run, options] { run = [options] { return init(*options); }; });
}

void add_serve(CLI::App& app, Run& run) {
  auto options = std::make_shared<ServeOptions>();
  auto* sub = app.add_subcommand("serve", "Serve the REST API");
  data_option(sub, options->data);
  sub->add_option("--listen", options->listen, "Address and port")->capture_default_str();
  sub->add_option("--threads", options->threads, "Threads that read for queries")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  sub->add_flag("--log-json", options->log_json, "Log as JSON, one object a line");
  sub->add_option("--trusted-proxy", options->trusted_proxies,
                  "The address of a proxy in front: who comes through it is who it says in X-Forwarded-For. Limits are "
                  "for each client then, and not for the proxy; docs/operating.md names them");
  sub->add_option("--public-url", options->public_url,
                  "The address by which people know this site, like https://register.example.org: forms are taken from "
                  "its pages alone");
  sub->add_option("--max-document", options->max_document, "Bytes that a document may have at most")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1} << 40))
      ->capture_default_str();
  sub->callback([&run, options] { run = [options] { return serve(*options); }; });
}

void add_token(CLI::App& app, Run& run) {
  auto options = std::make_shared<TokenOptions>();
  auto* token = app.add_subcommand("token", "Issue, list and revoke tokens; a running server honours it at once");
  token->require_subcommand(1);
  auto* issue = token->add_subcommand("issue", "Print a new token, which nobody can print again");
  data_option(issue, options->data);
  issue->add_option("--role", options->role, "What its holder may do")->required()->check(CLI::IsMember(roles()));
  issue->add_option("--id", options->id, "Who its holder is")->required();
  issue->add_option("--name", options->name, "The holder's name");
  issue->add_option("--seat", options->seat, "The seat that the holder has on a body");
  issue->add_option("--category", options->category, "The Party Category of the holder")
      ->check(CLI::IsMember(workflows::categories()));
  issue->add_flag("--feed", options->feed, "For calendar programs: it reads feeds as that role and does nothing else");
  issue->add_option("--expires", options->expires, "The last day on which it is valid (YYYY-MM-DD)");
  issue->add_option(
      "--link", options->link,
      "Print a link as well that signs in once, within the hour, on this machine, at the server with this "
      "address (http://127.0.0.1:8080): for folders with a simulated clock alone");
  issue->callback([&run, options] { run = [options] { return token_issue(*options); }; });
  auto* list = token->add_subcommand("list", "List tokens, without giving them away");
  data_option(list, options->data);
  list->callback([&run, options] { run = [options] { return token_list(*options); }; });
  auto* revoke = token->add_subcommand("revoke", "Revoke the tokens of an id, one by its handle, or all");
  data_option(revoke, options->data);
  auto* which = revoke->add_option("id", options->id, "An id, a handle, or the token itself");
  revoke->add_flag("--all", options->all, "All of them")->excludes(which);
  revoke->callback([&run, options] { run = [options] { return token_revoke(*options); }; });
}

void add_clock(CLI::App& app, Run& run) {
  auto options = std::make_shared<ClockOptions>();
  auto* clock = app.add_subcommand("clock", "Say that the machine's clock is right");
  clock->require_subcommand(1);
  auto* accept = clock->add_subcommand(
      "accept", "The clock is right as it stands now: what was held back goes on; a running server hears it");
  data_option(accept, options->data);
  accept->callback([&run, options] { run = [options] { return clock_accept(*options); }; });
}

void add_load(CLI::App& app, Run& run) {
  auto options = std::make_shared<LoadOptions>();
  auto* sub = app.add_subcommand("load", "Run a script of commands (JSON Lines) through the engine");
  sub->add_option("file", options->file, "The script")->required();
  data_option(sub, options->data);
  sub->add_flag("--dry-run", options->dry_run, "Try it on a copy and write nothing");
  sub->add_option("--server", options->server, "The address of a running server to send it to, instead of a folder");
  sub->add_option("--token", options->tokens,
                  "With --server, one for each role of the script: ROLE=TOKEN, or ROLE:SEAT=TOKEN for lines of a seat; "
                  "=@FILE reads the token from a file");
  sub->add_option("--from-line", options->from_line, "With --server: go on with this line of the script");
  sub->callback([&run, options] { run = [options] { return load(*options); }; });
}

void add_import(CLI::App& app, Run& run) {
  auto options = std::make_shared<ImportOptions>();
  auto* sub = app.add_subcommand("import", "Bring a historic register in, and say what is doubtful in it");
  sub->add_option("file", options->file, "A CSV file with a header line, or a JSON list of records")->required();
  data_option(sub, options->data);
  sub->add_option("--as-of", options->as_of, "The day on which the register stood so (default: today)");
  sub->add_option("--report", options->report, "Write the doubts to this file (JSON when it ends with .json)");
  sub->add_flag("--dry-run", options->dry_run, "Try it on a copy and write nothing");
  sub->callback([&run, options] { run = [options] { return import(*options); }; });
}

void add_export(CLI::App& app, Run& run) {
  auto options = std::make_shared<ExportOptions>();
  auto* group = app.add_subcommand("export", "Write what everybody may see in a form of others");
  group->require_subcommand(1);
  auto* xes = group->add_subcommand("xes", "The history of all modifications for process mining (IEEE 1849)");
  data_option(xes, options->data);
  xes->add_option("--as-of", options->as_of, "Events that took effect up to this day (default: all)");
  xes->add_option("-o,--output", options->output, "Write to this file");
  xes->callback([&run, options] { run = [options] { return export_xes(*options); }; });
}

std::vector<std::string> form_words() {
  std::vector<std::string> words;
  for (const auto& form : api::report::forms) words.emplace_back(form.name);
  return words;
}

void add_report(CLI::App& app, Run& run) {
  auto options = std::make_shared<ReportOptions>();
  auto* sub = app.add_subcommand("report", "Print a report without a server");
  sub->add_option("name", options->name, "change-status, timetables, figures or cacop")->required();
  data_option(sub, options->data);
  sub->add_option("--as-at", options->as_at, "As it was on this day (default: today)");
  sub->add_option("--known-at", options->known_at, "As it was known at this instant");
  sub->add_option(
      "--since", options->since,
      "What has happened after this day (default: when the papers of the Panel's last meeting went out, else "
      "one month before; the beginning for figures)");
  sub->add_option("--format", options->format, api::report::form_names())
      ->check(CLI::IsMember(form_words()))
      ->capture_default_str();
  sub->add_option("--section", options->section, "Of a CSV file: which of its tables (default: the main one)");
  sub->add_option("-o,--output", options->output, "Write to this file");
  sub->callback([&run, options] { run = [options] { return report(*options); }; });
}

void add_explain(CLI::App& app, Run& run) {
  auto options = std::make_shared<ExplainOptions>();
  auto* sub =
      app.add_subcommand("explain", "Where a case stands, what may happen next, who may do it, what is missing");
  sub->add_option("ref", options->reference, "Its reference")->required();
  data_option(sub, options->data);
  sub->add_option("--as-at", options->as_at, "As it was on this day");
  sub->callback([&run, options] { run = [options] { return explain(*options); }; });
}

void add_describe(CLI::App& app, Run& run) {
  auto options = std::make_shared<DescribeOptions>();
  auto* sub = app.add_subcommand("describe", "Print a workflow: its states, commands and rows");
  sub->add_option("pack", options->pack, "Which one (default: all)");
  sub->add_option("--format", options->format, "mermaid, dot, markdown, json or scxml")
      ->check(CLI::IsMember({"mermaid", "dot", "markdown", "json", "scxml"}))
      ->capture_default_str();
  sub->callback([&run, options] { run = [options] { return describe(*options); }; });
}

void add_backup(CLI::App& app, Run& run) {
  auto options = std::make_shared<BackupOptions>();
  auto* sub = app.add_subcommand("backup", "Copy the whole data folder into one file while it is in use");
  sub->add_option("file", options->file, "The copy; what is there already is never written over")->required();
  data_option(sub, options->data);
  sub->callback([&run, options] { run = [options] { return backup(*options); }; });
}

void add_journal(CLI::App& app, Run& run) {
  auto options = std::make_shared<JournalOptions>();
  auto* journal = app.add_subcommand("journal", "Check, print, copy or rebuild what is on disk");
  journal->require_subcommand(1);
  const auto add = [&](const char* name, const char* summary, int (*does)(const JournalOptions&)) {
    auto* sub = journal->add_subcommand(name, summary);
    data_option(sub, options->data);
    sub->callback([&run, options, does] { run = [options, does] { return does(*options); }; });
    return sub;
  };
  add("verify", "Check the hash chain, and that what is live is what a rebuild gives", journal_verify)
      ->add_option(
          "--at-least", options->at_least,
          "That it has this many entries, and this hash is that of the last of them: as a log or a backup said")
      ->expected(2)
      ->type_name("N HEAD");
  add("dump", "Print all events as JSON Lines", journal_dump);
  add("rebuild", "Refill the projections from the journal", journal_rebuild);
  add_backup(*journal, run);  // its old name
}

void add_restore(CLI::App& app, Run& run) {
  auto options = std::make_shared<RestoreOptions>();
  auto* sub = app.add_subcommand("restore", "Bring a backup back, and check it before it takes its place");
  sub->add_option("file", options->file, "The backup")->required();
  data_option(sub, options->data);
  sub->add_flag(
      "--replace", options->replace,
      "Move aside what is in the folder, as DIR.before-restore-INSTANT; otherwise it must be empty or missing");
  sub->callback([&run, options] { run = [options] { return restore(*options); }; });
}

void add_ballot(CLI::App& app, Run& run) {
  auto options = std::make_shared<BallotOptions>();
  auto* ballot = app.add_subcommand("ballot", "Check the record of a vote, without a server or a data folder");
  ballot->require_subcommand(1);
  auto* verify = ballot->add_subcommand("verify", "Count a bundle again, and say whether it holds");
  verify->add_option("bundle", options->file, "The file, as GET .../ballots/{n}/bundle gave it")->required();
  verify->callback([&run, options] { run = [options] { return ballot_verify(*options); }; });
}

// The word in the place of the subcommand; empty: there is none.
std::string no_subcommand(const CLI::App& app) {
  const auto left = app.remaining(true);
  return left.empty() || left.front().starts_with('-') ? "" : left.front();
}

// Help, the version, or what is wrong with the words.
int say(const CLI::App& app, const CLI::ParseError& error) {
  const bool asked_for = app.exit(error) == 0;
  if (asked_for) finish_standard_output();
  return asked_for ? 0 : 2;
}

int understand(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::RequiredError& error) {
    const auto word = no_subcommand(app);
    if (word.empty()) return say(app, error);
    std::cerr << "secmp: '" << word << "' is no subcommand; see secmp --help\n";
    return 2;
  } catch (const CLI::ParseError& error) {
    return say(app, error);
  }
}

}  // namespace

int main(int argc, char** argv) {
  make_all_private();
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its limit is a write that fails, not the end of the program
  spdlog::set_default_logger(spdlog::stderr_color_mt("secmp"));  // what is asked for goes to standard output
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%SZ %l %v", spdlog::pattern_time_type::utc);
  CLI::App app{"secmp drives modification proposals through the Smart Energy Code's process."};
  app.require_subcommand(1);
  app.set_version_flag("--version", "secmp " SECMP_VERSION);
  Run run;
  add_init(app, run);
  add_serve(app, run);
  add_token(app, run);
  add_clock(app, run);
  add_load(app, run);
  add_import(app, run);
  add_export(app, run);
  add_report(app, run);
  add_explain(app, run);
  add_describe(app, run);
  add_journal(app, run);
  add_backup(app, run);
  add_restore(app, run);
  add_ballot(app, run);
  try {
    const int understood = understand(app, argc, argv);
    if (understood != 0 || !run) return understood;
    const int code = run();
    finish_standard_output();
    return code;
  } catch (const UsageError& error) {
    std::cerr << "secmp: " << error.what() << '\n';
    return 2;
  } catch (const std::filesystem::filesystem_error& error) {
    std::cerr << "secmp: " << error.path1().string() << " cannot be used: " << error.code().message() << '\n';
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "secmp: " << error.what() << '\n';
    return 1;
  }
}
