// What stands in a folder, or comes in as a backup, and is not what it should be: each is named in one line, nobody
// waits for it, and nothing is called well that a server would not start on.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/system/checks.hpp"
#include "tests/system/register.hpp"

using namespace outside;

namespace {

void is_refused(const Ended& end, const std::string& says) {
  CAPTURE(end.err);
  CHECK(end.signal == 0);
  CHECK(end.exit_code == 1);
  CHECK(end.err.find(says) != std::string::npos);
  CHECK(end.err.find("filesystem error") == std::string::npos);
}

// A folder with an uploaded document, its server stopped.
struct Stopped {
  Stopped() {
    folder.serve();
    folder.raise("There before");
    CHECK(folder.server().stop().exit_code == 0);
  }
  Ended asked(std::vector<std::string> words) const {
    words.insert(words.end(), {"--data", data});
    return secmp(words);
  }
  Ended served() const { return asked({"serve", "--listen", "127.0.0.1:0"}); }
  Ended proved() const { return asked({"journal", "verify"}); }
  Register folder;
  const std::string data = folder.data();
  TempFolder elsewhere;
};

}  // namespace

TEST_CASE_FIXTURE(Stopped, "Nobody waits for a pipe that stands where a file of the folder does") {
  for (const std::string name :
       {"tokens.db-journal", "secmp.search", "documents.db", "secmp.head", "sessions.db-wal"}) {
    CAPTURE(name);
    fs::remove(data + "/" + name);
    REQUIRE(::mkfifo((data + "/" + name).c_str(), 0600) == 0);
    for (const auto& end : {served(), proved(), asked({"backup", elsewhere.at("copy")}), asked({"token", "list"})})
      is_refused(end, name + " is not a file");
    fs::remove(data + "/" + name);
  }
  fs::create_symlink("documents.db", data + "/documents.db");
  is_refused(served(), "documents.db cannot be looked at");
  fs::remove(data + "/documents.db");
  REQUIRE(::mkfifo(elsewhere.at("pipe").c_str(), 0600) == 0);
  is_refused(secmp({"restore", elsewhere.at("pipe"), "--data", elsewhere.at("new")}), "is not a file");
  ran_well({"journal", "verify", "--data", data});
}

TEST_CASE_FIXTURE(Stopped, "A list of uploads that cannot be read is named by a proof, a backup and a start") {
  write_file(data + "/documents.db", std::string(2'400, 'x'));
  is_refused(proved(), "the list of uploads cannot be read");
  is_refused(asked({"backup", elsewhere.at("copy")}), "the list of uploads cannot be read");
  is_refused(served(), "documents.db");
  fs::remove(data + "/documents.db");  // as it says
  ran_well({"journal", "verify", "--data", data});
}

TEST_CASE_FIXTURE(Stopped,
                  "What somebody has changed is copied with a warning for the exit, rebuilt and restored by nobody") {
  const auto before = elsewhere.at("before");
  ran_well({"backup", before, "--data", data});
  run_sql(
      data + "/secmp.db",
      "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, 'BEFORE UPDATE ON', 'BEFORE DELETE ON')"
      " WHERE name = 'journal_is_never_changed'");
  run_sql(data + "/secmp.db", "UPDATE journal SET by_role = 'king' WHERE seq = 3");
  run_sql(
      data + "/secmp.db",
      "PRAGMA writable_schema=ON; UPDATE sqlite_master SET sql = replace(sql, 'BEFORE DELETE ON', 'BEFORE UPDATE ON')"
      " WHERE name = 'journal_is_never_changed'");
  is_refused(asked({"journal", "rebuild"}), "nothing is made of it: entry 3 was changed");
  is_refused(asked({"backup", elsewhere.at("copy")}), "keep the backups before it");
  CHECK(fs::exists(elsewhere.at("copy")));
  is_refused(secmp({"restore", elsewhere.at("copy"), "--data", elsewhere.at("new")}), "entry 3 was changed");

  const auto older = elsewhere.at("older");
  fs::copy_file(before, older);
  run_sql(older, "PRAGMA user_version = 7");
  is_refused(secmp({"restore", older, "--data", elsewhere.at("new")}), "schema version 7");
  run_sql(before, "UPDATE meta SET value = '0' WHERE name = 'simulated'");
  is_refused(secmp({"restore", before, "--data", elsewhere.at("new")}), "it was changed by somebody");
  CHECK_FALSE(fs::exists(elsewhere.at("new")));
}

TEST_CASE("A limit of the size of files is a sentence, and a token has a name that can be written down") {
  TempFolder folder;
  const auto limited = [&](const std::string& words) {
    return run({"/bin/bash", "-c", "ulimit -f 40; exec " SECMP_BINARY_DIR "/secmp " + words});
  };
  is_refused(limited("init --data " + folder.at("data")), "cannot be read or written");
  ran_well({"init", "--data", folder.at("data"), "--clock-start", first_morning});
  is_refused(limited("backup " + folder.at("copy") + " --data " + folder.at("data")), folder.at("copy"));
  CHECK_FALSE(fs::exists(folder.at("copy")));
  for (const std::string id : {"\xff\xfe", "secmp", "clock"}) {
    const auto end = secmp({"token", "issue", "--data", folder.at("data"), "--role", "secas-manager", "--id", id});
    CAPTURE(end.err);
    CHECK(end.exit_code == 2);
    CHECK(end.err.find("--id") != std::string::npos);
  }
}
