// The restore drill: copied under writes, killed, brought back; what comes back is what was copied, nobody's token is
// lost, and nothing that was there is deleted.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <set>

#include <SQLiteCpp/SQLiteCpp.h>

#include "tests/system/checks.hpp"
#include "tests/system/register.hpp"
#include "tests/system/small_disk.hpp"

using namespace outside;

namespace {

// The last words of `journal verify`.
std::string head_of(const std::string& data) {
  const auto said = ran_well({"journal", "verify", "--data", data});
  return said.substr(said.find("head "), 5 + 64);
}

std::string dump_of(const std::string& data) { return ran_well({"journal", "dump", "--data", data}); }

Ended restore(const std::string& file, const std::string& data, bool replace = true) {
  std::vector<std::string> words{"restore", file, "--data", data};
  if (replace) words.emplace_back("--replace");
  return secmp(words);
}

void restored_well(const Ended& end) {
  CAPTURE(end.err);
  REQUIRE(end.exit_code == 0);
}

// What was moved aside, beside the folder or in it; sorted.
std::vector<std::string> asides(const std::string& data) {
  std::vector<std::string> found;
  const auto beside = fs::path(data).filename().string() + ".before-restore-";
  for (const auto& entry : fs::directory_iterator(fs::path(data).parent_path()))
    if (entry.path().filename().string().starts_with(beside)) found.push_back(entry.path().string());
  for (const auto& entry : fs::directory_iterator(data))
    if (entry.path().filename().string().starts_with("before-restore-")) found.push_back(entry.path().string());
  std::sort(found.begin(), found.end());
  return found;
}

// A register that was copied, went on, and was killed.
struct Crashed {
  explicit Crashed(bool restart_after_copy = false) {
    folder.serve();
    before = folder.raise("There before the copy");
    ran_well({"backup", file, "--data", folder.data()});
    copied = head_of(folder.data());
    if (restart_after_copy) {
      CHECK(folder.server().stop().exit_code == 0);
      folder.serve();
    }
    for (int i = 0; i < 5; ++i) after = folder.raise("Raised after the copy");
    written = head_of(folder.data());
    folder.server().kill();
  }
  Register folder;
  TempFolder elsewhere;
  const std::string file = elsewhere.at("copy");
  std::string before, after, copied, written;
};

void is_as_copied(Crashed& was, const std::string& data) {
  CHECK(head_of(data) == was.copied);
  Server server(data);
  Client client(server.port(), was.folder.token("secas-manager"));
  CHECK(client.get("/v1/tasks").status == 200);
  CHECK(client.get(was.before).status == 200);
  CHECK(client.get(was.after).status == 404);
  const Json body{{"title", "T"}, {"problem", "P"}, {"proposer", {{"type", "party"}}}};
  CHECK(client.post("/v1/modifications", body).status == 201);
}

}  // namespace

TEST_CASE(
    "After a kill a backup comes back: nothing of what was written later, every token, and the old folder aside") {
  for (const bool restart : {false, true}) {
    CAPTURE(restart);
    Crashed was(restart);
    const auto data = was.folder.data();
    REQUIRE(fs::exists(data + "/secmp.db-wal"));
    const Ended end = restore(was.file, data);
    restored_well(end);
    CHECK(end.out.find(was.copied) != std::string::npos);
    is_as_copied(was, data);
    const auto old = asides(data);
    REQUIRE(old.size() == 1);
    CHECK(end.out.find(old.front()) != std::string::npos);
    CHECK(fs::exists(old.front() + "/secmp.db-wal"));
    CHECK(head_of(old.front()) == was.written);
    CHECK(!fs::exists(data + ".restoring"));
  }
}

TEST_CASE("A backup comes back into a folder that is missing or empty, under its old name, too") {
  Crashed was;
  for (const char* name : {"missing", "deeper/missing", "empty"}) {
    CAPTURE(name);
    const auto data = was.elsewhere.at(name);
    if (std::string(name) == "empty") fs::create_directory(data);
    const Ended end = restore(was.file, data, false);
    restored_well(end);
    CHECK(end.out.find("came back, whatever was revoked since the backup: 'secmp token revoke --all --data " + data +
                       "'") != std::string::npos);
    CHECK(asides(data).empty());
    is_as_copied(was, data);
  }
  const auto again = was.elsewhere.at("again");
  ran_well({"journal", "backup", again, "--data", was.folder.data()});
  restored_well(restore(again, was.elsewhere.at("of-old-name"), false));
  CHECK(head_of(was.elsewhere.at("of-old-name")) == was.written);
}

