// A split over HTTP: views as at a day before it are of the whole, lists of such a day have the whole alone, and nobody
// gets out of the parts what the whole kept to itself.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/system/register.hpp"

using namespace outside;

namespace {
const std::string secas = "secas-analyst", panel = "panel-secretary";
const std::string whole = "/v1/modifications/MP900", before = "?as_at=2019-03-19";
const std::string hidden_reason = "a reason that nobody else may read", hidden_title = "a paper that is Red";

std::vector<std::string> references(const Json& items) {
  std::vector<std::string> found;
  for (const auto& item : items) found.push_back(item.at("ref"));
  return found;
}

class House {
 public:
  House() {
    at.serve();
    at.raise("Load switching information",
             {{"ref", "MP900"},
              {"position",
               {{"state", "refinement"}, {"path", "self-governance"}, {"as_of", "2019-03-18"}, {"source", "t"}}}});
    step(whole, secas, "open-refinement-consultation");
    step(whole, "party", "record-response",
         {{"party", "party-1"},
          {"position", "reject"},
          {"rationale", hidden_reason},
          {"confidentiality", "confidential"}});
    step(whole, secas, "attach-document",
         {{"kind", "paper"}, {"title", hidden_title}, {"version", "1"}, {"classification", "red"}});
    step(whole, secas, "close-refinement-consultation");
    at.clock("2019-03-20T09:00:00Z");
    step(whole, panel, "split",
         {{"parts", {{{"title", "Gas"}}, {{"title", "Electricity"}}}}, {"reason", "they differ in time"}});
  }
  Answer step(const std::string& path, const std::string& role, const std::string& name,
              const Json& body = Json::object()) {
    return at.command(role, path, name, body, at.as(role).get(path).etag());
  }
  Json items(const std::string& target, const std::string& role = "public") {
    return at.as(role).get(target).json().at("items");
  }
  Register at;
};
}  // namespace

TEST_CASE("A view of a part as at a day before the split is that of the whole, and lists of that day have it alone") {
  House house;
  auto& anyone = house.at.as("public");
  for (const std::string part : {"MP900A", "MP900B"}) {
    CAPTURE(part);
    const auto path = "/v1/modifications/" + part;
    const auto then = anyone.get(path + before);
    REQUIRE(then.status == 200);
    CHECK(then.json().at("ref") == "MP900");
    CHECK(then.body == anyone.get(whole + before).body);
    for (const std::string rest : {"/consultations", "/ballots", "/documents", "/timetable", "/page", "/commands"}) {
      CAPTURE(rest);
      CHECK(anyone.get(path + rest + before).status == 200);
      CHECK(anyone.get(path + rest + before).body == anyone.get(whole + rest + before).body);
    }
    CHECK(anyone.get(path + "?as_at=2019-03-17").status == 404);  // the register did not have it yet
    CHECK(anyone.get(path + "?as_at=2019-03-20").json().at("ref") == part);
    CHECK(anyone.get(path + "?known_at=2019-03-19T12:00:00Z").json().at("ref") == "MP900");
    const auto history = house.items(path + "/history");
    REQUIRE(history.size() == 1);
    CHECK(history[0].at("body").at("split_from").at("ref") == "MP900");
  }
  CHECK(references(house.items("/v1/modifications" + before)) == std::vector<std::string>{"MP900"});
  CHECK(references(house.items("/v1/modifications")) == std::vector<std::string>{"MP900", "MP900A", "MP900B"});
  CHECK(references(house.items("/v1/modifications?stage=Closed")) == std::vector<std::string>{"MP900"});
  const auto ended = anyone.get(whole).json();
  CHECK(ended.at("state") == "split");
  CHECK(ended.at("continued_as") == Json({"MP900A", "MP900B"}));
  house.step("/v1/modifications/MP900A", secas, "submit-report", {{"legal_text", true}});
  house.step("/v1/modifications/MP900B", panel, "split",
             {{"parts", {{{"title", "Day"}}, {{"title", "Night"}}}}, {"reason", "they differ, too"}});
  CHECK(anyone.get("/v1/modifications/MP900D" + before).json().at("ref") == "MP900");
  CHECK(house.at.as(secas).get(whole).status == 200);
  house.at.verify();
}

TEST_CASE("What was withheld on the whole stays withheld on its parts, wherever one looks") {
  House house;
  Client listening(house.at.server().port(), "");
  for (const std::string role : {"public", "change-board-member", "proposer", "dcc"}) {
    CAPTURE(role);
    auto& client = house.at.as(role);
    for (const std::string part : {"MP900A", "MP900B"})
      for (const std::string rest : {"", "/history", "/responses", "/consultations", "/documents", "/page", "/ballots",
                                     "/timetable", "/commands"}) {
        const auto body = client.get("/v1/modifications/" + part + rest).body;
        CAPTURE(part + rest);
        CHECK(body.find(hidden_reason) == std::string::npos);
        CHECK(body.find(hidden_title) == std::string::npos);
      }
  }
  CHECK(house.items("/v1/modifications/MP900A/responses", secas).at(0).at("rationale") == hidden_reason);
  CHECK(house.items("/v1/modifications/MP900A/responses", "party").at(0).at("mine") == true);
  for (const auto& event : house.items("/v1/modifications/MP900A/history", secas))
    CHECK_FALSE(event.at("body").contains("past"));
  listening.send("GET", "/v1/events?modification=MP900A", "", {{"Last-Event-ID", "0"}});
  const auto heard = listening.receive_until("part-opened");
  CHECK(heard.find(hidden_reason) == std::string::npos);
  house.at.server().stop();
}
