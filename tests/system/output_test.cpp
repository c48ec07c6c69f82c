// What is printed or written by -o got there, or the exit code says that it did not; and a file that was there is never
// half of a new one.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/stat.h>

#include "tests/system/faults.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

using Words = std::vector<std::string>;

Ended into(const std::string& where, Words words) {
  words.insert(words.begin(), {"sh", "-c", "exec \"$@\" " + where, "sh", secmp()});
  return run(words);
}

void says_so(const Ended& end) {
  CAPTURE(end.err);
  CHECK(end.exit_code == 1);
  CHECK(end.err.find("secmp: standard output cannot be written") != std::string::npos);
}

constexpr const char* example = SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl";

}  // namespace

TEST_CASE("Every subcommand that prints ends with 1 and a sentence if what it printed did not get there") {
  TempFolder folder;
  const auto data = folder.at("data");
  says_so(into("> /dev/full", {"init", "--data", data, "--clock-start", first_morning}));
  says_so(into("> /dev/full", {"load", example, "--data", data}));
  ran_well({"token", "issue", "--data", data, "--role", "dcc", "--id", "d"});
  write_file(folder.at("more.jsonl"),
             R"({"on": "2019-03-18", "as": {"role": "secas-manager", "id": "a"}, "to": "modifications", )"
             R"("body": {"title": "T", "problem": "P", "proposer": {"type": "party"}}})"
             "\n");
  const std::vector<Words> printing = {
      {"report", "change-status", "--data", data},
      {"report", "change-status", "--data", data, "--format", "xlsx"},
      {"report", "figures", "--data", data, "--format", "json"},
      {"explain", "SECMP0025", "--data", data},
      {"describe"},
      {"describe", "sec-2019", "--format", "mermaid"},
      {"export", "xes", "--data", data},
      {"journal", "dump", "--data", data},
      {"journal", "verify", "--data", data},
      {"journal", "rebuild", "--data", data},
      {"load", folder.at("more.jsonl"), "--dry-run", "--data", data},
      {"import", SECMP_SOURCE_DIR "/tests/data/register.csv", "--dry-run", "--data", data},
      {"token", "list", "--data", data},
      {"token", "revoke", "d", "--data", data},
      {"backup", folder.at("copy"), "--data", data},
      {"restore", folder.at("copy"), "--data", folder.at("back")},
      {"--help"},
      {"report", "--help"},
      {"--version"}};
  for (const auto& words : printing) {
    CAPTURE(words.front());
    CAPTURE(words.back());
    says_so(into("> /dev/full", words));
  }
}

TEST_CASE("A token that could not be printed is not valid, nor is one that nobody reads") {
  TempFolder folder;
  const auto data = folder.at("data");
  ran_well({"init", "--data", data});
  const auto is_revoked = [&](const std::string& id) {
    const auto list = ran_well({"token", "list", "--data", data});
    const auto at = list.find(id);
    REQUIRE(at != std::string::npos);
    CHECK(list.substr(at, list.find('\n', at) - at).find("revoked") != std::string::npos);
  };
  says_so(into("> /dev/full", {"token", "issue", "--data", data, "--role", "dcc", "--id", "nobody-has-it"}));
  is_revoked("nobody-has-it");
  const auto pipe = folder.at("pipe");  // it has a reader until it is opened, and none when it is written to
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  const Ended end = run({"sh", "-c", "exec 3<>\"$0\" 4>\"$0\" 3<&-; exec \"$@\" >&4", pipe, secmp(), "token", "issue",
                         "--data", data, "--role", "dcc", "--id", "nobody-reads-it"});
  says_so(end);
  CHECK(end.signal == 0);
  is_revoked("nobody-reads-it");
}

TEST_CASE("Without a standard output nothing that is printed gets into a file of the folder") {
  TempFolder folder;
  const auto data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  const Ended end = into(">&-", {"journal", "rebuild", "--data", data});
  CHECK(end.exit_code == 1);
  CHECK(end.err.find("standard output cannot be written") != std::string::npos);
  ran_well({"journal", "verify", "--data", data});
}

namespace {

// Old or new and whole, and nothing beside it but what a kill between its two names leaves under the first.
void is_old_or_whole(const std::string& out, const std::string& whole, const Ended& end) {
  const auto found = read_file(out);
  CHECK((found == whole || found == "the old one"));
  if (end.exit_code == 0) CHECK(found == whole);
  int beside = 0;
  for (const auto& one : fs::directory_iterator(fs::path(out).parent_path()))
    if (one.path() != out) beside += fs::remove(one.path()) ? 1 : 0;
  CHECK(beside <= (end.signal == SIGKILL ? 1 : 0));
}

}  // namespace

