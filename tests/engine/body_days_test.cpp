// Every day of a body, with its place.
#include "engine/body_days.hpp"

#include <doctest/doctest.h>

#include <map>

namespace {
using engine::Date;

struct Leg {
  std::string name;
  std::optional<Date> on;
};
BOOST_DESCRIBE_STRUCT(Leg, (), (name, on))

struct Journey {
  Date from{};
  std::optional<Date> to;
  std::optional<engine::Time> leaves_at;
  std::vector<Leg> legs;
  std::vector<Date> rests;
  engine::body::AnyObject more;
};
BOOST_DESCRIBE_STRUCT(Journey, (), (from, to, leaves_at, legs, rests, more))
}  // namespace

TEST_CASE("Days and instants are found in fields, in options, in lists and in objects, each at its place") {
  const auto day = [](const char* text) { return engine::read_date(text).value(); };
  Journey journey{day("2019-03-15"),
                  {},
                  engine::read_time("2019-06-30T23:30:00Z"),
                  {{"a", {}}, {"b", day("2019-04-01")}},
                  {day("2019-05-01")},
                  {R"({"on":"2099-01-01"})"}};
  std::map<std::string, std::string> found;
  engine::body::each_day(journey, [&](Date one, const std::string& at) { found[at] = engine::to_text(one); });
  CHECK(found == std::map<std::string, std::string>{{"/from", "2019-03-15"},
                                                    {"/leaves_at", "2019-07-01"},  // in London
                                                    {"/legs/1/on", "2019-04-01"},
                                                    {"/rests/0", "2019-05-01"}});
}