TEST_CASE("A copy that is made while many write is one moment of the journal, and comes back whole") {
  Register folder;
  folder.serve();
  const std::string path = folder.raise("Written to while it is copied");
  std::atomic<int> written{0};
  std::thread writer([&, port = folder.server().port(), token = folder.token("secas-manager")] {
    const Json body{{"title", "T"}, {"problem", std::string(3000, 'p')}, {"proposer", {{"type", "party"}}}};
    try {
      for (Client client(port, token); client.post("/v1/modifications", body).status == 201;) ++written;
    } catch (const std::exception&) {
    }
  });
  TempFolder copies;
  while (written < 20) std::this_thread::yield();
  for (int i = 0; i < 4; ++i) ran_well({"backup", copies.at(std::to_string(i)), "--data", folder.data()});
  folder.server().kill();
  writer.join();
  const auto everything = dump_of(folder.data());
  for (int i = 0; i < 4; ++i) {
    const auto data = copies.at("restored-" + std::to_string(i));
    CHECK(mode_of(copies.at(std::to_string(i))) == 0600);
    restored_well(restore(copies.at(std::to_string(i)), data, false));
    const auto dumped = dump_of(data);
    CHECK(everything.starts_with(dumped));
    CHECK(dumped.size() > 20 * 3000);
  }
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(copies.path())) names.insert(entry.path().filename().string());
  CHECK(names.size() == 8);  // no part of one is left
}

TEST_CASE("Tokens that were revoked since stay revoked with --replace; otherwise all can be revoked at once") {
  Crashed was;
  const auto token = was.folder.token("secas-manager");
  ran_well({"token", "revoke", "secas-manager-1", "--data", was.folder.data()});
  const Ended replaced = restore(was.file, was.folder.data());
  restored_well(replaced);
  CHECK(replaced.out.find("1 token revoked since the backup stay") != std::string::npos);
  {
    Server server(was.folder.data());
    CHECK(Client(server.port(), token).get("/v1/tasks").status == 401);
  }
  const auto fresh = was.elsewhere.at("fresh");
  restored_well(restore(was.file, fresh, false));
  Server server(fresh);
  CHECK(Client(server.port(), token).get("/v1/tasks").status == 200);
  CHECK(ran_well({"token", "revoke", "--all", "--data", fresh}).find("revoked") != std::string::npos);
  CHECK(Client(server.port(), token).get("/v1/tasks").status == 401);
  CHECK(secmp({"token", "revoke", "--data", fresh}).exit_code == 2);
  CHECK(secmp({"token", "revoke", "somebody", "--all", "--data", fresh}).exit_code == 2);
}

TEST_CASE("A restore that cannot be done is refused in one line and changes nothing") {
  Crashed was;
  const auto data = was.folder.data();
  refused(restore(was.file, data, false), "holds something");
  refused(restore(was.elsewhere.at("nothing"), data), "there is no backup");
  write_file(was.elsewhere.at("text"), "no database");
  refused(restore(was.elsewhere.at("text"), data), "is not a backup of this program");
  run_sql(was.elsewhere.at("strange"), "CREATE TABLE t (a)");
  refused(restore(was.elsewhere.at("strange"), data), "is not a backup of this program");
  const auto spoiled = [&](const std::string& sql, const std::string& why) {
    const auto file = was.elsewhere.at("spoiled");
    fs::copy_file(was.file, file, fs::copy_options::overwrite_existing);
    run_sql(file, sql);
    refused(restore(file, data), why);
  };
  spoiled("PRAGMA user_version=99", "use a newer program");
  spoiled("DROP TRIGGER journal_is_never_changed; UPDATE journal SET body = '{}' WHERE seq = 5", "entry 5 was changed");
  spoiled("UPDATE backup_parts SET bytes = zeroblob(10)", "in it was changed");
  spoiled("UPDATE backup_files SET path = '../escaped'", "which no backup gives");
  spoiled("UPDATE backup_head SET entries = entries + 1", "it says that it has");
  CHECK(!fs::exists(fs::path(data).parent_path() / "escaped"));
  CHECK(asides(data).empty());
  CHECK(!fs::exists(data + ".restoring"));
  CHECK(head_of(data) == was.written);
  was.folder.serve();
  refused(restore(was.file, data), "is in use by another process");
  CHECK(was.folder.as("public").get(was.after).status == 200);
}

