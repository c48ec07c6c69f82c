// Keys of questions and of moves of the clock by themselves: whose they are, and whose are forgotten.
#include "api/routes/kept_requests.hpp"

#include <doctest/doctest.h>

#include "api/http/problem.hpp"

using namespace api;

namespace {

Call asking(const std::string& key, const std::string& body, const std::string& from) {
  Call call;
  call.request = {"POST", "/v1/loans/L0001/what-if", {{"idempotency-key", key}}, body};
  call.request.from = from;
  call.path = call.request.target;
  call.by.id = "public";
  return call;
}

Call known(Call call, const std::string& id) {
  call.known = true;
  call.by.id = id;
  return call;
}

std::string refusal(KeptRequests& kept, const Call& call) {
  try {
    kept.begin(call);
  } catch (const Problem& problem) {
    return problem.response(call.path).body;
  }
  return "";
}

bool is_reused(KeptRequests& kept, const Call& call) {
  return refusal(kept, call).find("key-reused") != std::string::npos;
}

}  // namespace

TEST_CASE("a stranger's key is that of their network alone") {
  KeptRequests kept;
  const auto first = asking("k-1", "one", "192.0.2.1");
  kept.begin(first);
  kept.keep(first, std::nullopt);
  CHECK(is_reused(kept, asking("k-1", "two", "192.0.2.1")));
  CHECK(refusal(kept, asking("k-1", "two", "192.0.2.2")) == "");
  CHECK(refusal(kept, known(asking("k-1", "three", "192.0.2.1"), "public")) == "");
}

TEST_CASE("however many keys strangers give, nobody with a token loses theirs") {
  KeptRequests kept;
  const auto moved = known(asking("k-1", "one", "192.0.2.1"), "operator-1");
  kept.begin(moved);
  kept.keep(moved, json_response(200, "moved"));
  const auto first = asking("first", "one", "192.0.2.66");
  kept.begin(first);
  kept.keep(first, std::nullopt);
  for (std::size_t i = 0; i < kept_requests_max; ++i) kept.begin(asking("k-" + std::to_string(i), "two", "192.0.2.66"));
  const auto again = kept.begin(moved);
  REQUIRE(again);
  CHECK(again->body == "moved");
  CHECK(*again->header("Idempotency-Replayed") == "true");
  CHECK_FALSE(is_reused(kept, asking("first", "other", "192.0.2.66")));  // one stranger's is gone
}
