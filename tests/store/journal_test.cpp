// One transaction for the entry and everything that follows from it; nothing is ever changed.
#include <SQLiteCpp/SQLiteCpp.h>

#include "store/chain.hpp"
#include "store/connection.hpp"
#include "tests/store/fixture.hpp"

using namespace engine;
using store::Access;
using store::DataFolder;

namespace {

struct Open {
  Open() {
    DataFolder::create(temp.data());
    folder = std::make_unique<DataFolder>(temp.data(), Access::Write);
    reopen();
  }
  void reopen() {
    reader.reset();
    journal.reset();
    folder.reset();
    folder = std::make_unique<DataFolder>(temp.data(), Access::Write);
    journal = std::make_unique<store::SqliteJournal>(*folder, limits);
    reader = std::make_unique<store::SqliteReader>(*folder);
  }

  TempFolder temp;
  store::JournalLimits limits;
  std::unique_ptr<DataFolder> folder;
  std::unique_ptr<store::SqliteJournal> journal;
  std::unique_ptr<store::SqliteReader> reader;
  Loans loans;
};

}  // namespace

TEST_CASE_FIXTURE(Open, "an entry comes back as it was written, byte for byte") {
  Step step = request("L0001");
  step.body = "{ \"ref\":\"L0001\", \"title\": \"\\\"Emma\\\" \xc3\xa9\\u0000 \", \"reader\":\"r\" }";
  step.request_id = "key 1";
  const auto batch = journal->begin();
  const auto written = loans.append(*batch, step);
  CHECK(written.seq == 1);
  CHECK(batch->entries("L0001").size() == 1);
  batch->commit();
  const auto read = reader->journal(0, 0).at(0);
  CHECK(read.seq == 1);
  CHECK(read.case_id == "L0001");
  CHECK(read.workflow == "loan-2018");
  CHECK(read.version == 1);
  CHECK(read.event.type == "loan-requested");
  CHECK(read.event.body == step.body);
  CHECK(read.event.from.empty());
  CHECK(read.event.to == "requested");
  CHECK(read.effective_on == day("2019-03-01"));
  CHECK(read.at == instant("2019-03-01T12:00:00Z"));
  CHECK(read.by.id == toy::librarian.id);
  CHECK(read.by.role == toy::librarian.role);
  CHECK(read.request_id == "key 1");
}

TEST_CASE_FIXTURE(Open, "a batch sees what it has appended; nobody else does before the commit") {
  const auto batch = journal->begin();
  loans.append(*batch, request("L0007"));
  CHECK(batch->case_of("loans", "l0007") == "L0007");
  CHECK(batch->last_number("L") == 7);
  CHECK(batch->entry(1)->case_id == "L0007");
  CHECK(reader->last_seq() == 0);
  CHECK_FALSE(reader->case_of("loans", "L0007"));
  batch->commit();
  CHECK(reader->last_seq() == 1);
  CHECK(reader->case_of("loans", "l0007") == "L0007");
  CHECK(reader->collection_of("L0007") == "loans");
  CHECK_FALSE(reader->collection_of("L0008"));
}

TEST_CASE_FIXTURE(Open,
                  "a batch without a commit leaves no trace, and the next one goes on where the last commit was") {
  loans.write(*journal, {request("L0001")});
  {
    const auto lost = journal->begin();
    loans.append(*lost, request("L0002"));
    loans.append(*lost, note("L0001"));
    CHECK(lost->last_number("L") == 2);
  }
  CHECK(reader->last_seq() == 1);
  CHECK(journal->begin()->last_number("L") == 1);
  loans.forget();
  loans.write(*journal, {request("L0003")});
  const auto checked = store::verify(folder->database(), loans.workflows);
  CHECK_MESSAGE(!checked.fault, checked.fault.value_or(""));
  CHECK(checked.entries == 2);
}

