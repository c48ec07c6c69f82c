// Bodies with more wrong in them than anybody wants to hear.
#include <doctest/doctest.h>

#include "engine/body.hpp"

namespace {

struct Leg {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Leg, (), (name))

struct Journey {
  std::optional<Leg> leg;
  std::optional<engine::body::AnyObject> more;
};
BOOST_DESCRIBE_STRUCT(Journey, (), (leg, more))

std::vector<engine::FieldError> faults_of(const std::string& body) {
  engine::body::Reading reading;
  Journey journey;
  engine::body::read_text(engine::body::kind_of<Journey>(), body, &journey, reading);
  return reading.errors;
}

// {"f0":WORD,"f1":WORD ...}
std::string object_of(int fields, const std::string& word) {
  std::string text;
  for (int i = 0; i < fields; ++i) text += (i == 0 ? "\"f" : ",\"f") + std::to_string(i) + "\":" + word;
  return "{" + text + "}";
}

}  // namespace

TEST_CASE("Of a hundred thousand faults in a body the first hundred are told, and that it was read no further") {
  for (const auto& body : {object_of(100'000, "1"), "{\"leg\":" + object_of(100'000, "1") + "}",
                           "{\"more\":" + object_of(100'000, "\"\\u0001\"") + "}"}) {
    const auto faults = faults_of(body);
    REQUIRE(faults.size() == 101);
    CHECK(faults.back().pointer.empty());
    CHECK(faults.back().detail.find("no further after 100") != std::string::npos);
  }
  CHECK(faults_of(object_of(3, "1")).size() == 3);
}
