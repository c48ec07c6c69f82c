// The subcommands of secmp as functions: main.cpp reads the command line, each of these does one thing. They return the
// exit code (0 done, 1 refused or failed after one line on stderr) and may throw: main prints the sentence and
// returns 1.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace secmp {

// What was given on the command line is no value of that option: main prints the sentence and returns 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct InitOptions {
  std::string data = "data";
  std::optional<std::string> clock_start;  // RFC 3339; none: the machine's clock
};
int init(const InitOptions& options);

struct ServeOptions {
  std::string data = "data";
  std::string listen = "127.0.0.1:8080";
  int threads = 2;
  bool log_json = false;
  std::vector<std::string> trusted_proxies;  // their addresses
  std::string public_url;                    // of this site; empty: what each request calls it
  std::size_t max_document = 50 * 1024 * 1024;  // bytes
};
int serve(const ServeOptions& options);

struct TokenOptions {
  std::string data = "data";
  std::string role, id, name, seat, category, expires;
  std::string link;  // not empty: the address of the server that a link is made for
  bool feed = false;
  bool all = false;
};
int token_issue(const TokenOptions& options);
int token_list(const TokenOptions& options);
int token_revoke(const TokenOptions& options);

struct ClockOptions {
  std::string data = "data";
};
int clock_accept(const ClockOptions& options);

struct LoadOptions {
  std::string data = "data";
  std::string file;
  bool dry_run = false;
  // Of a running server, instead of a folder:
  std::string server;               // its address; empty: the folder
  std::vector<std::string> tokens;  // "ROLE=TOKEN" or "ROLE:SEAT=TOKEN"; "=@FILE" reads the token from a file
  int from_line = 1;
};
int load_into_server(const LoadOptions& options);
int load(const LoadOptions& options);

struct ImportOptions {
  std::string data = "data";
  std::string file;
  std::string as_of;   // the day on which the register stood so; empty: today
  std::string report;  // a file, JSON when it ends so; empty: standard output, as text
  bool dry_run = false;
};
int import(const ImportOptions& options);

struct ExportOptions {
  std::string data = "data";
  std::string as_of;
  std::string output;
};
int export_xes(const ExportOptions& options);

struct ReportOptions {
  std::string data = "data";
  std::string name;
  std::string as_at, known_at, since;
  std::string format = "text";
  std::string section;  // of a CSV file; empty: the main one
  std::string output;
};
int report(const ReportOptions& options);

struct ExplainOptions {
  std::string data = "data";
  std::string reference;
  std::string as_at;
};
int explain(const ExplainOptions& options);

struct DescribeOptions {
  std::string pack;
  std::string format = "markdown";
};
int describe(const DescribeOptions& options);

struct JournalOptions {
  std::string data = "data";
  std::vector<std::string> at_least;  // how many entries, and the hash of the last of these; empty: not asked
};
int journal_verify(const JournalOptions& options);
int journal_dump(const JournalOptions& options);
int journal_rebuild(const JournalOptions& options);

struct BackupOptions {
  std::string data = "data";
  std::string file;
};
int backup(const BackupOptions& options);

struct RestoreOptions {
  std::string data = "data";
  std::string file;
  bool replace = false;
};
int restore(const RestoreOptions& options);

struct BallotOptions {
  std::string file;
};
int ballot_verify(const BallotOptions& options);

// The roles that a token may carry.
const std::vector<std::string>& roles();

}  // namespace secmp
