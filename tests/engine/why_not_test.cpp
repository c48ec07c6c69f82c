// The words of a refusal: which of many reasons it gives, and how it writes them.
#include "engine/why_not.hpp"

#include <doctest/doctest.h>

using engine::Unmet;

TEST_CASE("A refusal of many rows gives the reasons of those that come nearest, each once") {
  const Unmet closed{"Open", "the library is closed", "L1", ""}, reserved{"NotReserved", "it is reserved", "L2", ""};
  const Unmet again{"IsFree", "it is reserved", "L3", ""};
  const engine::Refused refused{"on-loan",
                                {{"renew", "on-loan", {closed, reserved, again}},
                                 {"renew", "returned", {closed, reserved}},
                                 {"renew", "lost", {again, closed}}},
                                {}};
  auto met = refused;
  met.tried[2].met = 1;
  CHECK(engine::nearest_reasons(met) == std::vector<Unmet>{again, closed});
  CHECK(engine::nearest_reasons(refused) == std::vector<Unmet>{closed, reserved});
  CHECK(engine::nearest_reasons({"on-loan", {}, {}}).empty());
}

TEST_CASE("Who may send a command is said with those who may record it for them") {
  CHECK(engine::who_may({{"authority"}, {}}) == "these roles may: authority");
  CHECK(engine::who_may({{"party", "dcc"}, {"clerk", "chief"}}) ==
        "these roles may: party, dcc; or clerk, chief, saying in recorded_from from what they record it");
  CHECK(engine::who_may({}) == "nobody sends it: it follows from another step");
}
