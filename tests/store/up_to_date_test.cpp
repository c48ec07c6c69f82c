// Nothing answers from projections that another version of the program made, or that are half of this one's.
#include "store/up_to_date.hpp"

#include "store/connection.hpp"
#include "store/lost_rows.hpp"
#include "store/migrations.hpp"
#include "tests/store/fixture.hpp"

using store::Access;
using store::DataFolder;

namespace {

// A library whose projections are of another version, and wrong.
struct Older {
  Older() {
    make_library(temp.data());
    change("UPDATE meta SET value = 'other' WHERE name = 'projections'; UPDATE summaries SET fields = '{}'");
  }
  void change(const char* sql) { SQLite::Database(temp.data() / "secmp.db", SQLite::OPEN_READWRITE).exec(sql); }
  bool is_whole() const { return !store::verify(temp.data() / "secmp.db", loans.workflows).fault; }

  const TempFolder temp;
  const Loans loans;
};

}  // namespace

TEST_CASE_FIXTURE(Older, "a folder of another version is refused by who reads or writes projections") {
  DataFolder folder(temp.data(), Access::Write);
  CHECK(says(refusal([&] { store::SqliteReader reader(folder); }), "start 'secmp serve --data"));
  CHECK(says(refusal([&] { store::SqliteJournal journal(folder); }), "is not up to date"));
  CHECK(store::behind(folder));
}

TEST_CASE_FIXTURE(Older, "it is brought up to date once, and then is what the journal gives") {
  DataFolder folder(temp.data(), Access::Write);
  CHECK(store::bring_up_to_date(folder, loans.workflows) == 100);
  CHECK_FALSE(store::bring_up_to_date(folder, loans.workflows));
  CHECK_FALSE(store::behind(folder));
  CHECK(store::SqliteReader(folder).last_seq() == 100);
  CHECK(is_whole());
}

TEST_CASE_FIXTURE(Older, "an older schema is behind, and so is one whose steps were taken before a crash") {
  change(
      "DROP TRIGGER journal_tells_its_days; DROP TABLE days;"
      "DELETE FROM meta WHERE name = 'projections'; ALTER TABLE requests DROP COLUMN brought; ALTER TABLE requests "
      "DROP COLUMN seal; ALTER TABLE cases DROP COLUMN parts; ALTER TABLE cases DROP COLUMN said; PRAGMA "
      "user_version=2");
  CHECK(store::behind(DataFolder(temp.data(), Access::Read)) ==
        "it has schema version 2, this program has " + std::to_string(store::migrations().size()));
  { const DataFolder crashed(temp.data(), Access::Write); }  // the steps of the schema, and nothing after them
  DataFolder folder(temp.data(), Access::Write);
  CHECK(store::behind(folder));
  CHECK(refusal([&] { store::SqliteReader reader(folder); }) != "");
  store::bring_up_to_date(folder, loans.workflows);
  CHECK(is_whole());
}

TEST_CASE_FIXTURE(Older, "a rebuild that fails leaves the mark as it was") {
  DataFolder folder(temp.data(), Access::Write);
  const engine::Workflows none({});
  CHECK(says(refusal([&] { store::bring_up_to_date(folder, none); }), "cannot be replayed"));
  CHECK(store::behind(folder));
  store::bring_up_to_date(folder, loans.workflows);
  CHECK(is_whole());
}

TEST_CASE_FIXTURE(Older, "nothing is made of a journal that does not hold") {
  change("DROP TRIGGER journal_is_never_changed; UPDATE journal SET body = '{\"a\":1}' WHERE seq = 7");
  DataFolder folder(temp.data(), Access::Write);
  const auto why = refusal([&] { store::bring_up_to_date(folder, loans.workflows); });
  CHECK(says(why, "entry 7 was changed"));
  CHECK(says(why, "secmp restore FILE --data"));
  CHECK(store::behind(folder));
}

