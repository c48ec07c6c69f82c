// Proof and repair: what was changed is found, what is lost is refilled, a copy is as good as the original.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "store/backup.hpp"
#include "store/connection.hpp"
#include "tests/store/fixture.hpp"

using store::Access;
using store::DataFolder;

TEST_CASE_FIXTURE(LibraryOnDisk, "a library as it was written verifies, and says how much it is") {
  const auto result = verified();
  CHECK_MESSAGE(!result.fault, result.fault.value_or(""));
  CHECK(result.entries == 100);
  CHECK(result.cases == 20);
  CHECK(result.head.size() == 64);
  CHECK_FALSE(store::verify_head(database()));
}

TEST_CASE_FIXTURE(LibraryOnDisk, "an empty journal verifies") {
  DataFolder::create(temp.path / "empty");
  const auto result = store::verify(temp.path / "empty" / "secmp.db", workflows);
  CHECK_FALSE(result.fault);
  CHECK(result.entries == 0);
  CHECK_FALSE(store::verify_head(temp.path / "empty" / "secmp.db"));
}

TEST_CASE_FIXTURE(LibraryOnDisk, "a change to any column of an entry breaks the chain there") {
  const auto whole = bytes_of_file(database());
  for (const char* change :
       {"case_id = 'L1001x'", "version = 77", "workflow = 'loan-2019'", "type = 'noted '", "from_state = 'x'",
        "to_state = 'x'", "effective_on = '2019-03-16'", "at = at + 1", "by_id = 'x'", "by_role = 'x'",
        "request_id = 'x'", "hash = zeroblob(32)", "body = body || ' '"}) {
    CAPTURE(change);
    tamper(std::string("UPDATE journal SET ") + change + " WHERE seq = 42");
    const auto result = verified();
    CHECK(result.fault);
    CHECK(result.fault_seq == 42);
    write_file(database(), whole);
  }
}

TEST_CASE_FIXTURE(LibraryOnDisk, "an entry that was taken out or put in is found") {
  const auto whole = bytes_of_file(database());
  tamper("DELETE FROM journal WHERE seq = 42");
  CHECK(says(verified().fault.value_or(""), "entry 42 is missing"));
  write_file(database(), whole);
  tamper("DELETE FROM journal WHERE seq = 100");
  CHECK(verified().fault);
  CHECK(store::verify_head(database()));
  write_file(database(), whole);
  tamper("DELETE FROM journal WHERE seq = 1");
  CHECK(says(verified().fault.value_or(""), "entry 1 is missing"));
  write_file(database(), whole);
  tamper("UPDATE journal SET seq = 1000 WHERE seq = 100");
  CHECK(verified().fault);
  CHECK(store::verify_head(database()));
}