TEST_CASE_FIXTURE(Open, "references are found in any letter case, the former ones too") {
  Step renamed{"L0001", "renamed", R"({"ref":"Caf\u00e9-1"})"};
  loans.write(*journal, {request("L0001"), renamed});
  for (const char* text : {"L0001", "l0001", "Caf\xc3\xa9-1", "CAF\xc3\x89-1", "caf\xc3\xa9-1"}) {
    CHECK(reader->case_of("loans", text) == "L0001");
    CHECK(journal->begin()->case_of("loans", text) == "L0001");
  }
  CHECK_FALSE(reader->case_of("loans", "cafe-1"));
  CHECK_FALSE(reader->case_of("books", "L0001"));
  CHECK(reader->list("loans", {}, {}, 10, "").items.at(0).find("Caf\xc3\xa9-1") != std::string::npos);
}

TEST_CASE_FIXTURE(Open,
                  "a reference of another case is refused, and the journal takes no more until it is opened again") {
  loans.write(*journal, {request("L0001"), request("L0002")});
  {
    const auto batch = journal->begin();
    auto change = loans.change({"L0002", "renamed", R"({"ref":"l0001"})"});
    CHECK_THROWS_AS(batch->append(change, ""), std::invalid_argument);
    CHECK_THROWS_AS(batch->commit(), store::Refusal);
  }
  CHECK_THROWS_AS(journal->begin(), store::Refusal);
  journal->idle({});
  reopen();
  CHECK(reader->last_seq() == 2);
  CHECK(journal->begin()->case_of("loans", "L0001") == "L0001");
}

TEST_CASE_FIXTURE(Open, "a version that does not follow is refused") {
  loans.write(*journal, {request("L0001")});
  auto change = loans.change(note("L0001"));
  change.entry.version = 3;
  CHECK_THROWS(journal->begin()->append(change, ""));
  CHECK(reader->last_seq() == 1);
}

TEST_CASE_FIXTURE(Open, "what a request came to is remembered over a restart, for each client") {
  Step step = request("L0001");
  step.request_id = "key 1";
  loans.write(*journal, {step});
  Command refused = toy::command("renew", "L0001");
  refused.request_id = "key 2";
  refused.fingerprint = "print 2";
  {
    const auto batch = journal->begin();
    batch->remember_refusal(refused, "L0001", R"({"tried":[]})", instant("2019-03-02T12:00:00Z"));
    batch->commit();
  }
  reopen();
  const auto batch = journal->begin();
  const auto first = batch->outcome_of(toy::librarian.id, "key 1");
  REQUIRE(first);
  CHECK(first->fingerprint == "fingerprint of key 1");
  CHECK(first->case_id == "L0001");
  CHECK(first->seq == 1);
  const auto second = batch->outcome_of(toy::librarian.id, "key 2");
  REQUIRE(second);
  CHECK(second->fingerprint == "print 2");
  CHECK(second->seq == 0);
  CHECK(second->refusal == R"({"tried":[]})");
  CHECK_FALSE(batch->outcome_of("somebody else", "key 1"));
  CHECK_FALSE(batch->outcome_of(toy::librarian.id, "key 3"));
}

TEST_CASE_FIXTURE(
    Open, "what a batch remembered is known within it, and gone with it; a key that comes again has the newest") {
  Command asked = toy::command("renew", "L0001");
  asked.request_id = "key";
  const auto kept = [&]() -> std::string {
    const auto found = journal->begin()->outcome_of(toy::librarian.id, "key");
    return found ? found->refusal : "";
  };
  const auto refused = [&](const char* what, bool stays) {
    const auto batch = journal->begin();
    batch->remember_refusal(asked, "L0001", what, instant("2019-03-02T12:00:00Z"));
    batch->remember_refusal(asked, "L0001", std::string(what) + "2", instant("2019-03-02T12:00:00Z"));
    CHECK(batch->outcome_of(toy::librarian.id, "key")->refusal == std::string(what) + "2");
    if (stays) batch->commit();
  };
  refused("a", false);
  CHECK(kept().empty());
  refused("b", true);
  CHECK(kept() == "b2");
  refused("c", false);
  CHECK(kept() == "b2");
  refused("d", true);
  reopen();
  CHECK(kept() == "d2");
  CHECK(folder->connection().number("SELECT count(*) FROM requests") == 1);
}

