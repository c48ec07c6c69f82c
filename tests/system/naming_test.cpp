// A modification over HTTP by each way to write its reference, and what carries the mark of provisional days there.
#include <doctest/doctest.h>

#include "tests/system/register.hpp"

using namespace outside;

TEST_CASE("Any way to write a reference leads to the one in use: on paths, in filters and in the stream") {
  Register at;
  at.serve();
  const auto path = at.raise(
      "A proposal",
      {{"ref", "MP025"}, {"position", {{"state", "refinement"}, {"as_of", "2019-03-18"}, {"source", "a test"}}}});
  CHECK(path == "/v1/modifications/MP025");
  auto& anyone = at.as("public");
  for (const std::string name : {"MP25", "mp25", "DP25", "SECMP0025", "SECMP25"}) {
    CAPTURE(name);
    for (const std::string rest : {"", "/history", "/timetable?as_at=2019-03-18", "/commands"}) {
      const auto moved = anyone.get("/v1/modifications/" + name + rest);
      CHECK(moved.status == 308);
      CHECK(moved.headers.at("location") == path + rest);
    }
    CHECK(anyone.get("/v1/modifications?ref=" + name).json()["items"].size() == 1);
  }
  CHECK(anyone.get("/v1/modifications/MP26").status == 404);
  CHECK(anyone.get("/v1/modifications/MP").status == 404);
  CHECK(anyone.get("/v1/modifications?ref=MP26").json()["items"].empty());
  CHECK(anyone.get("/v1/events?modification=MP26").status == 404);
  Client listening(at.server().port(), at.token("secas-analyst"));
  listening.send("GET", "/v1/events?modification=secmp25", "", {});
  CHECK(listening.receive_until("\r\n\r\n").starts_with("HTTP/1.1 200"));
  at.server().stop();
}

TEST_CASE("What is owed by a provisional day says so, in the list and in the feed") {
  Register at("2027-12-06T09:00:00Z");
  at.serve();
  CHECK(at.as("panel-secretary").post("/v1/meetings", {{"ref", "SECP_90_1001"}, {"date", "2028-01-10"}}).status == 201);
  const auto owed = at.as("panel-secretary").get("/v1/tasks").json()["items"];
  REQUIRE(owed.size() == 1);
  CHECK(owed[0]["due"] == "2027-12-31T17:00:00Z");
  CHECK(owed[0]["provisional_from"] == "2028-01-01");
  CHECK(at.as("panel-secretary").get("/v1/tasks.ics").body.find("(provisional)") != std::string::npos);
  at.server().stop();
}
