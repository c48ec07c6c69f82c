// What the cache keeps and what it lets go.
#include "engine/case_cache.hpp"

#include <doctest/doctest.h>

using engine::Case;
using engine::CaseCache;

namespace {

// In its `version`, taking as many times ten bytes.
Case loan(std::string id, int version) {
  Case one;
  one.id = std::move(id);
  one.version = version;
  auto facts = std::make_shared<engine::Facts>();
  facts->bytes = static_cast<std::size_t>(version) * 10;
  one.facts = std::move(facts);
  return one;
}

}  // namespace

TEST_CASE("A case that was put is found, in its last version") {
  CaseCache cache(1000);
  CHECK(cache.find("L0001") == nullptr);
  cache.put(loan("L0001", 1));
  cache.put(loan("L0001", 2));
  REQUIRE(cache.find("L0001"));
  CHECK(cache.find("L0001")->version == 2);
  CHECK(cache.size() == 1);
}

TEST_CASE("Beyond the bound the case that was not used for longest goes first") {
  CaseCache cache(300);
  cache.put(loan("L0001", 10));
  cache.put(loan("L0002", 10));
  cache.put(loan("L0003", 10));
  CHECK(cache.find("L0001"));
  cache.put(loan("L0004", 10));
  CHECK(cache.find("L0002") == nullptr);
  CHECK(cache.find("L0001"));
  CHECK(cache.find("L0003"));
  CHECK(cache.find("L0004"));
}

TEST_CASE("A case that grows pushes others out") {
  CaseCache cache(300);
  cache.put(loan("L0001", 10));
  cache.put(loan("L0002", 10));
  cache.put(loan("L0002", 30));
  CHECK(cache.find("L0001") == nullptr);
  CHECK(cache.find("L0002"));
}

TEST_CASE("A case heavier than the bound is kept alone") {
  CaseCache cache(300);
  cache.put(loan("L0001", 10));
  cache.put(loan("L0002", 2000));
  CHECK(cache.size() == 1);
  CHECK(cache.find("L0002"));
}

TEST_CASE("What the lists know of a case is kept beside it") {
  CaseCache cache(1000);
  cache.put(loan("L0001", 1), std::make_shared<const engine::Projection>());
  REQUIRE(cache.find_kept("L0001"));
  CHECK(cache.find_kept("L0001")->projection);
  cache.put(loan("L0001", 2));
  CHECK_FALSE(cache.find_kept("L0001")->projection);
}

TEST_CASE("A cleared cache knows nothing") {
  CaseCache cache(1000);
  cache.put(loan("L0001", 10));
  cache.clear();
  CHECK(cache.find("L0001") == nullptr);
  CHECK(cache.size() == 0);
}
