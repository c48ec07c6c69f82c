// Slips over HTTP: who took a step undoes it, what is refused and what is offered never contradict each other, and
// nobody outside sees a meeting's drafts, wherever they look.
#include <doctest/doctest.h>

#include "tests/system/register.hpp"

using namespace outside;

namespace {
const std::string to = "/v1/modifications/SECMP0025";
const std::string meeting = "/v1/meetings/SECP_67_1204";

Answer tell(Register& at, const std::string& role, const std::string& target, const std::string& command,
            const Json& body) {
  auto& client = at.as(role);
  return client.post(target + "/commands/" + command, body, {{"If-Match", client.get(target).etag()}});
}
void done(Register& at, const std::string& role, const std::string& target, const std::string& command,
          const Json& body = Json::object()) {
  const auto answer = tell(at, role, target, command, body);
  CHECK_MESSAGE(answer.status == 200, role << " " << command << ": " << answer.body);
}
bool offered(Register& at, const std::string& role) {
  for (const auto& option : all_items(at.as(role), to + "/commands"))
    if (option.at("command") == "revoke-last") return option.at("allowed");
  return false;
}
void given_one_with_the_authority(Register& at) {
  const auto raised = at.as("secas-manager")
                          .post("/v1/modifications", {{"ref", "SECMP0025"},
                                                      {"position",
                                                       {{"state", "authority-determination"},
                                                        {"path", "authority-determined"},
                                                        {"as_of", "2019-03-18"},
                                                        {"source", "the register before"}}}});
  REQUIRE_MESSAGE(raised.status == 201, raised.body);
}
}  // namespace

TEST_CASE("The Authority undoes its own slip; others are refused with who may, as the options say") {
  Register at;
  at.serve();
  given_one_with_the_authority(at);
  done(at, "authority", to, "determine", {{"decision", "approve"}, {"reason", "better facilitates objective (a)"}});
  for (const std::string role : {"secas-manager", "secas-analyst", "panel-secretary", "party"}) {
    CAPTURE(role);
    const auto refused = tell(at, role, to, "revoke-last", {{"reason", "r"}});
    CHECK(refused.status == 409);
    CHECK(refused.body.find("authority") != std::string::npos);
    CHECK_FALSE(offered(at, role));
  }
  const auto member = tell(at, "change-board-member", to, "revoke-last", {{"reason", "r"}});
  CHECK(member.status == 403);
  CHECK(member.body.find("authority") != std::string::npos);
  CHECK(tell(at, "authority", to, "revoke-last", Json::object()).status == 422);
  CHECK(offered(at, "authority"));
  done(at, "authority", to, "revoke-last", {{"reason", "of another modification"}});
  done(at, "authority", to, "determine", {{"decision", "reject"}, {"reason", "the costs"}});
  CHECK(at.as("authority").get(to).json().at("state") == "rejected");
  at.verify();
}

TEST_CASE("Nobody outside sees a meeting's drafts, wherever they look, until they are published") {
  Register at;
  at.serve();
  const std::string panel = "panel-secretary";
  REQUIRE(at.as(panel).post("/v1/meetings", {{"ref", "SECP_67_1204"}, {"date", "2019-04-12"}}).status == 201);
  done(at, panel, meeting, "add-item",
       {{"item", 7}, {"title", "Funding"}, {"text", "zymurgy was put"}, {"recommendation", "quagga is proposed"}});
  done(at, panel, meeting, "propose-decision", {{"item", 7}, {"verb", "REJECTED"}, {"text", "the funding of wombats"}});
  const auto looked_at = [&](Client& by) {
    std::string all;
    for (const auto* where : {"", "/history", "/agenda", "/agenda?format=html", "/minutes", "/minutes?format=html",
                              "/minutes?format=csv", "/minutes?audience=red&format=text"})
      all += by.get(meeting + where).body;
    return all + by.get("/v1/meetings").body + by.get(meeting + "?known_at=2019-12-01T00:00:00Z").body;
  };
  const auto sees = [&](Client& by, const std::string& word) { return looked_at(by).find(word) != std::string::npos; };
  Client anyone(at.server().port(), "");
  const auto words = {"zymurgy", "quagga", "wombats"};
  for (auto* who : {&anyone, &at.as("party"), &at.as("dcc"), &at.as("change-board-member")})
    for (const auto* word : words) CHECK_FALSE(sees(*who, word));
  for (auto* who : {&at.as(panel), &at.as("authority"), &at.as("secas-analyst")})
    for (const auto* word : words) CHECK(sees(*who, word));
  CHECK(at.as(panel).get(meeting + "/minutes?audience=white&format=html").status == 200);  // as it would look
  CHECK(anyone.get(meeting + "/minutes?format=html").status == 404);
  const auto none = anyone.get(meeting + "/minutes");
  CHECK(none.status == 404);
  CHECK(none.json().at("detail").get<std::string>().find("not published") != std::string::npos);

  done(at, panel, meeting, "issue-papers");
  at.clock("2019-04-12T12:00:00Z");
  done(at, panel, meeting, "hold");
  CHECK(tell(at, "secas-manager", meeting, "publish-minutes", {{"draft", true}}).status == 403);
  done(at, panel, meeting, "publish-minutes", {{"draft", true}});
  for (const auto* word : {"zymurgy", "quagga"}) CHECK(sees(anyone, word));
  CHECK_FALSE(sees(anyone, "wombats"));
  CHECK(anyone.get(meeting + "/minutes").json().at("header").at("Status") == "Draft Minutes");
}

