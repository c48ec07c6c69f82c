// Proof and repair of a journal that is replayed on threads: the same is found as in a small one.
#include "store/connection.hpp"
#include "store/lost_rows.hpp"
#include "tests/store/fixture.hpp"

using store::Access;
using store::DataFolder;

namespace {

constexpr int loans_astray = 8, loans = 20, notes = 600, entries = loans * (notes + 2);
static_assert(entries > store::proven_at_start_max);

struct LargeLibrary : LibraryOnDisk {
  LargeLibrary() : LibraryOnDisk(loans, notes) {}
  std::string fault() const { return verified().fault.value_or(""); }
};

}  // namespace

TEST_CASE_FIXTURE(LargeLibrary, "a large journal as it was written verifies, and says how much it is") {
  const auto result = verified();
  CHECK_MESSAGE(!result.fault, result.fault.value_or(""));
  CHECK(result.entries == entries);
  CHECK(result.cases == loans);
  CHECK(result.head == store::verify_chain(database()).head);
}

TEST_CASE_FIXTURE(LargeLibrary,
                  "what somebody changed in a large journal is found, and what was replayed before it counts") {
  const auto whole = bytes_of_file(database());
  const std::pair<std::string, std::string> changes[] = {
      {"UPDATE journal SET body = '[' WHERE seq = 6000", "entry 6000 was changed"},
      {"UPDATE journal SET case_id = 'L1001', version = 9999, type = 'x' WHERE seq = 12040", "entry 12040 was changed"},
      {"DELETE FROM journal WHERE seq = 6000", "entry 6000 is missing"},
      {"UPDATE summaries SET fields = '{}' WHERE seq = 604; UPDATE journal SET body = '[' WHERE seq = 6000",
       "entry 604: its summary on disk is not what the journal gives"},
      {"DELETE FROM summaries WHERE seq = 604", "entry 604: its summary is missing"},
      {"INSERT INTO summaries VALUES (50000, 'x', 'x', '{}')", "entry 50000 has a summary"},
      {"UPDATE journal SET seq = 9223372036854775807 WHERE seq = 12040", "entry 12040 is missing"},
      {"UPDATE journal SET seq = -5 WHERE seq = 10", "entry 1 is missing"},
      {"DROP TABLE journal", "the table journal is missing"},
      {"UPDATE cases SET ref = 'x' WHERE id = 'L1003'", "the table cases"},
      {"UPDATE deadlines SET due = due + 1 WHERE case_id = 'L1019'", "the table deadlines"}};
  for (const auto& one : changes) {
    CAPTURE(one.first);
    tamper(one.first);
    const auto found = fault();
    CAPTURE(found);
    CHECK(says(found, one.second));
    write_file(database(), whole);
  }
}

TEST_CASE_FIXTURE(
    LargeLibrary,
    "of a large journal that does not hold nothing is made, and a rebuild of one that does is as it was") {
  tamper("UPDATE cases SET ref = 'x'");
  {
    DataFolder folder(temp.data(), Access::Write);
    CHECK(store::rebuild(folder, workflows) == entries);
  }
  CHECK(fault() == "");
  tamper("UPDATE cases SET ref = 'x'; UPDATE journal SET body = '[' WHERE seq = 12000");
  DataFolder folder(temp.data(), Access::Write);
  CHECK(says(refusal([&] { store::rebuild(folder, workflows); }),
             "does not hold, so nothing is made of it: entry 12000 was changed"));
  CHECK(folder.connection().number("SELECT count(*) FROM cases WHERE ref = 'x'") == loans);
}

TEST_CASE_FIXTURE(LargeLibrary,
                  "days that are gone or wrong are made anew by a rebuild, and that all are gone a start sees") {
  for (const std::string change : {"DELETE FROM days", "UPDATE days SET effective_on = '2001-01-01' WHERE seq = 5000",
                                   "INSERT INTO days VALUES (7, 'garbage', -3)"}) {
    CAPTURE(change);
    tamper(change);
    CHECK(says(fault(), "the table days"));
    CHECK(store::lost_rows(database()).has_value() == (change == "DELETE FROM days"));
    DataFolder folder(temp.data(), Access::Write);
    CHECK(store::rebuild(folder, workflows) == entries);
    CHECK(fault() == "");
  }
}

TEST_CASE_FIXTURE(LargeLibrary, "what cannot be replayed in a large journal is named, the first of it") {
  const auto none = toy::only(std::make_unique<toy::LoanWorkflow>("another"));
  CHECK(says(store::verify(database(), none).fault.value_or(""), "entry 1 cannot be replayed: there is no workflow"));
  DataFolder folder(temp.data(), Access::Write);
  CHECK(says(refusal([&] { store::rebuild(folder, none); }), "entry 1 cannot be replayed"));
}

TEST_CASE("the entries that no row of today's tables makes are counted in all cases of a large journal") {
  TempFolder temp;
  DataFolder::create(temp.data());
  const engine::Workflows workflows = toy::loan_workflows();
  std::int64_t first = 0;
  {
    DataFolder folder(temp.data(), Access::Write);
    store::SqliteJournal journal(folder);
    Loans loans;
    for (int i = 1; i <= loans_astray; ++i) {
      const auto id = "L" + std::to_string(i);
      std::vector<Step> steps{request(id), hand_out(id, "2019-04-15")};
      for (int n = 0; n < 1'300; ++n) steps.push_back({id, "noted", R"({"text":"note"})", "on-loan"});
      steps.push_back({id, "noted", R"({"text":"astray"})", "lost"});
      loans.write(journal, steps);
      if (i == 1) first = static_cast<std::int64_t>(steps.size());
    }
  }
  const auto result = store::verify(temp.data() / "secmp.db", workflows);
  CHECK_MESSAGE(!result.fault, result.fault.value_or(""));
  CHECK(result.entries > store::proven_at_start_max);
  CHECK(result.unlike_the_table.entries == loans_astray);
  CHECK(
      says(result.unlike_the_table.first, "entry " + std::to_string(first) + ": no row of loan-2018 leads by 'noted'"));
}
