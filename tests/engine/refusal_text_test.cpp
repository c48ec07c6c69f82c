// A refusal survives being written and read.
#include "engine/refusal_text.hpp"

#include <doctest/doctest.h>

TEST_CASE("A refusal is read as it was written, with every reason") {
  const engine::Refused refused{"on-loan",
                                {{"renew",
                                  "on-loan",
                                  {{"NotReserved", "Somebody \"else\" waits\n\xe2\x82\xac 5.", "L3", "librarian"},
                                   {"RenewalsLeft", "Twice.", "L3", ""}}},
                                 {"renew", "<where it was>", {}, 3}},
                                {"give-back", "note"}};
  const auto again = engine::read_refusal(engine::to_text(refused));
  CHECK(again.state == refused.state);
  CHECK(again.possible == refused.possible);
  REQUIRE(again.tried.size() == 2);
  CHECK(again.tried[0].command == "renew");
  CHECK(again.tried[0].unmet == refused.tried[0].unmet);
  CHECK(again.tried[1].to == "<where it was>");
  CHECK(again.tried[1].unmet.empty());
  CHECK(again.tried[1].met == 3);
}

TEST_CASE("What is no refusal is not read as one") {
  CHECK_THROWS((void)engine::read_refusal("{}"));
  CHECK_THROWS((void)engine::read_refusal("nonsense"));
}
