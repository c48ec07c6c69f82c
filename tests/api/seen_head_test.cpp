// How far somebody sees the journal: never past what the case at hand does not know of yet, and on once it does.
#include "api/reading/seen_head.hpp"

#include <doctest/doctest.h>

#include "tests/support/desk.hpp"

namespace {
const engine::Actor everybody{"public", "public", "", "", ""};

// The test says when the feed hears of a commit: a reader may come in between.
struct Late {
  Late() {
    desk.on_commit = [this](const auto& changed) { waiting.insert(waiting.end(), changed.begin(), changed.end()); };
  }
  void tell() { feed.committed(std::exchange(waiting, {})); }
  std::int64_t head() const { return seen.of(everybody); }

  toy::Desk desk{toy::loan_workflows()};
  api::Feed feed{desk.workflows};
  api::Cases cases{desk.workflows, *desk.journal, feed};
  api::SeenHead seen{desk.workflows, *desk.journal, cases};
  std::vector<engine::Accepted> waiting;
};
}  // namespace

TEST_CASE("What came in between is neither seen nor passed over") {
  Late late;
  const auto loan = late.desk.opened();
  late.tell();
  CHECK(late.head() == 1);
  late.desk.accepted(toy::command("note", loan, R"({"text": "torn"})"));
  CHECK(late.head() == 1);
  late.tell();
  CHECK(late.head() == 2);
}
