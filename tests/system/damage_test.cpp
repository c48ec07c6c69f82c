// What the program says of folders that it cannot use, scripts that it cannot run and words that it does not know: one
// line and an exit code, never a crash.
#include <doctest/doctest.h>

#include <random>

#include "tests/system/checks.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

Ended serve(const std::string& data) { return secmp({"serve", "--data", data, "--listen", "127.0.0.1:0"}); }

// The last line of a server's log, which may have said more before it gave up.
std::string last_line(const std::string& log) {
  const auto before = log.rfind('\n', log.size() < 2 ? 0 : log.size() - 2);
  return before == std::string::npos ? log : log.substr(before + 1);
}

void is_refused_by_serve(const std::string& data) {
  const Ended end = serve(data);
  CAPTURE(end.err);
  CHECK(end.signal == 0);
  CHECK(end.exit_code == 1);
  CHECK(last_line(end.err).starts_with("secmp: "));
}

// A folder with something in it, its server stopped.
void fill(const std::string& data) {
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  ran_well({"load", SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl", "--data", data});
}

const std::vector<std::vector<std::string>> readers = {
    {"report", "change-status"}, {"explain", "SECMP0025"}, {"journal", "verify"}, {"journal", "dump"}};

}  // namespace

TEST_CASE("A database that was cut off anywhere is refused in one line, by a server and by every reader") {
  TempFolder folder;
  fill(folder.at("whole"));
  const auto size = fs::file_size(folder.at("whole/secmp.db"));
  for (const auto left : {size / 2, size - 4096, std::uintmax_t{4096}, std::uintmax_t{100}, std::uintmax_t{1}}) {
    CAPTURE(left);
    const std::string data = folder.at("cut-" + std::to_string(left));
    fs::copy(folder.at("whole"), data);
    fs::resize_file(data + "/secmp.db", left);
    is_refused_by_serve(data);
    auto verify = secmp({"journal", "verify", "--data", data});
    is_refused_in_one_line(verify);
    for (auto words : readers) {
      words.insert(words.end(), {"--data", data});
      const Ended end = secmp(words);  // what is not cut off may still be read
      CHECK(end.signal == 0);
      if (end.exit_code != 0) is_refused_in_one_line(end);
    }
  }
}

TEST_CASE("A torn database never crashes a server or a reader, and verify finds what is wrong with the journal") {
  const auto seed = std::random_device{}();
  MESSAGE("seed ", seed);
  std::mt19937 random(seed);
  TempFolder folder;
  fill(folder.at("whole"));
  const std::string text = read_file(folder.at("whole/secmp.db"));
  for (int i = 0; i < 12; ++i) {
    const std::string data = folder.at("torn-" + std::to_string(i));
    fs::create_directory(data);
    std::string torn = text;
    const auto page = std::uniform_int_distribution<std::size_t>(0, text.size() / 4096 - 1)(random) * 4096;
    CAPTURE(page);
    for (std::size_t at = page; at < page + 4096; ++at) torn[at] = static_cast<char>(random());
    write_file(data + "/secmp.db", torn);
    for (auto words : readers) {
      words.insert(words.end(), {"--data", data});
      const Ended end = secmp(words);
      CHECK(end.signal == 0);
      if (end.exit_code != 0) is_refused_in_one_line(end);
    }
  }
}

TEST_CASE("An entry of the journal that was changed behind the program's back is found") {
  TempFolder folder;
  fill(folder.at("data"));
  run_sql(folder.at("data/secmp.db"),
          "DROP TRIGGER journal_is_never_changed; UPDATE journal SET body = replace(body, 'LS-1', 'LS-9')"
          " WHERE seq = (SELECT min(seq) FROM journal WHERE body LIKE '%LS-1%');");
  is_refused_in_one_line(secmp({"journal", "verify", "--data", folder.at("data")}));
}

TEST_CASE("Tokens that cannot be read are named by a proof, and by who copies them") {
  TempFolder folder;
  const std::string data = folder.at("data");
  fill(data);
  write_file(data + "/tokens.db", std::string(20'000, 'x'));
  const Ended verified = secmp({"journal", "verify", "--data", data});
  is_refused_in_one_line(verified);
  CHECK(verified.err.find("tokens.db") != std::string::npos);
  const Ended copied = secmp({"backup", folder.at("copy"), "--data", data});
  CHECK(copied.exit_code == 0);
  CHECK(copied.err.find("cannot be read") != std::string::npos);
}

TEST_CASE("A folder in use by another server is refused in one line, and the server goes on") {
  Register folder;
  folder.serve();
  is_refused_by_serve(folder.data());
  is_refused_in_one_line(secmp({"load", SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl", "--data", folder.data()}));
  is_refused_in_one_line(secmp({"journal", "rebuild", "--data", folder.data()}));
  CHECK(folder.as("public").get("/readyz").status == 200);
}

TEST_CASE("A folder that is not ours, and one with a newer schema, are refused in one line") {
  TempFolder folder;
  fs::create_directory(folder.at("theirs"));
  write_file(folder.at("theirs/secmp.db"), "This is a letter, not a database.\n");
  is_refused_by_serve(folder.at("theirs"));
  is_refused_in_one_line(secmp({"journal", "verify", "--data", folder.at("theirs")}));

  fs::create_directory(folder.at("other"));
  run_sql(folder.at("other/secmp.db"), "CREATE TABLE letters (id INTEGER PRIMARY KEY);");
  is_refused_by_serve(folder.at("other"));

  fs::create_directory(folder.at("papers"));
  write_file(folder.at("papers/minutes.txt"), "Not ours.\n");
  is_refused_by_serve(folder.at("papers"));
  is_refused_in_one_line(
      secmp({"load", SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl", "--data", folder.at("papers")}));
  CHECK(!fs::exists(folder.at("papers/secmp.db")));
  is_refused_in_one_line(secmp({"init", "--data", folder.at("papers")}));
  CHECK((fs::status(folder.at("papers")).permissions() & fs::perms::others_read) != fs::perms::none);
  fs::remove(folder.at("papers/minutes.txt"));
  fs::create_directory(folder.at("papers/lost+found"));
  ran_well({"init", "--data", folder.at("papers")});
  ran_well({"journal", "verify", "--data", folder.at("papers")});

  ran_well({"init", "--data", folder.at("newer")});
  run_sql(folder.at("newer/secmp.db"), "PRAGMA user_version = 9999;");
  is_refused_by_serve(folder.at("newer"));
  for (auto words : readers) {
    words.insert(words.end(), {"--data", folder.at("newer")});
    is_refused_in_one_line(secmp(words));
  }
  is_refused_in_one_line(secmp({"report", "change-status", "--data", folder.at("nowhere")}));
  is_refused_in_one_line(secmp({"init", "--data", folder.at("newer")}));
}

TEST_CASE("A port in use is said in one line") {
  Register folder;
  folder.serve();
  TempFolder other;
  const std::string address = "127.0.0.1:" + std::to_string(folder.server().port());
  const Ended end = secmp({"serve", "--data", other.at("data"), "--listen", address});
  CHECK(end.exit_code == 1);
  CAPTURE(end.err);
  CHECK(last_line(end.err).starts_with("secmp: "));
  CHECK(last_line(end.err).find(std::to_string(folder.server().port())) != std::string::npos);
}

TEST_CASE("A script with a bad line: the line is named, nothing of it is written, what stands before it is") {
  TempFolder folder;
  const std::string data = folder.at("data"), script = folder.at("script.jsonl");
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  const auto entries = [&] {
    const std::string dump = ran_well({"journal", "dump", "--data", data});
    return std::count(dump.begin(), dump.end(), '\n');
  };
  const auto before = entries();
  const std::string raise =
      R"({"on": "2019-03-15", "as": {"role": "secas-manager", "id": "a"}, "to": "modifications", )"
      R"("body": {"title": "T", "problem": "P", "proposer": {"type": "party"}}})";
  const std::string accept =
      R"({"on": "2019-03-15", "as": {"role": "secas-manager", "id": "a"}, "to": "modifications/DP001", "command": )";
  const std::string bad[] = {
      accept + R"("implement-part", "body": {}})", accept + R"("dance", "body": {}})",
      accept + R"("accept", "body": {"colour": "red"}})", accept + R"("accept", "extra": 1})",
      R"({"on": "2019-02-30", "as": {"role": "secas-manager", "id": "a"}, "to": "modifications/DP001", "command": "accept"})"};
  for (const auto& line : bad) {
    CAPTURE(line);
    write_file(script, "# a script\n" + raise + "\n" + line + "\n" + raise + "\n");
    const auto at = entries();
    const Ended end = secmp({"load", script, "--data", data});
    is_refused_in_one_line(end);
    CHECK(end.err.find("line 3") != std::string::npos);
    CHECK(entries() == at + 1);
  }
  write_file(script, raise + "\nthis is no JSON\n");
  const auto at = entries();
  CHECK(at == before + static_cast<std::ptrdiff_t>(std::size(bad)));
  const Ended unreadable = secmp({"load", script, "--data", data});
  is_refused_in_one_line(unreadable);
  CHECK(unreadable.err.find("line 2") != std::string::npos);
  CHECK(entries() == at);
  ran_well({"journal", "verify", "--data", data});
}

TEST_CASE("A script is tried without writing anything") {
  TempFolder folder;
  fill(folder.at("data"));
  const std::string before = ran_well({"journal", "dump", "--data", folder.at("data")});
  write_file(folder.at("more.jsonl"),
             R"({"on": "2019-03-18", "as": {"role": "secas-manager", "id": "a"}, "to": "modifications", )"
             R"("body": {"title": "T", "problem": "P", "proposer": {"type": "party"}}})"
             "\n");
  ran_well({"load", folder.at("more.jsonl"), "--dry-run", "--data", folder.at("data")});
  CHECK(ran_well({"journal", "dump", "--data", folder.at("data")}) == before);
}

TEST_CASE("Wrong words on the command line end with exit code 2 and say what is wrong") {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"dance"},
      {"serve", "--colour", "red"},
      {"token", "issue", "--role", "king", "--id", "x"},
      {"token", "issue"},
      {"report"},
      {"report", "change-status", "--format", "stone"},
      {"describe", "--format", "stone"},
      {"serve", "--threads", "many"},
      {"serve", "--listen", "127.0.0.1"},
      {"token", "issue", "--role", "dcc", "--id", "   "},
      {"token", "issue", "--role", "dcc", "--id", "a\nb"},
      {"token", "issue", "--role", "party", "--id", "a", "--category", "x"},
      {"token", "dance"},
      {"report", "dreams"},
      {"describe", "sec-1066"},
      {"journal"}};
  for (const auto& words : wrong) {
    const Ended end = secmp(words);
    CAPTURE(end.err);
    CHECK(end.exit_code == 2);
    CHECK(!(end.err + end.out).empty());
  }
  CHECK(secmp({"dance"}).err == "secmp: 'dance' is no subcommand; see secmp --help\n");
  for (const auto& words : std::vector<std::vector<std::string>>{{"--help"}, {"--version"}, {"serve", "--help"}})
    CHECK(secmp(words).exit_code == 0);
}

TEST_CASE("Days and instants that do not exist are refused in one line") {
  TempFolder folder;
  is_refused_in_one_line(secmp({"init", "--data", folder.at("a"), "--clock-start", "yesterday"}));
  is_refused_in_one_line(secmp({"init", "--data", folder.at("a"), "--clock-start", "2019-03-18T09:00:00"}));
  is_refused_in_one_line(secmp({"init", "--data", folder.at("a"), "--clock-start", ""}));
  for (const char* before_the_code : {"1900-01-01T00:00:00Z", "1969-01-01T00:00:00Z", "1999-12-31T23:59:59+05:00"})
    refused(secmp({"init", "--data", folder.at("a"), "--clock-start", before_the_code}), "or later");
  CHECK(!fs::exists(folder.at("a/secmp.db")));
  ran_well({"init", "--data", folder.at("b")});
  is_refused_in_one_line(secmp({"report", "change-status", "--data", folder.at("b"), "--as-at", "2019-02-29"}));
  is_refused_in_one_line(secmp({"explain", "SECMP9999", "--data", folder.at("b")}));
  is_refused_in_one_line(
      secmp({"token", "issue", "--data", folder.at("b"), "--role", "dcc", "--id", "x", "--expires", "soon"}));
  is_refused_in_one_line(secmp({"token", "revoke", "--data", folder.at("b"), "nobody"}));
  is_refused_in_one_line(secmp({"load", folder.at("nothing.jsonl"), "--data", folder.at("b")}));
}
