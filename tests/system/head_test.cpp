// How far the journal has come is said at the start, in backups and in a file beside it, so that what is missing at its
// end is noticed; and what nobody may change in a folder is named by a proof.
#include <doctest/doctest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "tests/system/checks.hpp"
#include "tests/system/register.hpp"
#include "tests/system/small_disk.hpp"

using namespace outside;

namespace {

// "226 events of 13 cases hold; head ...": how many, and the hash.
std::pair<std::string, std::string> head_of(const std::string& data) {
  const auto said = ran_well({"journal", "verify", "--data", data});
  return {said.substr(0, said.find(' ')), said.substr(said.find("head ") + 5, 64)};
}

std::string warned(Server& server) {
  const Json said = Client(server.port(), "").get("/readyz").json();
  for (const Json& one : said["warnings"])
    if (one["code"] == "head-missing") return one["detail"].get<std::string>();
  return "";
}

// A register that went on after its database was copied aside; stopped.
struct WentOn {
  WentOn() {
    folder.serve();
    folder.raise("There before");
    CHECK(folder.server().stop().exit_code == 0);
    fs::copy_file(database, elsewhere.at("older"));
    before = head_of(folder.data());
    folder.serve();
    for (int i = 0; i < 3; ++i) folder.raise("Raised since");
    CHECK(folder.server().stop().exit_code == 0);
    after = head_of(folder.data());
  }
  Register folder;
  TempFolder elsewhere;
  const std::string database = folder.data() + "/secmp.db", file = folder.data() + "/secmp.head";
  std::pair<std::string, std::string> before, after;
};

}  // namespace

TEST_CASE("The head is in the log of the start and in what a backup says, and a proof can be asked for it") {
  WentOn was;
  const auto data = was.folder.data();
  CHECK(was.folder.serve().stop().err.find("the journal has " + was.after.first + " entries, head " +
                                           was.after.second) != std::string::npos);
  CHECK(ran_well({"backup", was.elsewhere.at("copy"), "--data", data})
            .find("(" + was.after.first + " events, head " + was.after.second + ")") != std::string::npos);
  const auto at_least = [&](const std::string& count, const std::string& hash) {
    return secmp({"journal", "verify", "--data", data, "--at-least", count, hash});
  };
  CHECK(at_least(was.after.first, was.after.second).exit_code == 0);
  CHECK(at_least(was.before.first, was.before.second).exit_code == 0);
  refused(at_least("100", was.after.second), "the journal has " + was.after.first + " entries, and it has had 100");
  refused(at_least(was.after.first, was.before.second), "is not the one that was there once");
  for (const auto& [count, hash] : {std::pair<std::string, std::string>{"x", was.after.second},
                                    {"0", was.after.second},
                                    {"1", "abc"},
                                    {"1", std::string(64, 'g')}})
    CHECK(at_least(count, hash).exit_code == 2);
  CHECK(secmp({"journal", "verify", "--data", data, "--at-least", "1"}).exit_code == 2);
}

TEST_CASE("What is missing at the end is said by a proof, at each start and by /readyz, until it is given up") {
  WentOn was;
  const auto data = was.folder.data();
  fs::copy_file(was.elsewhere.at("older"), was.database, fs::copy_options::overwrite_existing);
  const auto lacks = "the journal has " + was.before.first + " entries, and it has had " + was.after.first +
                     ": what came after is missing";
  refused(secmp({"journal", "verify", "--data", data}), lacks);
  refused(secmp({"journal", "rebuild", "--data", data}), lacks);  // no rebuild brings it back
  CHECK(warned(was.folder.serve()).find("lacks entries at its end") != std::string::npos);
  for (int i = 0; i < 4; ++i) was.folder.raise("In the place of what is missing");
  const Ended end = was.folder.server().stop();
  CHECK(end.exit_code == 0);
  CHECK(end.err.find(lacks) != std::string::npos);
  refused(secmp({"journal", "verify", "--data", data}), "is not the one that was there once");
  CHECK(!warned(was.folder.serve()).empty());
  was.folder.server().stop();
  fs::remove(was.file);
  CHECK(warned(was.folder.serve()).empty());
  was.folder.server().stop();
  CHECK(fs::exists(was.file));
  ran_well({"journal", "verify", "--data", data});
}

