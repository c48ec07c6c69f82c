// Searching a served register: never behind what was answered, the same after a kill and a rebuild, and silent about
// what its reader may not see.
#include <doctest/doctest.h>

#include <map>

#include "tests/system/register.hpp"

using namespace outside;

namespace {

std::vector<std::string> refs(Client& by, const std::string& query) {
  std::vector<std::string> all;
  for (const auto& hit : all_items(by, "/v1/search?" + query)) all.push_back(hit.at("ref"));
  return all;
}

// A word that no other text has.
std::string word(int number) {
  return "zq" + std::string(1, static_cast<char>('a' + number % 26)) + std::to_string(1000 + number);
}

void done(Register& at, const std::string& role, const std::string& target, const std::string& name,
          const Json& body = Json::object()) {
  at.command(role, target, name, body, at.as(role).get(target).etag());
}

using Refs = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "A search never lags behind an answered command, whoever kills the server, and whatever becomes of its index") {
  Register at;
  at.serve();
  std::map<std::string, std::string> raised;  // word to reference
  const auto all_are_found = [&] {
    for (const auto& [words, ref] : raised) CHECK(refs(at.as("party"), "q=" + words) == Refs{ref});
  };
  int number = 0;
  const auto raise = [&](int count) {
    for (const int last = number + count; number < last; ++number) {
      const auto path = at.raise("A proposal of no great length", {{"problem", "Nobody knows " + word(number) + "."}});
      raised[word(number)] = path.substr(path.rfind('/') + 1);
      CHECK(refs(at.as("public"), "q=" + word(number)) == Refs{raised[word(number)]});
    }
  };
  raise(25);
  at.server().kill();
  at.serve();
  raise(5);
  all_are_found();
  for (const std::string spoil : {"rebuild", "damage", "loss"}) {
    const auto order = refs(at.as("public"), "q=proposal");
    CHECK(order.size() == raised.size());
    at.server().stop();
    if (spoil == "rebuild") ran_well({"journal", "rebuild", "--data", at.data()});
    else if (spoil == "damage") write_file(fs::path(at.data()) / "secmp.search", "no database at all");
    else fs::remove(fs::path(at.data()) / "secmp.search");
    if (spoil == "damage") CHECK_THROWS(at.verify());
    else at.verify();
    at.serve();
    all_are_found();
    CHECK_MESSAGE(refs(at.as("public"), "q=proposal") == order, spoil);
    raise(1);
  }
}

TEST_CASE("Lists find by any text that their reader may see, and still by every field that they show") {
  Register at;
  at.serve();
  at.raise("A clearer definition", {{"problem", "The data\u2019r d\u0174r is unclear."}});
  at.raise("Another one");
  const auto found = [&](const std::string& query) {
    return all_items(at.as("public"), "/v1/modifications?" + query).size();
  };
  CHECK(found("q=CLEARER+def") == 1);
  CHECK(found("q=data%27r") == 1);
  CHECK(found("q=d%C5%B5r") == 1);
  CHECK(found("q=a+party") == 2);  // the proposer
  CHECK(found("q=dp00") == 2);
  const Json first = all_items(at.as("public"), "/v1/modifications").at(0);
  CHECK(found("q=" + first.at("state").get<std::string>()) == 2);
  CHECK(found("q=dp") == 2);  // too short for an index
  CHECK(found("q=nothing+of+this") == 0);
  CHECK(found("q=another&sort=-ref") == 1);
}

TEST_CASE("A search finds what is in meetings and actions, and tells nobody of a draft or of what is Red") {
  Register at;
  at.serve();
  const std::string panel = "panel-secretary", meeting = "/v1/meetings/SECP_67_1204";
  REQUIRE(at.as(panel)
              .post("/v1/meetings", {{"ref", "SECP_67_1204"}, {"date", "2019-04-12"}, {"title", "Panel 67"}})
              .status == 201);
  done(at, panel, meeting, "add-item", {{"item", 7}, {"title", "Credit"}, {"classification", "red"}});
  done(at, panel, meeting, "add-item", {{"item", 8}, {"title", "Wombat funding"}});
  REQUIRE(at.as(panel)
              .post("/v1/actions", {{"ref", "SECP67/01"},
                                    {"meeting", "SECP_67_1204"},
                                    {"item", 7},
                                    {"text", "SECAS to write to zymurgy"},
                                    {"owner", "secas"}})
              .status == 201);
  const auto nobody = [&](const std::string& words) {
    for (const std::string role : {"public", "party", "dcc", "change-board-member"})
      for (const std::string more : {"", "&limit=1", "&type=actions", "&as_at=2019-03-18"})
        CHECK_MESSAGE(at.as(role).get("/v1/search?q=" + words + more).body == R"({"items":[],"next":null})", role);
  };
  nobody("zymurgy");
  CHECK(refs(at.as(panel), "q=zymurgy").size() == 1);
  CHECK(refs(at.as("public"), "q=wombat&type=meetings") == Refs{"SECP_67_1204"});
  CHECK(refs(at.as("public"), "q=wombat&type=actions").empty());
  done(at, panel, meeting, "issue-papers");
  at.clock("2019-04-12T12:00:00Z");
  done(at, panel, meeting, "hold");
  done(at, "secas-analyst", meeting, "record-discussion", {{"item", 8}, {"text", "a long talk about quaggas"}});
  nobody("quaggas");  // not published yet
  done(at, panel, meeting, "publish-minutes", {{"draft", true}});
  const auto hit = all_items(at.as("public"), "/v1/search?q=QUAGGAS").at(0);
  CHECK(hit.at("ref") == "SECP_67_1204");
  CHECK(hit.at("found").at(0).at("text") == "a long talk about quaggas");
  CHECK(refs(at.as("public"), "q=quaggas&known_at=2019-04-12T11:59:59Z").empty());
  nobody("zymurgy");
  done(at, panel, meeting, "amend-item", {{"item", 8}, {"classification", "red"}, {"reason", "of one Party alone"}});
  nobody("quaggas");
  CHECK(refs(at.as(panel), "q=quaggas").size() == 1);
  at.server().stop();
  at.verify();
  at.serve();
  nobody("quaggas");
  nobody("zymurgy");
  CHECK(refs(at.as(panel), "q=quaggas").size() == 1);
}

TEST_CASE("A reference finds what it names under each of its names, first of all") {
  Register at;
  at.serve();
  const auto path = at.raise("A clearer definition");
  at.raise("Like DP001");
  CHECK(refs(at.as("public"), "q=dp001") == Refs{"DP001", "DP002"});
  CHECK(refs(at.as("public"), "q=MP1") == Refs{"DP001"});
  done(at, "secas-analyst", path, "accept");
  done(at, "secas-analyst", path, "record-csc-discussion", {{"outcome", "it is understood"}});
  done(at, "panel-secretary", path, "recommend-conversion", {{"route", "refinement"}});
  done(at, "panel-secretary", path, "send-to-refinement", {{"path", "authority-determined"}});
  CHECK(refs(at.as("public"), "q=SECMP0001") == Refs{"MP001"});
  CHECK(refs(at.as("public"), "q=DP001") == Refs{"MP001", "DP002"});
  CHECK(all_items(at.as("public"), "/v1/search?q=understood").at(0).at("found").at(0).at("called") == "Reason");
}
