// What is a data folder, what is not, and who may open it.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/connection.hpp"
#include "store/migrations.hpp"
#include "store/up_to_date.hpp"
#include "store/verify.hpp"
#include "tests/store/fixture.hpp"

using store::Access;
using store::DataFolder;

namespace {

std::string opening(const fs::path& folder, Access access) {
  return refusal([&] { DataFolder open(folder, access); });
}

}  // namespace

TEST_CASE("a created folder opens for writing and for reading and has the machine's clock") {
  const TempFolder temp;
  CHECK_FALSE(DataFolder::exists(temp.data()));
  DataFolder::create(temp.data());
  CHECK(DataFolder::exists(temp.data()));
  const DataFolder writer(temp.data(), Access::Write), reader(temp.data(), Access::Read);
  CHECK_FALSE(writer.simulated());
  CHECK_FALSE(reader.simulated());
}

TEST_CASE("a simulated clock is a mark for ever and stands where it was written last") {
  const TempFolder temp;
  DataFolder::create(temp.data(), instant("2019-03-18T09:00:00Z"));
  {
    DataFolder open(temp.data(), Access::Write);
    CHECK(open.simulated());
    CHECK(open.clock() == instant("2019-03-18T09:00:00Z"));
    open.set_clock(instant("2019-03-20T10:30:00Z"));
  }
  const DataFolder again(temp.data(), Access::Read);
  CHECK(again.simulated());
  CHECK(again.clock() == instant("2019-03-20T10:30:00Z"));
}

TEST_CASE("the simulated clock never stands before the newest entry") {
  const TempFolder temp;
  DataFolder::create(temp.data(), instant("2019-03-18T09:00:00Z"));
  DataFolder open(temp.data(), Access::Write);
  store::SqliteJournal journal(open);
  Loans().write(journal, {request("L1", "Emma", "2019-03-19", "2019-03-19T08:00:00Z")});
  CHECK(open.clock() == instant("2019-03-19T08:00:00Z"));
}

TEST_CASE("the clock of a folder that is not simulated cannot be set") {
  const TempFolder temp;
  DataFolder::create(temp.data());
  DataFolder open(temp.data(), Access::Write);
  CHECK_THROWS_AS(open.set_clock(instant("2019-03-20T10:30:00Z")), std::logic_error);
}

TEST_CASE("a second writer is refused in this process and in another, readers are not") {
  const TempFolder temp;
  DataFolder::create(temp.data());
  const DataFolder writer(temp.data(), Access::Write);
  CHECK(says(opening(temp.data(), Access::Write), "is in use by another process"));
  CHECK(opening(temp.data(), Access::Read).empty());
  const pid_t child = ::fork();
  if (child == 0) ::_exit(says(opening(temp.data(), Access::Write), "is in use by another process") ? 0 : 1);
  int status = -1;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
}

TEST_CASE("the lock is free again when the writer has closed") {
  const TempFolder temp;
  DataFolder::create(temp.data());
  CHECK(opening(temp.data(), Access::Write).empty());
  CHECK(opening(temp.data(), Access::Write).empty());
}

TEST_CASE("a folder that is missing, empty or a file is refused in one line") {
  const TempFolder temp;
  CHECK(says(opening(temp.data(), Access::Read), "there is no data folder"));
  fs::create_directory(temp.data());
  CHECK(says(opening(temp.data(), Access::Write), "is not a data folder"));
  write_file(temp.path / "file", "text");
  CHECK(says(opening(temp.path / "file", Access::Read), "there is no data folder"));
  CHECK(says(refusal([&] { DataFolder::create(temp.path / "file"); }), "cannot be made"));
  CHECK(says(refusal([&] { DataFolder::create(temp.path / "file" / "deeper"); }), "cannot be made"));
}

TEST_CASE("a folder with files of others is left as it was, and what is ours is not made twice") {
  const TempFolder temp;
  fs::create_directory(temp.data());
  write_file(temp.data() / "notes.txt", "mine");
  fs::permissions(temp.data(), fs::perms(0755));
  CHECK(says(refusal([&] { DataFolder::create(temp.data()); }), "holds files of others"));
  CHECK(bytes_of_file(temp.data() / "notes.txt") == "mine");
  CHECK(fs::status(temp.data()).permissions() == fs::perms(0755));
  CHECK_FALSE(fs::exists(temp.data() / "lock"));
  fs::remove(temp.data() / "notes.txt");
  DataFolder::create(temp.data());
  CHECK(opening(temp.data(), Access::Write).empty());
  CHECK(says(refusal([&] { DataFolder::create(temp.data()); }), "has a database already"));
}