TEST_CASE("A restored folder begins with the head of its backup; a file of the head that is damaged is said to be so") {
  WentOn was;
  const auto copy = was.elsewhere.at("copy");
  ran_well({"backup", copy, "--data", was.folder.data()});
  was.folder.serve();
  was.folder.raise("After the copy");
  was.folder.server().stop();
  ran_well({"restore", copy, "--data", was.folder.data(), "--replace"});
  CHECK(head_of(was.folder.data()) == was.after);
  CHECK(warned(was.folder.serve()).empty());
  was.folder.server().stop();
  const auto negative = "                  -5 " + was.after.second + "\n";
  for (const std::string& damaged :
       {std::string(), std::string("x"), std::string("99999999999999999999 0\n"), negative}) {
    CAPTURE(damaged);
    write_file(was.file, damaged);
    refused(secmp({"journal", "verify", "--data", was.folder.data()}), "secmp.head cannot be read");
    CHECK(warned(was.folder.serve()).empty());
    CHECK(was.folder.server().stop().err.find("secmp.head cannot be read") != std::string::npos);
    CHECK(head_of(was.folder.data()) == was.after);
    CHECK(read_file(was.file).find(was.after.second) != std::string::npos);
  }
}

TEST_CASE("A paper of what was known then says how far the journal had come, for ever, and no hidden vote moves it") {
  Register at;
  at.serve();
  at.seat_the_change_board();
  const auto path = at.raise(
      "To be voted on",
      {{"ref", "SECMP0025"},
       {"workflow", "sec-2019"},
       {"position",
        {{"state", "change-board-vote"}, {"path", "self-governance"}, {"as_of", "2019-03-18"}, {"source", "a test"}}}});
  const auto does = [&](const std::string& name, const Json& body) {
    at.command("secas-analyst", path, name, body, at.as("secas-analyst").get(path).etag());
  };
  does("open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
  const auto before = head_of(at.data());
  at.clock("2019-03-19T09:00:00Z");
  does("cast-vote", {{"seat", "SS-1"},
                     {"choice", "approve"},
                     {"reason", "it is clearer"},
                     {"objectives", {{{"objective", "a"}, {"view", "better"}}}},
                     {"recorded_from", {{"kind", "form"}, {"on", "2019-03-19"}}}});
  const auto after = head_of(at.data());
  at.clock("2019-03-20T09:00:00Z");
  const std::string report = "/v1/reports/change-status?format=", page = path + "/page?format=";
  const std::string first = "&known_at=2019-03-18T23:00:00Z", then = "&known_at=2019-03-19T23:00:00Z";
  const auto says = [&](const std::string& role, const std::string& target, const auto& head) {
    const auto text = at.as(role).get(target).body;
    CAPTURE(target);
    CAPTURE(text);
    CHECK(text.find("the journal had " + head.first + " entries") != std::string::npos);
    CHECK(text.find(head.second) != std::string::npos);
  };
  std::map<std::string, std::string> papers;
  for (const std::string role : {"public", "party", "panel-secretary", "secas-analyst"}) {
    for (const auto& paper : {report, page})
      for (const std::string form : {"text", "html"}) {
        says(role, paper + form + first, before);
        says(role, paper + form + then, role == "secas-analyst" ? after : before);
        CHECK(at.as(role).get(paper + form).body.find("the hash of the newest is") == std::string::npos);
      }
    const Json known = at.as(role).get(report + "json" + then).json();
    CHECK(known["head"]["hash"] == (role == "secas-analyst" ? after : before).second);
    CHECK(at.as(role).get(page + "json" + first).json()["head"]["hash"] == before.second);
    CHECK_FALSE(at.as(role).get(report + "json").json().contains("head"));
    for (const std::string form : {"json", "text", "html", "csv", "xlsx"})
      for (const auto& instant : {first, then})
        papers[role + " " + report + form + instant] = at.as(role).get(report + form + instant).body;
  }
  CHECK(ran_well({"report", "change-status", "--data", at.data(), "--known-at", "2019-03-19T23:00:00Z"})
            .find(before.second) != std::string::npos);
  at.raise("Raised since");
  at.serve();
  for (const auto& paper : papers) {
    CAPTURE(paper.first);
    const auto blank = paper.first.find(' ');
    CHECK(at.as(paper.first.substr(0, blank)).get(paper.first.substr(blank + 1)).body == paper.second);
  }
}

TEST_CASE("A proof names what nobody may change: the mark of the clock, triggers, indexes, tables") {
  TempFolder folder;
  ran_well({"init", "--data", folder.at("real")});
  ran_well({"init", "--data", folder.at("simulated"), "--clock-start", first_morning});
  const std::vector<std::array<std::string, 3>> changes = {
      {"simulated", "UPDATE meta SET value = '0' WHERE name = 'simulated'", "is marked as one with the clock of the"},
      {"real", "UPDATE meta SET value = '1' WHERE name = 'simulated'", "is marked as one with a simulated clock"},
      {"real", "DELETE FROM requests WHERE seq = 2", "has forgotten the request that made entry 2"},
      {"real", "DROP TRIGGER journal_is_never_changed", "the trigger journal_is_never_changed is missing"},
      {"real", "DROP TRIGGER journal_is_never_shortened", "the trigger journal_is_never_shortened is missing"},
      {"real", "DROP INDEX cases_by_place", "the index cases_by_place is missing"},
      {"real", "CREATE TABLE stranger (a)", "the table stranger is none of this program's"},
      {"real", "CREATE VIEW strange AS SELECT 1", "the view strange is none of this program's"},
      {"real", "CREATE INDEX strange ON journal (at)", "the index strange is none of this program's"},
      {"real", "CREATE TRIGGER strange AFTER INSERT ON journal BEGIN SELECT 1; END",
       "the trigger strange is none of this program's"},
      {"real",
       "DROP TRIGGER journal_is_never_changed; CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal "
       "WHEN NEW.seq < 0 BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
       "the trigger journal_is_never_changed is not as this program makes it"}};
  int number = 0;
  for (const auto& [from, sql, names] : changes) {
    const auto data = folder.at(std::to_string(++number));
    fs::copy(folder.at(from), data);
    run_sql(data + "/secmp.db", sql);
    refused(secmp({"journal", "verify", "--data", data}), names);
    refused(secmp({"journal", "rebuild", "--data", data}), names);  // none of it follows from the journal
  }
  ran_well({"journal", "verify", "--data", folder.at("real")});
}

TEST_CASE(
    "On marks of the clock, triggers or a schema that somebody has changed no server starts, and no paper is made") {
  TempFolder folder;
  ran_well({"init", "--data", folder.at("was"), "--clock-start", first_morning});
  const std::array<std::pair<std::string, std::string>, 10> changes = {{
      {"UPDATE meta SET value = '0' WHERE name = 'simulated'", "is marked as one with the clock of the"},
      {"UPDATE meta SET value = '1956186465' || substr(value, instr(value, ' ')) WHERE name = 'clock'",
       "the simulated clock stands"},
      {"UPDATE meta SET value = 'abc' WHERE name = 'clock'", "clock stands"},
      {"DELETE FROM meta WHERE name = 'clock'", "clock stands"},
      {"DROP TRIGGER journal_is_never_changed", "the trigger journal_is_never_changed is missing"},
      {"CREATE TRIGGER strange AFTER INSERT ON journal BEGIN SELECT 1; END", "the trigger strange is none"},
      {"DROP TABLE tasks", "the table tasks is missing"},
      {"DROP TABLE requests", "the table requests is missing"},
      {"PRAGMA user_version = 7", "schema version 7"},
      {"PRAGMA user_version = -1", "schema version -1"},
  }};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    CAPTURE(changes[i].first);
    const auto data = folder.at(std::to_string(i));
    fs::copy(folder.at("was"), data);
    run_sql(data + "/secmp.db", changes[i].first);
    refused(secmp({"serve", "--data", data, "--listen", "127.0.0.1:0"}), changes[i].second);
    refused(secmp({"report", "change-status", "--data", data}), changes[i].second);
  }
}