TEST_CASE_FIXTURE(LibraryOnDisk,
                  "the head of the chain is looked at when the server starts, the rest by verify alone") {
  const auto whole = bytes_of_file(database());
  tamper("UPDATE journal SET body = '{}' WHERE seq = 99");
  CHECK(says(store::verify_head(database()).value_or(""), "entry 99 was changed"));
  write_file(database(), whole);
  tamper("UPDATE journal SET body = '{}' WHERE seq = 3");
  CHECK_FALSE(store::verify_head(database()));
  CHECK(store::verify_head(database(), 1'000));
  CHECK(verified().fault_seq == 3);
}

TEST_CASE_FIXTURE(LibraryOnDisk, "every projection is compared with the journal, and a rebuild makes it good again") {
  for (const char* change : {"UPDATE summaries SET fields = '{}' WHERE seq = 6",
                             "UPDATE summaries SET ref = 'x' WHERE seq = 97",
                             "DELETE FROM summaries WHERE seq = 7",
                             "INSERT INTO summaries VALUES (500, 'x', 'x', '{}')",
                             "UPDATE summaries SET place = 'x' WHERE seq = 97",
                             "UPDATE cases SET place = 'x' WHERE id = 'L1003'",
                             "DELETE FROM likenesses",
                             "INSERT INTO mentions VALUES ('L1001', 'L1002')",
                             "UPDATE cases SET ref = 'x' WHERE id = 'L1003'",
                             "UPDATE cases SET seq = 1 WHERE id = 'L1003'",
                             "DELETE FROM cases WHERE id = 'L1020'",
                             "DELETE FROM refs WHERE reference = 'L1004'",
                             "INSERT INTO refs VALUES ('loans', 'X', 'L1001')",
                             "UPDATE deadlines SET due = due + 1 WHERE case_id = 'L1001'",
                             "DELETE FROM deadlines WHERE case_id = 'L1009'",
                             "DELETE FROM tasks",
                             "INSERT INTO tasks (case_id, name, assignee, due) VALUES ('L1001', 'a', 'b', 5)",
                             "UPDATE numbers SET last = 5",
                             "INSERT INTO summaries SELECT 3, ref, place, fields FROM summaries WHERE seq = 2",
                             "UPDATE cases SET said = 1 WHERE id = 'L1003'",
                             "DELETE FROM numbers"}) {
    CAPTURE(change);
    tamper(change);
    CHECK(verified().fault);
    DataFolder folder(temp.data(), Access::Write);
    CHECK(store::rebuild(folder, workflows) == 100);
    const auto result = verified();
    CHECK_MESSAGE(!result.fault, result.fault.value_or(""));
  }
}

TEST_CASE_FIXTURE(LibraryOnDisk,
                  "a request that was forgotten before its time, and a trigger that is gone, are named") {
  tamper("DELETE FROM requests WHERE case_id = 'L1002'");
  CHECK(says(verified().fault.value_or(""), "has forgotten the request that made entry 10"));
  CHECK(says(store::fault_of_folder(database()).value_or(""), "has forgotten the request that made entry 10"));
  tamper("DROP TRIGGER journal_has_no_gap");
  CHECK(store::fault_of_folder(database()) == "the trigger journal_has_no_gap is missing");
}

TEST_CASE_FIXTURE(LibraryOnDisk,
                  "an entry that is no longer the first, and newest ones that are gone, are named as missing") {
  const auto whole = bytes_of_file(database());
  for (const char* number : {"0", "-5"}) {
    tamper(std::string("UPDATE journal SET seq = ") + number + " WHERE seq = 1");
    CHECK(says(verified().fault.value_or(""), "entry 1 is missing"));
    write_file(database(), whole);
  }
  tamper("DELETE FROM journal WHERE seq > 95");
  CHECK(verified().fault == "entry 96 has a summary, and the journal ends with entry 95");
}

TEST_CASE_FIXTURE(LibraryOnDisk, "a remembered request whose entry is another one is found") {
  tamper("UPDATE requests SET seq = 3 WHERE case_id = 'L1001'");
  CHECK(says(verified().fault.value_or(""), "requests"));
}

TEST_CASE_FIXTURE(LibraryOnDisk, "a remembered request of which anything was changed is named") {
  {
    DataFolder folder(temp.data(), Access::Write);
    store::SqliteJournal journal(folder);
    const auto batch = journal.begin();
    engine::Command refused;
    refused.by.id = "r";
    refused.request_id = "k";
    refused.fingerprint = "f";
    batch->remember_refusal(refused, "L1001", R"({"why":"no"})", instant("2019-03-15T12:00:00Z"));
    batch->commit();
  }
  CHECK_FALSE(verified().fault);
  const auto whole = bytes_of_file(database());
  for (const char* change : {"fingerprint = 'x'", "brought = brought + 1", "at = at + 1", "refusal = '{}'",
                             "case_id = 'L1002'", "key = key + 1", "rest = rest + 1", "seq = seq + 1"})
    for (const char* which : {"refusal = ''", "refusal <> ''"}) {
      CAPTURE(change);
      CAPTURE(which);
      tamper(std::string("UPDATE requests SET ") + change +
             " WHERE key = (SELECT key FROM requests WHERE seal <> 0 AND " + which + " LIMIT 1)");
      CHECK(says(verified().fault.value_or(""), "the table requests has"));
      write_file(database(), whole);
    }
  for (const char* change :
       {"INSERT INTO requests SELECT number + 1000, key, rest, case_id, seq, at, brought, seal, fingerprint, refusal"
        " FROM requests LIMIT 1",
        "UPDATE requests SET number = -number WHERE number = 7",
        "UPDATE requests SET number = 9223372036854775807 WHERE number = (SELECT max(number) FROM requests)"}) {
    CAPTURE(change);
    tamper(change);
    CHECK(says(verified().fault.value_or(""), "the table requests has"));
    CHECK(says(store::fault_of_folder(database()).value_or(""), "the table requests has"));
    write_file(database(), whole);
  }
  tamper("ALTER TABLE requests DROP COLUMN brought");
  CHECK(says(verified().fault.value_or(""), "the table requests is not as this program makes it"));
  write_file(database(), whole);
  tamper("UPDATE requests SET fingerprint = 'x', seal = 0");  // as if it were from before there were seals
  CHECK(says(verified().fault.value_or(""), "the table requests has"));
  DataFolder folder(temp.data(), Access::Write);
  store::SqliteJournal journal(folder);
  const auto found = journal.begin()->outcome_of("r", "k");
  REQUIRE(found);
  CHECK(found->altered);
}

TEST_CASE_FIXTURE(LibraryOnDisk,
                  "an emptied table of requests, a strange row of meta and a wrong schema version are named") {
  const auto whole = bytes_of_file(database());
  const auto says_at_once = [&](const std::string& change, std::string_view what) {
    CAPTURE(change);
    tamper(change);
    CHECK(says(store::fault_of_folder(database()).value_or(""), what));
    write_file(database(), whole);
  };
  says_at_once("DELETE FROM requests", "has forgotten the request that made entry 100");
  says_at_once("INSERT INTO meta VALUES ('other', '1')", "a row that is none of this program's: other");
  says_at_once("PRAGMA user_version=3", "says that it has schema version 3");
  says_at_once("PRAGMA user_version=0", "says that it has schema version 0");
  CHECK_FALSE(store::fault_of_folder(database()));
}

TEST_CASE_FIXTURE(LibraryOnDisk, "which clock a folder has is known by its journal alone, whatever the tables say") {
  {
    DataFolder folder(temp.data(), Access::Write);
    store::SqliteJournal journal(folder);
    Loans founding;
    auto change = founding.change(request("L0001"));
    change.entry.by = {"secmp", "operator", "", "", ""};
    change.entry.request_id = "founding x " + std::string(store::clock_words(false));
    const auto batch = journal.begin();
    batch->append(change, "f");
    batch->commit();
  }
  CHECK_FALSE(store::fault_of_marks(database(), store::Strange::triggers));
  tamper("UPDATE meta SET value = '1' WHERE name = 'simulated'; DELETE FROM cases WHERE id = 'L0001'");
  CHECK(says(store::fault_of_marks(database(), store::Strange::triggers).value_or(""), "entry 101 was written in one"));
}

TEST_CASE("where a simulated clock stands can be changed by nobody else") {
  const TempFolder temp;
  DataFolder::create(temp.data(), instant("2019-03-15T12:00:00Z"));
  const auto database = temp.data() / "secmp.db";
  DataFolder(temp.data(), Access::Write).set_clock(instant("2019-03-16T12:00:00Z"));
  CHECK(DataFolder(temp.data(), Access::Read).clock() == instant("2019-03-16T12:00:00Z"));
  CHECK_FALSE(store::fault_of_folder(database));
  const auto changed = [&](const std::string& sql) {
    SQLite::Database(database, SQLite::OPEN_READWRITE).exec(sql);
    return store::fault_of_folder(database).value_or("");
  };
  CHECK(says(changed("UPDATE meta SET value = '1956186465' WHERE name = 'clock'"), "was changed by somebody"));
  CHECK(says(changed("DELETE FROM meta WHERE name = 'clock'"), "does not say any more where"));
}

TEST_CASE_FIXTURE(LibraryOnDisk, "a rebuild changes nothing that was right, and forgets no request") {
  const auto rows = [this](const char* table) {
    SQLite::Database database_(database(), SQLite::OPEN_READONLY);
    SQLite::Statement all(database_, std::string("SELECT * FROM ") + table);
    std::string text;
    while (all.executeStep()) {
      for (int i = 0; i < all.getColumnCount(); ++i) text += all.getColumn(i).getString() + "|";
    }
    return text;
  };
  std::vector<std::string> before, after;
  const auto tables = {"journal",   "cases",     "refs",  "likenesses", "mentions",
                       "summaries", "deadlines", "tasks", "numbers",    "requests"};
  for (const char* table : tables) before.push_back(rows(table));
  {
    DataFolder folder(temp.data(), Access::Write);
    store::rebuild(folder, workflows);
  }
  for (const char* table : tables) after.push_back(rows(table));
  CHECK(before == after);
}

TEST_CASE_FIXTURE(LibraryOnDisk, "an entry that no row of its table can have made is named, whatever its hash says") {
  const auto with_entry = [&](const Step& step, const engine::Actor& by, const std::string& from) {
    TempFolder fresh;
    DataFolder::create(fresh.data());
    {
      DataFolder folder(fresh.data(), Access::Write);
      store::SqliteJournal journal(folder);
      Loans loans;
      loans.write(journal, {request("L0001")});
      const auto batch = journal.begin();
      auto made = loans.change(step);
      made.entry.by = by;
      made.entry.event.from = from;
      batch->append(made, "");
      batch->commit();
    }
    const auto result = store::verify(fresh.data() / "secmp.db", workflows);
    const auto starts = refusal([&] { store::fault_of_small(fresh.data() / "secmp.db", workflows); });
    CHECK(result.fault.has_value() == !starts.empty());  // no server starts on what no proof holds
    return result.fault.value_or(result.unlike_the_table.first);
  };
  CHECK(with_entry(hand_out("L0001", "2019-04-15"), toy::librarian, "requested") == "");
  CHECK(says(with_entry(hand_out("L0001", "2019-04-15"), toy::librarian, "on-loan"),
             "entry 2 cannot be replayed: it says that L0001 was in the state 'on-loan' before it, and that was"));
  CHECK(says(with_entry(hand_out("L0001", "2019-04-15"), {"s1", "stranger", "", "", ""}, "requested"),
             "the role 'stranger' sends nothing"));
  auto astray = hand_out("L0001", "2019-04-15");
  astray.to = "nowhere";
  CHECK(says(with_entry(astray, toy::librarian, "requested"), "has no state 'nowhere'"));
  astray.to = "lost";  // as an older version may have done
  CHECK(says(with_entry(astray, toy::librarian, "requested"),
             "entry 2: no row of loan-2018 leads by 'handed-out' from 'requested' to 'lost'"));
}

TEST_CASE_FIXTURE(LibraryOnDisk, "nothing is made of an emptied journal") {
  tamper("DELETE FROM journal");
  DataFolder folder(temp.data(), Access::Write);
  CHECK(says(refusal([&] { store::rebuild(folder, workflows); }), "has no entry, and it has had 100"));
  CHECK(folder.connection().number("SELECT count(*) FROM cases") == 20);
}

TEST_CASE_FIXTURE(LibraryOnDisk,
                  "a journal whose workflow is gone is said to be so, and a rebuild leaves all as it was") {
  const auto none = toy::only(std::make_unique<toy::LoanWorkflow>("another"));
  CHECK(says(store::verify(database(), none).fault.value_or(""), "there is no workflow loan-2018"));
  DataFolder folder(temp.data(), Access::Write);
  CHECK(says(refusal([&] { store::rebuild(folder, none); }), "entry 1 cannot be replayed"));
  CHECK_FALSE(verified().fault);
}

TEST_CASE_FIXTURE(LibraryOnDisk, "progress is told on the way") {
  make_library(temp.path / "large", 20, 600);
  std::int64_t told = 0, last = 0;
  DataFolder folder(temp.path / "large", Access::Write);
  const auto hear = [&](std::int64_t done, std::int64_t all) {
    ++told;
    last = done;
    CHECK(all == 12'040);
  };
  store::rebuild(folder, workflows, hear);
  CHECK(told == 1);
  CHECK(last == 10'000);
}

TEST_CASE_FIXTURE(LibraryOnDisk, "a dump is one JSON object a line, in order, with the hash of each") {
  std::ostringstream out;
  store::dump(database(), out);
  std::istringstream lines(out.str());
  std::string line;
  int seq = 0;
  for (; std::getline(lines, line);) {
    const auto entry = nlohmann::json::parse(line);
    CHECK(entry["seq"] == ++seq);
    CHECK(entry.size() == 13);
    CHECK(entry["body"].is_object());
    CHECK(entry["hash"].get<std::string>().size() == 64);
    CHECK(entry["by"]["role"] == "librarian");
  }
  CHECK(seq == 100);
  const auto first = nlohmann::json::parse(out.str().substr(0, out.str().find('\n')));
  CHECK(first["case"] == "L1001");
  CHECK(first["at"] == "2019-03-01T12:00:00Z");
  CHECK(first["effective_on"] == "2019-03-01");
  CHECK(first["request_id"].is_null());
}

TEST_CASE_FIXTURE(LibraryOnDisk,
                  "a backup beside a writer is one moment of the journal, verifies, and serves as a data folder") {
  DataFolder folder(temp.data(), Access::Write);
  store::SqliteJournal journal(folder);
  std::atomic<bool> copied{false};
  std::thread writer([&] {
    Loans loans;
    for (int i = 0; i < 20 || !copied; ++i)
      loans.write(journal, {request("M" + std::to_string(i)), note("M" + std::to_string(i))});
  });
  const auto file = temp.path / "copy.db";
  store::backup(temp.data(), file);
  copied = true;
  writer.join();
  const auto result = store::verify(file, workflows);
  CHECK_MESSAGE(!result.fault, result.fault.value_or(""));
  CHECK(result.entries >= 100);
  CHECK(result.entries % 2 == 0);
  CHECK(fs::exists(file));
  CHECK_FALSE(fs::exists(temp.path / "copy.db-wal"));
  CHECK_FALSE(fs::exists(temp.path / "copy.db.part"));
  CHECK_FALSE(store::verify(database(), workflows).fault);

  fs::create_directory(temp.path / "restored");
  fs::copy_file(file, temp.path / "restored" / "secmp.db");
  DataFolder restored(temp.path / "restored", Access::Write);
  store::SqliteJournal again(restored);
  Loans().write(again, {request("N0001")});
  CHECK(store::SqliteReader(restored).last_seq() == result.entries + 1);
}

TEST_CASE_FIXTURE(LibraryOnDisk, "a backup writes over nothing and leaves nothing when it fails") {
  const auto file = temp.path / "copy.db";
  write_file(file, "precious");
  CHECK(says(refusal([&] { store::backup(temp.data(), file); }), "cannot be made: File exists"));
  CHECK(bytes_of_file(file) == "precious");
  CHECK_FALSE(refusal([&] { store::backup(temp.data(), temp.path / "nowhere" / "copy.db"); }).empty());
  CHECK_FALSE(refusal([&] { store::backup(temp.path / "nothing", temp.path / "other.db"); }).empty());
  CHECK_FALSE(fs::exists(temp.path / "other.db"));

  fs::create_directories(temp.data() / "documents" / "ab");
  REQUIRE(::mkfifo((temp.data() / "documents" / "ab" / "cd").c_str(), 0600) == 0);
  CHECK(says(refusal([&] { store::backup(temp.data(), temp.path / "other.db"); }), "is not a file, and stands where"));
  CHECK_FALSE(fs::exists(temp.path / "other.db"));
}
