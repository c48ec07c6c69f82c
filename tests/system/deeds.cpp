// The beginning of each is small: what counts is that every kind of file is written that there is.
#include "tests/system/deeds.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

#include "tests/system/register.hpp"

namespace outside {
namespace {

const std::string later = "2019-03-20T15:00:00Z";

std::string raising(const std::string& ref) {
  return R"({"on": "2019-03-18", "as": {"role": "secas-manager", "id": "a"}, "to": "modifications", "body": {"title": )"
         R"("A title", "ref": ")" +
         ref + R"(", "problem": "Something does not work.", "proposer": {"type": "party"}}})" + "\n";
}

void founded(const Place& at) {
  ran_well({"init", "--data", at.data(), "--clock-start", first_morning});
  write_file(at.given("first.jsonl"), raising("SECMP0001"));
  ran_well({"load", at.given("first.jsonl"), "--data", at.data()});
  issue_token(at.data(), "dcc", "somebody");
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string tokens_of(const Place& at) { return ran_well({"token", "list", "--data", at.data()}); }

std::string head_of(const std::string& data) {
  const auto said = ran_well({"journal", "verify", "--data", data});
  return said.substr(said.find("head "));
}

bool has_refs(const Place& at, std::initializer_list<const char*> refs) {
  const auto dump = ran_well({"journal", "dump", "--data", at.data()});
  return std::all_of(refs.begin(), refs.end(), [&](const char* ref) { return has(dump, ref); });
}

// The folder has another entry since.
void backed_up(const Place& at) {
  founded(at);
  ran_well({"backup", at.given("copy"), "--data", at.data()});
  write_file(at.given("second.jsonl"), raising("SECMP0002"));
  ran_well({"load", at.given("second.jsonl"), "--data", at.data()});
}

bool is_restored(const Place& at) {
  return fs::exists(at.data() + "/secmp.db") && has_refs(at, {"SECMP0001"}) && !has_refs(at, {"SECMP0002"});
}

void with_script(const Place& at) {
  founded(at);
  write_file(at.given("more.jsonl"), raising("SECMP0007") +
                                         R"({"clock": "2019-03-19T10:00:00Z"})"
                                         "\n" +
                                         raising("SECMP0008") + R"({"clock": ")" + later + "\"}\n");
}

void with_records(const Place& at) {
  founded(at);
  fs::copy_file(SECMP_SOURCE_DIR "/tests/data/register.csv", at.given("register.csv"));
  write_file(at.out("doubts.json"), "the old one");
}

void with_output(const Place& at) {
  founded(at);
  write_file(at.out("file"), "the old one");
}

// As an older program left it.
void older(const Place& at) {
  const std::string kept = SECMP_SOURCE_DIR "/tests/data/folders/schema-1.tar.gz";
  REQUIRE(run({"tar", "-xzf", kept, "-C", at.path().string()}).exit_code == 0);
  fs::rename(at.path() / "schema-1", at.data());
}

// Its clock was last believed a year after the first version of the Code, so it is doubted until somebody accepts it.
void with_doubted_clock(const Place& at) {
  ran_well({"init", "--data", at.data()});
  write_file(at.data() + "/secmp.clock", "2014-03-18T09:00:00Z 2014-03-18T09:00:00Z believed\n");
}

bool is_whole_copy(const Place& at) {
  if (!fs::exists(at.out("copy"))) return false;
  TempFolder elsewhere;
  ran_well({"restore", at.out("copy"), "--data", elsewhere.at("data")});
  CHECK(head_of(elsewhere.at("data")) == head_of(at.data()));
  return true;
}

// A subcommand that needs no more than the folder.
std::function<Words(const Place&)> on_data(Words words) {
  return [words = std::move(words)](const Place& at) {
    auto all = words;
    all.insert(all.end(), {"--data", at.data()});
    return all;
  };
}