TEST_CASE("Whatever lies in the folder is in its backup; earlier backups are not") {
  Register folder;
  const auto data = folder.data();
  folder.token("secas-analyst");
  fs::create_directories(data + "/documents/ab");
  const std::string large(3'000'000, 'd');
  write_file(data + "/documents/ab/cdef", large);
  write_file(data + "/empty", "");
  ::chmod((data + "/empty").c_str(), 0640);
  run_sql(data + "/drafts.db", "PRAGMA journal_mode=WAL; CREATE TABLE drafts (a); INSERT INTO drafts VALUES (7)");
  ran_well({"backup", data + "/first", "--data", data});
  ran_well({"backup", data + "/second", "--data", data});
  TempFolder elsewhere;
  const auto fresh = elsewhere.at("fresh");
  restored_well(restore(data + "/second", fresh, false));
  CHECK(read_file(fresh + "/documents/ab/cdef") == large);
  CHECK(read_file(fresh + "/empty").empty());
  CHECK(mode_of(fresh + "/empty") == 0600);  // what others might do with it they may no more
  CHECK(mode_of(fresh + "/tokens.db") == 0600);
  CHECK(!fs::exists(fresh + "/first"));
  CHECK(fs::file_size(fresh + "/secmp.db") < 1'000'000);  // the room of the other files is given back
  run_sql(fresh + "/drafts.db", "SELECT a FROM drafts");
  CHECK(head_of(fresh) == head_of(data));
  restored_well(restore(data + "/first", data));  // it lies in the folder that it replaces
  CHECK(read_file(data + "/documents/ab/cdef") == large);
}

TEST_CASE("A backup by hand of an older program has no tokens: those of the folder stay") {
  Crashed was;
  const auto bare = was.elsewhere.at("bare");
  fs::copy_file(was.file, bare);
  run_sql(bare, "DROP TABLE backup_files; DROP TABLE backup_parts");
  restored_well(restore(bare, was.folder.data()));
  is_as_copied(was, was.folder.data());
  const Ended end = restore(bare, was.elsewhere.at("fresh"), false);
  restored_well(end);
  CHECK(end.out.find("no tokens are in the backup") != std::string::npos);
}

TEST_CASE("A bare backup of each older schema is restored and brought up to date") {
  TempFolder folder;
  const std::string kept = SECMP_SOURCE_DIR "/tests/data/folders/schema-1.tar.gz";
  REQUIRE(run({"tar", "-xzf", kept, "-C", folder.path().string()}).exit_code == 0);
  const auto head = head_of(folder.at("schema-1"));
  run_sql(folder.at("schema-1/secmp.db"), "PRAGMA journal_mode=DELETE");  // one file, as its `journal backup` made it
  fs::rename(folder.at("schema-1/secmp.db"), folder.at("bare"));
  fs::remove_all(folder.at("schema-1"));
  const Ended end = restore(folder.at("bare"), folder.at("data"), false);
  restored_well(end);
  CHECK(end.out.find("of an older folder (it has schema version 1") != std::string::npos);
  Server(folder.at("data")).stop();
  CHECK(head_of(folder.at("data")) == head);
}