TEST_CASE("a stranger's database and a file that is none are refused and left as they were") {
  const TempFolder temp;
  fs::create_directory(temp.data());
  const auto file = temp.data() / "secmp.db";
  {
    SQLite::Database strange(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    strange.exec("CREATE TABLE t (a)");
  }
  const auto before = bytes_of_file(file);
  CHECK(says(opening(temp.data(), Access::Write), "is not a database of this program"));
  CHECK(bytes_of_file(file) == before);
  write_file(file, std::string(5'000, 'x'));
  CHECK(says(opening(temp.data(), Access::Write), "is not a database"));
  CHECK(bytes_of_file(file) == std::string(5'000, 'x'));
  write_file(file, "");
  CHECK(says(opening(temp.data(), Access::Write), "is empty"));
  CHECK(says(refusal([&] { DataFolder::create(temp.data()); }), "has a database already"));
}

TEST_CASE("a log left behind by a database that was taken away is not played into a new one") {
  const TempFolder temp, other;
  make_library(other.data());
  fs::create_directory(temp.data());
  {
    const DataFolder writer(other.data(), Access::Write);
    store::SqliteJournal journal(const_cast<DataFolder&>(writer));
    Loans().write(journal, {request("M1")});
    fs::copy_file(other.data() / "secmp.db-wal", temp.data() / "secmp.db-wal");
  }
  DataFolder::create(temp.data());
  const DataFolder open(temp.data(), Access::Write);
  CHECK(store::SqliteReader(open).last_seq() == 0);
}

TEST_CASE("a newer schema is refused and says which one it is") {
  const TempFolder temp;
  DataFolder::create(temp.data());
  SQLite::Database(temp.data() / "secmp.db", SQLite::OPEN_READWRITE).exec("PRAGMA user_version=99");
  CHECK(says(opening(temp.data(), Access::Write), "has schema version 99, this program knows up to"));
  CHECK(says(opening(temp.data(), Access::Read), "use a newer program"));
}

TEST_CASE("migrations bring a database up to date, each step once, and keep what is in it") {
  const TempFolder temp;
  make_library(temp.data(), 3);
  SQLite::Database database(temp.data() / "secmp.db", SQLite::OPEN_READWRITE);
  auto steps = store::migrations();
  const int newest = static_cast<int>(steps.size());
  REQUIRE(store::schema_version(database) == newest);
  steps.push_back("ALTER TABLE cases ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'");
  steps.push_back("CREATE TABLE extra (a INTEGER) STRICT; INSERT INTO extra VALUES (7)");
  store::migrate(database, steps);
  store::migrate(database, steps);
  CHECK(store::schema_version(database) == newest + 2);
  CHECK(database.execAndGet("SELECT count(*) FROM cases WHERE colour = 'red'").getInt() == 3);
  CHECK(database.execAndGet("SELECT sum(a) FROM extra").getInt() == 7);
}

TEST_CASE("a folder of the first schema is filled anew from its journal, and refused until it is") {
  const TempFolder temp;
  make_library(temp.data(), 3);
  const auto file = temp.data() / "secmp.db";
  {  // as the first program left it
    SQLite::Database database(file, SQLite::OPEN_READWRITE);
    database.exec(
        "DROP TRIGGER journal_tells_its_days; DROP TABLE days;"
        "DROP TABLE cases; DROP TABLE summaries; DROP TABLE likenesses; DROP TABLE mentions;"
        "ALTER TABLE requests DROP COLUMN brought; ALTER TABLE requests DROP COLUMN seal;"
        "CREATE TABLE cases (id TEXT PRIMARY KEY, collection TEXT NOT NULL, ref TEXT NOT NULL, workflow TEXT NOT NULL,"
        " version INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
        "CREATE INDEX cases_by_reference ON cases (collection, ref);"
        "CREATE TABLE summaries (seq INTEGER PRIMARY KEY, ref TEXT NOT NULL, fields TEXT NOT NULL) STRICT;"
        "DELETE FROM meta WHERE name = 'projections'; PRAGMA user_version = 1");
  }
  const auto workflows = toy::loan_workflows();
  {
    DataFolder folder(temp.data(), Access::Write);
    REQUIRE(store::behind(folder));
    CHECK(says(refusal([&] { store::SqliteReader reader(folder); }), "start 'secmp serve --data"));
    store::bring_up_to_date(folder, workflows);
    CHECK_FALSE(store::behind(folder));
  }
  const auto found = store::verify(file, workflows);
  CHECK_MESSAGE(!found.fault, found.fault.value_or(""));
}

TEST_CASE("a migration that fails leaves the version before it, whole") {
  const TempFolder temp;
  DataFolder::create(temp.data());
  SQLite::Database database(temp.data() / "secmp.db", SQLite::OPEN_READWRITE);
  auto steps = store::migrations();
  steps.push_back("CREATE TABLE extra (a INTEGER) STRICT");
  steps.push_back("INSERT INTO nowhere VALUES (1)");
  CHECK_THROWS_AS(store::migrate(database, steps), SQLite::Exception);
  CHECK(store::schema_version(database) == static_cast<int>(store::migrations().size()));
  CHECK_FALSE(database.tableExists("extra"));
}

TEST_CASE("a folder without permission is refused in one line") {
  if (::geteuid() != 0) {
    MESSAGE("only root can become somebody else: skipped");
    return;
  }
  const TempFolder temp;
  DataFolder::create(temp.data());
  ::chmod(temp.path.c_str(), 0755);
  ::chmod(temp.data().c_str(), 0755);
  const pid_t child = ::fork();
  if (child == 0) {
    if (::seteuid(65534) != 0) ::_exit(2);
    const auto writing = opening(temp.data(), Access::Write);
    const auto making = refusal([&] { DataFolder::create(temp.data() / "deeper"); });
    ::_exit(says(writing, "cannot be opened") && says(making, "cannot be made") ? 0 : 1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
}