bool is_founded(const Place& at) {
  return fs::exists(at.data() + "/secmp.db") && has_refs(at, {"panel", "csc", "change-board", "england-and-wales"});
}

std::function<Words(const Place&)> importing(const std::string& how) {
  return [how](const Place& at) {
    Words words{"import", at.given("register.csv"), "--data", at.data(), "--as-of", "2019-03-18", how};
    if (how == "--report") words.push_back(at.out("doubts.json"));
    return words;
  };
}

std::vector<Deed> that_write() {
  return {
      {.subcommand = "init",
       .before = [](const Place&) {},
       .words = on_data({"init", "--clock-start", first_morning}),
       .done = is_founded,
       .takes_the_place = true},
      {.subcommand = "token issue",
       .before = founded,
       .words = on_data({"token", "issue", "--role", "operator", "--id", "another"}),
       .done = [](const Place& at) { return has(tokens_of(at), "another"); }},
      {.subcommand = "token issue",
       .before =
           [](const Place& at) {
             ran_well({"init", "--data", at.data()});
           },
       .words = on_data({"token", "issue", "--role", "operator", "--id", "the-first"}),
       .done = [](const Place& at) { return has(tokens_of(at), "the-first"); }},
      {.subcommand = "token revoke",
       .before = founded,
       .words = on_data({"token", "revoke", "somebody"}),
       .done = [](const Place& at) { return has(tokens_of(at), "revoked"); },
       .on_purpose = {"somebody"}},
      {.subcommand = "clock accept",
       .before = with_doubted_clock,
       .words = on_data({"clock", "accept"}),
       .done = [](const Place& at) { return !has(read_file(at.data() + "/secmp.clock"), "2014-"); }},
      {.subcommand = "load",
       .before = with_script,
       .words =
           [](const Place& at) {
             return Words{"load", at.given("more.jsonl"), "--data", at.data()};
           },
       .done =
           [](const Place& at) {
             return has_refs(at, {"SECMP0007", "SECMP0008"}) && clock_of(at.data()) >= later;
           },
       .repeatable = false},
      {.subcommand = "import",
       .before = with_records,
       .words = importing("--report"),
       .done = [](const Place& at) { return has_refs(at, {"MP911"}); },
       .output = "doubts.json"},
      {.subcommand = "journal rebuild",
       .before = founded,
       .words = on_data({"journal", "rebuild"}),
       .done = [](const Place&) { return true; }},
  };
}

std::vector<Deed> that_copy() {
  const auto backs_up = [](Words words) {
    return [words](const Place& at) {
      auto all = words;
      all.insert(all.end(), {at.out("copy"), "--data", at.data()});
      return all;
    };
  };
  return {
      {.subcommand = "backup", .before = founded, .words = backs_up({"backup"}), .done = is_whole_copy},
      {.subcommand = "journal backup",
       .before = founded,
       .words = backs_up({"journal", "backup"}),
       .done = is_whole_copy},
      {.subcommand = "restore",
       .before = backed_up,
       .words =
           [](const Place& at) {
             return Words{"restore", at.given("copy"), "--data", at.data(), "--replace"};
           },
       .done = is_restored,
       .takes_the_place = true},
      {.subcommand = "restore",
       .before =
           [](const Place& at) {
             backed_up(at);
             fs::remove_all(at.data());
           },
       .words =
           [](const Place& at) {
             return Words{"restore", at.given("copy"), "--data", at.data()};
           },
       .done = is_restored,
       .takes_the_place = true},
  };
}