TEST_CASE("In a folder that cannot be renamed what was there moves into it") {
  Crashed was;
  const SmallDisk disk(64);
  const auto data = disk.path();
  if (!disk.mounted()) {
    MESSAGE("skipped: a file system cannot be mounted here");
    return;
  }
  restored_well(restore(was.file, data, false));
  CHECK(asides(data).empty());
  is_as_copied(was, data);
  const auto later = head_of(data);
  write_file(data + "/restore-me-not", "mine");
  for (int i = 0; i < 2; ++i) restored_well(restore(was.file, data));
  is_as_copied(was, data);
  REQUIRE(asides(data).size() == 2);
  CHECK(head_of(asides(data).front()) == later);
  CHECK(read_file(asides(data).front() + "/restore-me-not") == "mine");
  CHECK(!fs::exists(data + "/restoring"));
  CHECK(!fs::exists(data + "/restored"));
}

namespace {

// Killed so long after its start.
void killed_restore(const std::string& file, const std::string& data, std::chrono::microseconds after) {
  const int process = ::fork();
  if (process == 0) {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execl(secmp().c_str(), "secmp", "restore", file.c_str(), "--data", data.c_str(), "--replace", nullptr);
    ::_exit(127);
  }
  const auto moment = std::chrono::steady_clock::now() + after;
  int status = 0;
  while (std::chrono::steady_clock::now() < moment) std::this_thread::yield();
  ::kill(process, SIGKILL);
  ::waitpid(process, &status, 0);
}

// Old or new, and whole; or every command says to run the restore again.
void is_whole_or_says_so(const Crashed& was, const std::string& data) {
  const Ended end = secmp({"journal", "verify", "--data", data});
  CAPTURE(end.out);
  CAPTURE(end.err);
  if (end.exit_code == 0) {
    CHECK((end.out.find(was.written) != std::string::npos || end.out.find(was.copied) != std::string::npos));
  } else {
    CHECK(end.err.find("was cut short: run 'secmp restore FILE --data " + data + " --replace' again") !=
          std::string::npos);
    const Ended serve = secmp({"serve", "--data", data, "--listen", "127.0.0.1:0"});
    CHECK(serve.exit_code == 1);
    CHECK(serve.err.find("was cut short") != std::string::npos);
  }
}

void killed_at_any_moment(const Crashed& was, const std::string& data, int kills, std::mt19937& random) {
  for (int i = 0; i < kills; ++i) {
    killed_restore(was.file, data, std::chrono::microseconds(std::uniform_int_distribution(0, 120'000)(random)));
    is_whole_or_says_so(was, data);
  }
  restored_well(restore(was.file, data));
  CHECK(head_of(data) == was.copied);
  bool kept = false;
  for (const auto& aside : asides(data)) {
    const Ended end = secmp({"journal", "verify", "--data", aside});
    kept = kept || end.out.find(was.written) != std::string::npos;
  }
  CHECK(kept);
}

}  // namespace

TEST_CASE("Killed in the middle, a restore leaves the old or the new folder whole, and nothing is lost") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  Crashed was;
  killed_at_any_moment(was, was.folder.data(), 12, random);

  Crashed other;
  const SmallDisk disk(64);
  const auto data = disk.path();
  if (!disk.mounted()) {
    MESSAGE("half of it skipped: a file system cannot be mounted here");
    return;
  }
  fs::copy(other.folder.data(), data, fs::copy_options::recursive);
  killed_at_any_moment(other, data, 12, random);
}

TEST_CASE("What a flipped bit in a backup has made of a summary is made anew by the restore") {
  Crashed was;
  SQLite::Database(was.file, SQLite::OPEN_READWRITE)
      .exec(
          "UPDATE summaries SET fields = replace(fields, '2019', '2O19') WHERE seq = (SELECT max(seq) FROM summaries)");
  restored_well(restore(was.file, was.folder.data()));
  CHECK(ran_well({"journal", "verify", "--data", was.folder.data()}).find("hold") != std::string::npos);
}

TEST_CASE("Of tokens that were lost nobody says that the revoked ones stay revoked") {
  Crashed was;
  was.folder.token("secas-manager");
  ran_well({"token", "revoke", "secas-manager-1", "--data", was.folder.data()});
  fs::resize_file(was.folder.data() + "/tokens.db", 0);
  const Ended replaced = restore(was.file, was.folder.data());
  restored_well(replaced);
  CHECK(replaced.out.find("whatever was revoked since the backup") != std::string::npos);
  CHECK(replaced.out.find("stay revoked") == std::string::npos);
}
