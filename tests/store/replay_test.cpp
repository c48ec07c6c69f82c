// Reading a journal again in little memory.
#include "store/replay.hpp"

#include <doctest/doctest.h>

#include "store/rows.hpp"
#include "tests/store/fixture.hpp"

TEST_CASE("A replay that can keep one case at hand tells the same as one that keeps them all") {
  TempFolder temp;
  store::DataFolder::create(temp.data());
  store::DataFolder folder(temp.data(), store::Access::Write);
  store::SqliteJournal journal(folder);
  Loans library;
  std::vector<std::string> ids;
  for (int i = 1; i <= 5; ++i) ids.push_back("L100" + std::to_string(i));
  for (const auto& id : ids) library.write(journal, {request(id), hand_out(id, "2019-04-15")});
  for (int turn = 0; turn < 3; ++turn)  // their events lie between each other's
    for (const auto& id : ids) library.write(journal, {{id, "noted", R"({"text":"note"})", "on-loan"}});

  auto& connection = folder.connection();
  int read_again = 0;
  const auto entries = [&](std::string_view id) { return (++read_again, store::entries_of_case(connection, id)); };
  store::Replay roomy(library.workflows, nullptr, entries), tight(library.workflows, nullptr, entries, 1);
  for (std::int64_t seq = 1; seq <= 25; ++seq) {
    auto row = connection.prepare("SELECT" + store::entry_columns + "FROM journal j WHERE seq = ?");
    REQUIRE(row.with(seq).step());
    const auto entry = store::entry_of(row, folder.database());
    const auto* one = roomy.take(entry);
    const auto* other = tight.take(entry);
    REQUIRE((one == nullptr) == (other == nullptr));
    if (one != nullptr) CHECK(one->summary == other->summary);
    CHECK((one == nullptr) == (entry.event.type == "noted"));  // a note changes nothing in it
  }
  CHECK(read_again == 15);  // each note came to a case that had been evicted
  for (const auto& id : ids) {
    const auto& one = roomy.cases().at(id);
    const auto& other = tight.cases().at(id);
    CHECK(one.current.version == 5);
    CHECK(other.current.version == 5);
    CHECK(roomy.projection(one).tasks == tight.projection(other).tasks);
    CHECK(roomy.projection(one).deadlines == tight.projection(other).deadlines);
    CHECK_FALSE(roomy.projection(one).deadlines.empty());
  }
  CHECK(roomy.numbers() == tight.numbers());
}