TEST_CASE(
    "A file that -o names is the old one or the whole new one, though the program is killed or the disk is full") {
  if (!has_strace()) return;
  TempFolder folder;
  const auto data = folder.at("data"), out = folder.at("out/report");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  fs::create_directory(folder.at("out"));
  const Words words{secmp(), "report", "change-status", "--data", data, "-o", out};
  REQUIRE(run(words).exit_code == 0);
  const auto whole = read_file(out);
  REQUIRE(whole.size() > 100);
  int came = 0;
  for (const std::string call : {"write,writev", "fsync", "linkat", "rename"})
    for (const std::string fault : {"signal=KILL", "error=ENOSPC"})
      for (const int nth : {1, 2}) {
        CAPTURE(call);
        CAPTURE(fault);
        CAPTURE(nth);
        write_file(out, "the old one");
        const auto faulted = run_with({call, fault, nth}, words);
        came += faulted.came ? 1 : 0;
        is_old_or_whole(out, whole, faulted.end);
      }
  CHECK(came >= 8);  // a file system without nameless files has no linkat
}

TEST_CASE("A line that did not get to the standard output is an exit code, though later lines did") {
  if (!has_strace()) return;
  TempFolder folder;
  const auto data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  const auto faulted =
      run_with({"write", "error=ENOSPC", 2}, {"stdbuf", "-oL", secmp(), "journal", "dump", "--data", data});
  CHECK(faulted.came);
  says_so(faulted.end);
}

TEST_CASE("A workbook is whole or not made, though the folder of temporary files is full for a moment") {
  if (!has_strace()) return;
  TempFolder folder;
  const auto data = folder.at("data"), out = folder.at("out/report");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  fs::create_directory(folder.at("out"));
  const Words words{secmp(), "report", "change-status", "--data", data, "--format", "xlsx", "-o", out};
  REQUIRE(run(words).exit_code == 0);
  const auto whole = read_file(out);
  int refused = 0;
  for (const int nth : {1, 4, 5, 7, 8, 10, 40}) {
    CAPTURE(nth);
    write_file(out, "the old one");
    const auto faulted = run_with({"write", "error=ENOSPC", nth}, words);
    CAPTURE(faulted.end.err);
    CHECK(faulted.came);
    is_old_or_whole(out, whole, faulted.end);
    refused += faulted.end.exit_code != 0 ? 1 : 0;
  }
  CHECK(refused > 3);
}

TEST_CASE("-o writes into a pipe or a device as it is, replaces what a link leads to, and says what it cannot write") {
  TempFolder folder;
  const auto data = folder.at("data");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  const Words words{"report", "change-status", "--data", data, "-o"};
  const auto to = [&](const std::string& file) {
    auto all = words;
    all.push_back(file);
    return secmp(all);
  };
  CHECK(to("/dev/null").exit_code == 0);
  CHECK(fs::is_character_file("/dev/null"));
  CHECK(to("/dev/stdout").out.size() > 100);
  const Ended full = to("/dev/full");
  CHECK(full.exit_code == 1);
  CHECK(full.err.find("cannot write /dev/full: No space left on device") != std::string::npos);
  write_file(folder.at("target"), "old");
  fs::create_symlink("target", folder.at("link"));
  CHECK(to(folder.at("link")).exit_code == 0);
  CHECK(fs::is_symlink(folder.at("link")));
  CHECK(read_file(folder.at("target")).size() > 100);
  for (const auto& wrong : {folder.at("nowhere/report"), folder.at("")}) {
    const Ended end = to(wrong);
    CHECK(end.exit_code == 1);
    CHECK(one_line(end.err));
  }
}

TEST_CASE("A clock move that was acknowledged is there after a kill") {
  Register folder;
  for (const char* to : {"2019-03-19T09:00:00Z", "2019-03-25T09:00:00Z", "2019-06-03T09:00:00Z"}) {
    folder.serve();
    const Answer moved = folder.as("operator").post("/v1/clock", {{"to", to}});
    REQUIRE(moved.status == 200);
    folder.server().kill();
    folder.serve();
    CHECK(folder.as("public").get("/v1/clock").json()["now"] >= moved.json()["now"]);
    folder.server().kill();
  }
}