TEST_CASE_FIXTURE(Open, "requests older than the limit are forgotten when there is nothing to do") {
  Step old = request("L0001"), fresh = note("L0001");
  old.request_id = "old";
  fresh.request_id = "fresh";
  fresh.at = "2019-04-10T12:00:00Z";
  loans.write(*journal, {old, fresh});
  for (int i = 0; i < 3; ++i) journal->idle(instant("2019-04-10T12:00:00Z"));
  CHECK_FALSE(journal->begin()->outcome_of(toy::librarian.id, "old"));
  CHECK(journal->begin()->outcome_of(toy::librarian.id, "fresh"));
  CHECK_FALSE(store::verify(folder->database(), loans.workflows).fault);
}

TEST_CASE_FIXTURE(Open, "neither an entry nor a clock that is ahead has anybody's request forgotten") {
  Step mine = request("L0001"), ahead = request("L0002"), now = request("L0003");
  mine.request_id = "mine";
  ahead.at = "2027-03-08T10:00:00Z";
  const auto still_there = [&](std::string_view clock) {
    for (int i = 0; i < 3; ++i) journal->idle(instant(clock));
    return journal->begin()->outcome_of(toy::librarian.id, "mine").has_value();
  };
  loans.write(*journal, {mine, ahead});
  CHECK(still_there("2019-03-02T12:00:00Z"));
  loans.write(*journal, {now});
  CHECK(still_there("2027-03-08T10:00:00Z"));
}

TEST_CASE_FIXTURE(Open, "which cases were recorded after an instant is known, the latest first") {
  Step first = request("L0001"), second = request("L0002"), third = request("L0003"), noted = note("L0001");
  first.at = third.at = "2019-03-01T12:00:00Z";
  second.at = "2027-03-08T10:00:00Z";
  noted.at = "2029-03-08T10:00:00Z";
  loans.write(*journal, {first, second, noted, third});
  const auto found = reader->recorded_after(instant("2019-03-01T12:00:00Z"), 10);
  REQUIRE(found.size() == 2);
  CHECK(found[0].case_id == "L0001");
  CHECK(found[0].at == instant("2029-03-08T10:00:00Z"));
  CHECK(found[1].case_id == "L0002");
  CHECK(reader->recorded_after({}, 1).at(0).at == instant("2029-03-08T10:00:00Z"));
  CHECK(reader->recorded_after(instant("2029-03-08T10:00:00Z"), 0).empty());
}

TEST_CASE_FIXTURE(Open, "deadlines and tasks follow their case") {
  loans.write(*journal,
              {request("L0001"), request("L0002"), hand_out("L0001", "2019-04-12"), hand_out("L0002", "2019-03-29")});
  CHECK(reader->next_due() == close_of_business(day("2019-03-29")));
  const auto due = reader->due(instant("2019-12-31T00:00:00Z"), 10);
  REQUIRE(due.size() == 2);
  CHECK(due[0].case_id == "L0002");
  CHECK(due[0].collection == "loans");
  CHECK(due[0].deadline == Deadline{"return-by", close_of_business(day("2019-03-29"))});
  CHECK(due[0].version == 2);
  CHECK(due[1].case_id == "L0001");
  CHECK(reader->due(instant("2019-12-31T00:00:00Z"), 1).size() == 1);
  CHECK(reader->due(instant("2019-04-01T00:00:00Z"), 10).size() == 1);
  CHECK(reader->tasks({"librarian"}).empty());
  const auto tasks = reader->tasks({"party:r1", "nobody"});
  REQUIRE(tasks.size() == 2);
  CHECK(tasks[0].reference == "L0002");
  CHECK(tasks[0].task == Task{"bring the book back", "party:r1", close_of_business(day("2019-03-29"))});
  loans.write(*journal, {{"L0002", "given-back", "{}", "returned"}, {"L0001", "given-back", "{}", "returned"}});
  CHECK_FALSE(reader->next_due());
  CHECK(reader->tasks({"librarian", "party:r1"}).empty());
  loans.write(*journal, {request("L0003")});
  REQUIRE(reader->tasks({"librarian", "party:r1"}).size() == 1);
  CHECK_FALSE(reader->tasks({"librarian"})[0].task.due);
  CHECK(reader->tasks({}).empty());  // nobody owes anything
}