TEST_CASE("a table from which rows are gone is noticed by counting, and made anew at the start") {
  const TempFolder temp;
  const Loans loans;
  make_library(temp.data());
  const auto database = temp.data() / "secmp.db";
  CHECK_FALSE(store::lost_rows(database));
  for (const char* change : {"DELETE FROM tasks", "DELETE FROM deadlines", "DELETE FROM refs", "DELETE FROM likenesses",
                             "DELETE FROM cases", "DELETE FROM cases WHERE id = 'L1003'", "DELETE FROM summaries",
                             "INSERT INTO mentions VALUES ('L1001', 'L1002')", "DELETE FROM numbers",
                             "DELETE FROM tasks WHERE case_id = 'L1004'"}) {
    CAPTURE(change);
    SQLite::Database(database, SQLite::OPEN_READWRITE).exec(change);
    CHECK(store::lost_rows(database));
    DataFolder folder(temp.data(), Access::Write);
    CHECK(store::bring_up_to_date(folder, loans.workflows) == 100);
    CHECK_FALSE(store::lost_rows(database));
    CHECK_FALSE(store::verify(database, loans.workflows).fault);
  }
}

TEST_CASE("a row that says something else than the journal is noticed in a small register, and made anew") {
  const TempFolder temp;
  const Loans loans;
  make_library(temp.data());
  const auto database = temp.data() / "secmp.db";
  for (const char* change : {"UPDATE summaries SET fields = replace(fields, 'L', 'l') WHERE seq = 2",
                             "UPDATE summaries SET ref = 'X' WHERE seq = 97", "UPDATE tasks SET name = 'x'",
                             "UPDATE cases SET place = 'x' WHERE id = 'L1003'"}) {
    CAPTURE(change);
    SQLite::Database(database, SQLite::OPEN_READWRITE).exec(change);
    DataFolder folder(temp.data(), Access::Write);
    CHECK(store::damage_in(folder, loans.workflows));
    CHECK(store::bring_up_to_date(folder, loans.workflows) == 100);
    CHECK_FALSE(store::damage_in(folder, loans.workflows));
    CHECK_FALSE(store::verify(database, loans.workflows).fault);
  }
}

TEST_CASE("days of entries that the journal does not give are noticed, and made anew") {
  const TempFolder temp;
  const Loans loans;
  make_library(temp.data(), 60);  // 300 entries: one run of days, and some after it
  const auto database = temp.data() / "secmp.db";
  REQUIRE_FALSE(store::verify(database, loans.workflows).fault);
  for (const char* change :
       {"DELETE FROM days WHERE seq = 7", "DELETE FROM days",
        "UPDATE days SET effective_on = '2019-01-01' WHERE seq = 9",
        "UPDATE days SET moved = 1 - moved WHERE seq = 256", "INSERT INTO days VALUES (1, '2019-03-01', 300)",
        "INSERT INTO days VALUES (1, '2019-03-01', 301)"}) {
    CAPTURE(change);
    SQLite::Database(database, SQLite::OPEN_READWRITE).exec(change);
    CHECK(says(store::verify(database, loans.workflows).fault.value_or(""), "the table days has"));
    DataFolder folder(temp.data(), Access::Write);
    CHECK(store::damage_in(folder, loans.workflows));
    CHECK(store::bring_up_to_date(folder, loans.workflows) == 300);
    CHECK_FALSE(store::damage_in(folder, loans.workflows));
    CHECK_FALSE(store::verify(database, loans.workflows).fault);
  }
}

TEST_CASE("a small register whose journal does not hold anywhere is not started on") {
  const TempFolder temp;
  const Loans loans;
  make_library(temp.data());
  SQLite::Database(temp.data() / "secmp.db", SQLite::OPEN_READWRITE)
      .exec("DROP TRIGGER journal_is_never_changed; UPDATE journal SET body = '{\"a\":1}' WHERE seq = 7");
  CHECK_FALSE(store::verify_head(temp.data() / "secmp.db"));  // which looks at the newest 64
  DataFolder folder(temp.data(), Access::Write);
  CHECK(says(refusal([&] { store::bring_up_to_date(folder, loans.workflows); }), "entry 7 was changed"));
}

TEST_CASE("a fresh folder is up to date") {
  const TempFolder temp;
  DataFolder::create(temp.data());
  CHECK_FALSE(store::behind(DataFolder(temp.data(), Access::Read)));
}