TEST_CASE("An index that lacks rows is made anew by the next start, and lists are whole again") {
  Register folder;
  folder.serve();
  for (int i = 0; i < 3; ++i) folder.raise("Listed");
  const auto listed = [&] { return folder.as("public").get("/v1/modifications").json()["items"].size(); };
  const auto before = listed();
  CHECK(folder.server().stop().exit_code == 0);
  run_sql(folder.data() + "/secmp.db",
          "DROP INDEX cases_by_place; CREATE INDEX cases_by_place ON cases (collection, place) WHERE place < '';"
          "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql ="
          " 'CREATE INDEX cases_by_place ON cases (collection, place)' WHERE name = 'cases_by_place';");
  folder.serve();
  CHECK(listed() == before);
  CHECK(folder.server().stop().err.find("was damaged or changed by somebody") != std::string::npos);
  ran_well({"journal", "verify", "--data", folder.data()});
}

TEST_CASE("A remembered request that somebody has changed is answered by nothing of it, and stops nobody else") {
  const Json body{{"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}};
  const auto raised = [&](Register& folder, const std::string& key) {
    return folder.as("secas-analyst").post("/v1/modifications", body, {{"Idempotency-Key", key}}).status;
  };
  Register folder;
  folder.serve();
  CHECK(raised(folder, "changed") == 201);
  CHECK(raised(folder, "untouched") == 201);
  CHECK(folder.server().stop().exit_code == 0);
  run_sql(folder.data() + "/secmp.db",
          "UPDATE requests SET seq = 99999 WHERE seq = (SELECT seq FROM journal WHERE request_id = 'changed')");
  folder.serve();
  CHECK(raised(folder, "changed") == 500);
  CHECK(raised(folder, "untouched") == 201);
  CHECK(raised(folder, "new") == 201);
  CHECK(folder.server().stop().err.find("was changed by somebody after it was written") != std::string::npos);
}

TEST_CASE("A folder whose database is gone is no new register") {
  Register folder;
  folder.serve();
  folder.raise("There before");
  CHECK(folder.server().stop().exit_code == 0);
  for (const char* tail : {"", "-wal", "-shm"}) fs::remove(folder.data() + "/secmp.db" + tail);
  refused(secmp({"serve", "--data", folder.data(), "--listen", "127.0.0.1:0"}), "says that there was one");
  refused(secmp({"init", "--data", folder.data()}), "says that there was one");
}

TEST_CASE("A journal that was emptied is founded anew by nobody, with its projections or without") {
  Register folder;
  folder.serve();
  folder.raise("There before");
  CHECK(folder.server().stop().exit_code == 0);
  const auto database = folder.data() + "/secmp.db";
  const auto guarded_against = [&](const std::string& from, const std::string& to) {
    run_sql(database, "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, 'BEFORE " + from +
                          " ON', 'BEFORE " + to + " ON') WHERE name = 'journal_is_never_shortened'");
  };
  guarded_against("DELETE", "INSERT");
  run_sql(database, "DELETE FROM journal");
  guarded_against("INSERT", "DELETE");
  refused(secmp({"serve", "--data", folder.data(), "--listen", "127.0.0.1:0"}), "has no entry, and it has had");
  refused(secmp({"journal", "rebuild", "--data", folder.data()}), "has no entry, and it has had");
  for (const char* table : {"cases", "summaries", "refs", "likenesses", "deadlines", "tasks"})
    run_sql(database, std::string("DELETE FROM ") + table);
  const auto end = secmp({"serve", "--data", folder.data(), "--listen", "127.0.0.1:0"});
  CHECK(end.exit_code == 1);
  CHECK(end.err.find("what came after is missing") != std::string::npos);
}

namespace {

// Whatever only reads, of a folder that nobody may write.
void is_readable(const std::string& data) {
  const std::vector<std::vector<std::string>> reading = {{"report", "change-status"}, {"explain", "change-board"},
                                                         {"export", "xes"},           {"journal", "verify"},
                                                         {"journal", "dump"},         {"token", "list"}};
  for (auto words : reading) {
    CAPTURE(words.front());
    words.insert(words.end(), {"--data", data});
    const Ended end = secmp(words);
    CAPTURE(end.err);
    CHECK(end.exit_code == 0);
    CHECK(!end.out.empty());
  }
}

}  // namespace

TEST_CASE("A folder that was stopped cleanly can be read, proved and copied where nothing may be written") {
  const SmallDisk disk(64);
  TempFolder elsewhere;
  const auto data = disk.at("a ? b # 100%");
  if (!disk.mounted() && ::geteuid() == 0) {  // whom no mode keeps from writing
    MESSAGE("skipped: a file system cannot be mounted here");
    return;
  }
  ran_well({"init", "--data", data, "--clock-start", first_morning});
  ran_well({"load", SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl", "--data", data});
  issue_token(data, "dcc", "d");
  for (const bool was_read : {false, true}) {
    CAPTURE(was_read);
    if (was_read) ran_well({"explain", "change-board", "--data", data});  // it leaves an empty log
    if (disk.mounted()) REQUIRE(::mount("", disk.path().c_str(), "", MS_REMOUNT | MS_RDONLY, "") == 0);
    else ::chmod(data.c_str(), 0500);
    is_readable(data);
    ran_well({"backup", elsewhere.at(was_read ? "copy 2" : "copy 1"), "--data", data});
    refused(secmp({"serve", "--data", data, "--listen", "127.0.0.1:0"}),
            disk.mounted() ? "/lock cannot be opened: Read-only file system" : "cannot be opened");
    if (disk.mounted()) REQUIRE(::mount("", disk.path().c_str(), "", MS_REMOUNT, "") == 0);
    else ::chmod(data.c_str(), 0700);
  }
  ran_well({"restore", elsewhere.at("copy 1"), "--data", elsewhere.at("back")});
  ran_well({"journal", "verify", "--data", elsewhere.at("back")});
}
