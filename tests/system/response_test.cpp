// Responses over HTTP: what a Party corrects counts once, its token's category binds, and nobody gets what is kept from
// them: lists, histories, streams, papers.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/system/register.hpp"

using namespace outside;

namespace {
const std::string secas = "secas-analyst", panel = "panel-secretary";
const std::string hidden_name = "Hidden Energy", hidden_reason = "a reason that nobody else may read";

class House {
 public:
  House() {
    at.serve();
    small = std::make_unique<Client>(at.server().port(), issue("acme-energy", "Acme Energy", "small-suppliers"));
    secret = std::make_unique<Client>(at.server().port(), issue("hidden", hidden_name, "gas-networks"));
    path = at.raise("Access to load switching information");
    step(secas, "accept");
    step(panel, "recommend-conversion", {{"route", "refinement"}});
    step(panel, "send-to-refinement", {{"path", "self-governance"}});
    path = at.as(secas).get(path).header("location");
    step(secas, "open-refinement-consultation");
  }

  Answer respond(Client& by, Json body) {
    return by.post(path + "/commands/record-response", body, {{"If-Match", "*"}});
  }
  Answer record(Json body) { return respond(at.as(secas), std::move(body)); }
  Json list(Client& by, const std::string& part) { return by.get(path + "/" + part).json().at("items"); }
  void step(const std::string& role, const std::string& name, const Json& body = Json::object()) {
    at.command(role, path, name, body, at.as(role).get(path).etag());
  }

  Register at;
  std::unique_ptr<Client> small, secret;
  std::string path;

 private:
  std::string issue(const std::string& id, const std::string& name, const std::string& category) {
    return issue_token(at.data(), "party", id, {"--name", name, "--category", category});
  }
};
}  // namespace

TEST_CASE("What a Party corrects counts once, under the category of its token, whoever writes it down") {
  House house;
  auto& small = *house.small;
  CHECK(house.respond(small, {{"party", "acme-energy"}, {"position", "approve"}}).status == 200);
  CHECK(house.respond(small, {{"party", "Acme Energy"}, {"position", "approve"}}).status == 200);
  CHECK(house.record({{"party", "ACME  ENERGY "}, {"position", "reject"}}).status == 200);
  const auto wrong =
      house.respond(small, {{"party", "acme-energy"}, {"category", "electricity-networks"}, {"position", "approve"}});
  CHECK(wrong.status == 422);
  CHECK(wrong.json().at("errors").at(0).at("pointer") == "/category");
  issue_token(house.at.data(), "party", "another-acme", {"--name", "Acme Energy", "--category", "small-suppliers"});
  const auto unclear = house.record({{"party", "acme energy"}, {"position", "approve"}});
  CHECK(unclear.status == 422);
  CHECK(unclear.json().at("errors").at(0).at("pointer") == "/party");

  CHECK(house.at.as("public").get(house.path).json().at("consultations").at(0).at("responses") == 1);
  CHECK(house.list(house.at.as("public"), "responses").empty());
  const auto mine = house.list(small, "responses");
  REQUIRE(mine.size() == 3);
  CHECK(mine[0].at("mine") == true);
  CHECK(mine[1].at("replaced_by") == 3);
  CHECK(small.get(house.path + "/responses/3").json().at("position") == "reject");
  house.step(secas, "close-refinement-consultation");
  const auto counts = house.list(house.at.as("public"), "consultations").at(0).at("counts").at("small-suppliers");
  CHECK(counts.at("approve") == 0);
  CHECK(counts.at("reject") == 1);
  house.at.verify();
}

TEST_CASE("Neither list, history, stream nor figures tell anybody what a Party said in confidence") {
  House house;
  auto& secret = *house.secret;
  CHECK(house
            .respond(secret, {{"party", "hidden"},
                              {"position", "reject"},
                              {"rationale", hidden_reason},
                              {"confidentiality", "confidential"}})
            .json()
            .at("event")
            .at("by")
            .at("id") == "hidden");
  for (const bool closed : {false, true}) {
    CAPTURE(closed);
    if (closed) house.step(secas, "close-refinement-consultation");
    for (const std::string role : {"public", "party", "dcc", "change-board-member", "panel-secretary", "operator"})
      for (const std::string what :
           {"", "/responses", "/history?limit=200", "/consultations", "/page", "/timetable", "/commands"}) {
        CAPTURE(role);
        CAPTURE(what);
        const auto body = house.at.as(role).get(house.path + what).body;
        CHECK(body.find(hidden_name) == std::string::npos);
        CHECK(body.find("\"hidden\"") == std::string::npos);
        CHECK(body.find(hidden_reason) == std::string::npos);
      }
    const auto history = house.at.as("public").get(house.path + "/history?limit=200").json().at("items");
    const auto recorded = std::find_if(history.begin(), history.end(),
                                       [](const auto& one) { return one.at("event") == "response-recorded"; });
    REQUIRE(recorded != history.end());
    CHECK(recorded->at("body").is_null());
    CHECK(recorded->at("by").is_null());
    CHECK(secret.get(house.path + "/history?limit=200").body.find(hidden_reason) != std::string::npos);
    const bool to_the_authority =
        house.at.as("authority").get(house.path + "/responses").body.find(hidden_reason) != std::string::npos;
    CHECK(to_the_authority == closed);
  }
  CHECK(house.list(house.at.as("public"), "consultations").at(0).at("counts").at("gas-networks") == "not shown");
}

TEST_CASE("A Party finds the consultation among its tasks until it has responded, and /v1/me says which Party it is") {
  House house;
  auto& small = *house.small;
  Client plain(house.at.server().port(), issue_token(house.at.data(), "party", "plain-energy"));
  CHECK(plain.get("/v1/me").json().at("party") == "plain-energy");
  CHECK(plain.get("/v1/me").json().at("category").is_null());
  CHECK(house.at.as("public").get("/v1/me").json().at("party").is_null());
  const auto owed = [&](Client& by) { return by.get("/v1/tasks").json().at("items"); };
  for (auto* one : {&small, &plain}) {
    REQUIRE(owed(*one).size() == 1);
    CHECK(owed(*one).at(0).at("assignee") == "parties");
    CHECK("/v1/modifications/" + owed(*one).at(0).at("ref").get<std::string>() == house.path);
  }
  CHECK(owed(house.at.as("dcc")).empty());
  CHECK(house.respond(small, {{"party", "acme-energy"}, {"position", "approve"}}).status == 200);
  CHECK(owed(small).empty());
  CHECK(owed(plain).size() == 1);
  CHECK(house.record({{"party", "plain-energy"}, {"category", "consumers"}, {"position", "reject"}}).status == 200);
  CHECK(owed(plain).empty());
}