TEST_CASE("Nobody outside reads what a confidential item gave rise to, nor what was said alone under it") {
  Register at;
  at.serve();
  const std::string panel = "panel-secretary";
  REQUIRE(at.as(panel).post("/v1/meetings", {{"ref", "SECP_67_1204"}, {"date", "2019-04-12"}}).status == 201);
  done(at, panel, meeting, "add-item", {{"item", 7}, {"title", "Credit"}, {"classification", "red"}});
  done(at, panel, meeting, "add-item", {{"item", 8}, {"title", "Funding"}});
  const auto raise = [&](const Json& body) { CHECK(at.as(panel).post("/v1/actions", body).status == 201); };
  raise({{"ref", "SECP67/01"}, {"item", 7}, {"text", "SECAS to write to zymurgy"}, {"owner", "secas"}});
  raise({{"meeting", "SECP_67_1204"}, {"item", 8}, {"text", "SECAS to fund wombats"}, {"owner", "secas"}});
  const auto looked_at = [&](Client& by) {
    std::string all;
    for (const auto* where : {"/v1/actions", "/v1/actions?q=zymurgy", "/v1/actions/SECP67-01", "/v1/actions/SECP67-02",
                              "/v1/actions/SECP67-01/history", "/v1/actions/SECP67-02/history", "/v1/tasks"})
      all += by.get(where).body;
    for (const auto* where : {"", "/history", "/agenda", "/minutes", "/minutes?format=html", "/confidential-minutes"})
      all += by.get(meeting + where).body;
    return all;
  };
  const auto sees = [&](Client& by, const std::string& word) { return looked_at(by).find(word) != std::string::npos; };
  Client anyone(at.server().port(), "");
  for (auto* who : {&anyone, &at.as("party"), &at.as("change-board-member")})
    for (const auto* word : {"zymurgy", "wombats"}) CHECK_FALSE(sees(*who, word));
  done(at, panel, meeting, "issue-papers");
  at.clock("2019-04-12T12:00:00Z");
  done(at, panel, meeting, "hold");
  done(at, "secas-analyst", meeting, "record-discussion", {{"item", 7}, {"text", "quagga is overdue"}});
  done(at, panel, meeting, "publish-minutes", {{"draft", true}});
  CHECK(sees(anyone, "wombats"));
  for (auto* who : {&anyone, &at.as("party"), &at.as("change-board-member")})
    for (const auto* word : {"zymurgy", "quagga"}) CHECK_FALSE(sees(*who, word));
  for (const auto* word : {"zymurgy", "quagga"}) CHECK(sees(at.as(panel), word));
  at.clock("2019-04-15T12:00:00Z");
  done(at, "secas-analyst", meeting, "amend-item",
       {{"item", 8}, {"classification", "red"}, {"reason", "it names a Party"}});
  CHECK_FALSE(sees(anyone, "wombats"));
  for (const auto* where : {"/v1/meetings/SECP_67_1204/commands", "/v1/actions/SECP67-01/commands"})
    CHECK(anyone.get(where).status == 200);
  const auto unknown = tell(at, panel, meeting, "amend-item", {{"item", 9}, {"title", "t"}, {"reason", "r"}});
  CHECK(unknown.status == 422);
  CHECK(unknown.json().at("errors").at(0).at("pointer") == "/item");
  CHECK(unknown.body.find("7, 8") != std::string::npos);
  at.verify();
}