std::vector<Deed> that_print() {
  const auto with = [](const char* subcommand, Words words) {
    return Deed{.subcommand = subcommand, .before = with_script, .words = on_data(std::move(words))};
  };
  const auto into_a_file = [](const char* subcommand, Words words) {
    return Deed{.subcommand = subcommand,
                .before = with_output,
                .words =
                    [words](const Place& at) {
                      auto all = words;
                      all.insert(all.end(), {"--data", at.data(), "-o", at.out("file")});
                      return all;
                    },
                .output = "file"};
  };
  return {into_a_file("export xes", {"export", "xes"}),
          into_a_file("report", {"report", "change-status", "--format", "xlsx"}),
          {.subcommand = "report", .before = older, .words = on_data({"report", "change-status"})},
          with("token list", {"token", "list"}),
          with("explain", {"explain", "SECMP0001"}),
          with("journal verify", {"journal", "verify"}),
          with("journal dump", {"journal", "dump"}),
          {.subcommand = "load",
           .before = with_script,
           .words =
               [](const Place& at) {
                 return Words{"load", at.given("more.jsonl"), "--dry-run", "--data", at.data()};
               }},
          {.subcommand = "import", .before = with_records, .words = importing("--dry-run")},
          {.subcommand = "describe",
           .before = founded,
           .words =
               [](const Place&) {
                 return Words{"describe", "sec-2019"};
               }},
          {.subcommand = "ballot verify",
           .before = [](const Place& at) { write_file(at.given("bundle.json"), "{}"); },
           .words =
               [](const Place& at) {
                 return Words{"ballot", "verify", at.given("bundle.json")};
               }}};
}

// Of the help of one level, the words after "Subcommands:".
void add_subcommands(const Words& so_far, std::set<std::string>& all) {
  auto words = so_far;
  words.emplace_back("--help");
  std::istringstream help(ran_well(words));
  std::string line;
  while (std::getline(help, line) && line != "Subcommands:") continue;
  bool is_group = false;
  while (std::getline(help, line) && line.starts_with("  ")) {
    if (line[2] == ' ') continue;  // more of what the one before does
    is_group = true;
    auto inside = so_far;
    inside.push_back(line.substr(2, line.find(' ', 2) - 2));
    add_subcommands(inside, all);
  }
  if (is_group) return;
  std::string name;
  for (const auto& word : so_far) name += (name.empty() ? "" : " ") + word;
  all.insert(name);
}

}  // namespace

Place::Place() {
  for (const char* name : {"given", "out", "tmp"}) fs::create_directory(folder_.at(name));
}

void Place::become(const Place& other) const {
  for (const auto& one : fs::directory_iterator(path())) fs::remove_all(one.path());
  fs::copy(other.path(), path(), fs::copy_options::recursive);
}

std::vector<std::string> Place::left_over() const {
  const auto is_aside = [](const std::string& name) { return name.starts_with("data.before-restore-"); };
  const std::set<std::string> here{"data", "given", "out", "tmp"},
      of_data{"lock",       "secmp.db",    "secmp.db-wal", "secmp.db-shm",
              "secmp.head", "secmp.clock", "tokens.db"};  // a reader leaves the log of a database as it is
  std::vector<std::string> found;
  const auto look = [&](const fs::path& folder, const auto& belongs) {
    for (const auto& one : fs::directory_iterator(folder))
      if (!belongs(one.path().filename().string())) found.push_back(one.path().lexically_relative(path()).string());
  };
  look(path(), [&](const auto& name) { return here.contains(name) || is_aside(name); });
  look(data(), [&](const auto& name) { return of_data.contains(name) || name.starts_with("secmp.search"); });
  look(temporary(), [](const auto&) { return false; });
  std::sort(found.begin(), found.end());
  return found;
}

const std::vector<Deed>& deeds() {
  static const auto all = [] {
    auto found = that_write();
    for (auto& more : {that_copy(), that_print()}) found.insert(found.end(), more.begin(), more.end());
    return found;
  }();
  return all;
}

std::set<std::string> subcommands() {
  std::set<std::string> all;
  add_subcommands({}, all);
  all.erase("serve");
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string clock_of(const std::string& data) {
  SQLite::Database database(data + "/secmp.db");
  return database
      .execAndGet(
          "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', CAST(value AS INTEGER), 'unixepoch') FROM meta WHERE name = 'clock'")
      .getString();
}

}  // namespace outside