TEST_CASE_FIXTURE(Open, "the journal cannot be changed, shortened, replaced or given a gap by any hand") {
  loans.write(*journal, {request("L0001"), note("L0001")});
  reader.reset();
  journal.reset();
  SQLite::Database hand(folder->database().string(), SQLite::OPEN_READWRITE);
  const std::string columns =
      "(seq, case_id, version, workflow, type, from_state, to_state, effective_on, at, by_id, by_role, request_id, "
      "hash, body)";
  const auto row = [&columns](const char* verb, int seq, int version) {
    return std::string(verb) + " INTO journal " + columns + " VALUES (" + std::to_string(seq) + ", 'L0001', " +
           std::to_string(version) + ", 'w', 't', '', '', '2019-03-01', 0, '', '', '', x'00', '{}')";
  };
  CHECK_THROWS_WITH(hand.exec("UPDATE journal SET body = '{}'"), "the journal is append-only");
  CHECK_THROWS_WITH(hand.exec("DELETE FROM journal WHERE seq = 2"), "the journal is append-only");
  CHECK_THROWS(hand.exec(row("REPLACE", 2, 2)));
  CHECK_THROWS(hand.exec(row("REPLACE", 3, 2)));
  CHECK_THROWS(hand.exec(row("INSERT", 4, 3)));
  CHECK_THROWS(hand.exec(row("INSERT", 3, 4)));
  CHECK(hand.execAndGet("SELECT count(*) FROM journal").getInt() == 2);
}

TEST_CASE("the canonical row and its hash are the same for ever") {
  Entry entry;
  entry.seq = 1;
  entry.case_id = "L0001";
  entry.workflow = "loan-2018";
  entry.version = 1;
  entry.event = {"loan-requested", R"({"title":"Emma"})", "", "requested"};
  entry.effective_on = day("2019-03-15");
  entry.at = instant("2019-03-15T12:00:00Z");
  entry.by = toy::librarian;
  entry.request_id = "key 1";
  CHECK(
      store::canonical(entry) ==
      R"([1,"L0001",1,"loan-2018","loan-requested","{\"title\":\"Emma\"}","","requested","2019-03-15",1552651200,"lib-1","librarian","key 1"])");
  store::Chain chain;
  chain.head = chain.next(entry);
  CHECK(store::hex(store::bytes_of(chain.head)) == "09b63059168c4e8df54a874c5b49efb168c61de05925d7ffb1d3915cc2dff180");
  entry.seq = 2;
  CHECK(store::hex(store::bytes_of(chain.next(entry))) ==
        "9f9247b5dc6f4df5f0a042c3933954e6f41905f7863a5618d1690ded94e61ec8");
}

TEST_CASE_FIXTURE(Open, "a checkpoint is made when there is nothing to do, so that the log stays small") {
  limits.checkpoint_idle_pages = 1;
  reopen();
  for (int i = 1; i <= 50; ++i) {
    loans.write(*journal, {request("L" + std::to_string(i))});
    journal->idle({});
  }
  CHECK(fs::file_size(temp.data() / "secmp.db-wal") < 40 * 4'200);
}

TEST_CASE_FIXTURE(Open, "under load the log stays near its stop") {
  limits.checkpoint_stop_pages = 50;
  reopen();
  for (int i = 1; i <= 300; ++i) loans.write(*journal, {request("L" + std::to_string(i))});
  CHECK(fs::file_size(temp.data() / "secmp.db-wal") < 100 * 4'200);
}
