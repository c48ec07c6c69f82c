// The meeting of the March 2019 example over HTTP: its minutes in the words of the Code, links between lines and
// events, and the steps that are confirmed.
#include <doctest/doctest.h>

#include <set>
#include <sstream>

#include "tests/system/client.hpp"
#include "tests/system/program.hpp"

using namespace outside;

namespace {
const std::string meeting = "/v1/meetings/SECP_66_1503";

struct March {
  March() {
    ran_well({"init", "--data", data(), "--clock-start", "2019-03-15T08:00:00Z"});
    ran_well({"load", SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl", "--data", data()});
  }
  std::string data() const { return folder.at("march"); }
  std::string token(const std::string& role) const { return issue_token(data(), role, role + "-1"); }
  TempFolder folder;
};

// "NOTED the report", line by line.
std::vector<std::string> lines(const Json& minutes, const std::string& item) {
  std::vector<std::string> all;
  for (const auto& row : minutes.at("sections").at(item).at("rows"))
    all.push_back(row.at("verb").get<std::string>() + " " + row.at("text").get<std::string>());
  return all;
}
using Lines = std::vector<std::string>;
}  // namespace

TEST_CASE("An action is explained by its reference and its text; a paper in JSON says that its clock is simulated") {
  const March march;
  const auto text = ran_well({"explain", "SECP64/01", "--data", march.data()});
  CHECK(text.starts_with("SECP64/01  SECAS to review the Other User role"));
  CHECK(text.find("not known") == std::string::npos);
  const Server server(march.data());
  Client anyone(server.port(), "");
  CHECK(anyone.get(meeting + "/agenda").json().at("simulated") == true);
  CHECK(anyone.get(meeting + "/agenda?format=text").body.find("Clock") != std::string::npos);
  CHECK(anyone.get("/v1/reports/cacop?format=text").body.find("simulated") != std::string::npos);
}

TEST_CASE("The minutes of items 11 to 15 come out of the example in the words of the Code") {
  const March march;
  const Server server(march.data());
  Client anyone(server.port(), "");
  const auto answer = anyone.get(meeting + "/minutes");
  REQUIRE(answer.status == 200);
  const Json minutes = answer.json();
  CHECK(minutes.at("title") == "SEC Panel Meeting 66");
  CHECK(minutes.at("classification") == "WHITE");
  CHECK(minutes.at("header").at("Status") == "Draft Minutes");
  CHECK(minutes.at("sections").at("item-11").at("heading") == "11. Change Status Report – March 2019");
  CHECK(lines(minutes, "item-11") ==
        Lines{"NOTED the report",
              "APPROVED the updated SECMP0025 Modification Report to include the clarifications on costs provided by "
              "the DCC",
              "AGREED to issue the updated Modification Report directly to the Change Board for vote",
              "CONFIRMED the implementation approach",
              "CONFIRMED that SECMP0025 remains an Authority Determined Modification"});
  CHECK(lines(minutes, "item-12") == Lines{"AGREED the programmes of work and the progression timetables presented",
                                           "AGREED to incur the Impact Assessment costs for SECMP0062"});
  CHECK(lines(minutes, "item-13") ==
        Lines{"AGREED to proceed with a November 2019 SEC Systems Release",
              "AGREED the modifications (that impact the DCC Systems) to be included in the scope of the November 2019 "
              "SEC Release",
              "AGREED to request a revised implementation date from the Authority for SECMP0018 of 7 November 2019"});
  for (const auto& [item, ref] : {std::pair{"item-14", "SECMP0058"}, std::pair{"item-15", "SECMP0060"}})
    CHECK(lines(minutes, item) ==
          Lines{std::string("AGREED that ") + ref + " should be progressed to the Report Phase",
                "APPROVED the Modification Report", "APPROVED the implementation approach",
                std::string("AGREED that ") + ref + " should be progressed as a Self-Governance Modification"});
  CHECK(minutes.at("sections")
            .at("item-8")
            .at("lead")
            .get<std::string>()
            .ends_with(" The agenda item was marked as RED and therefore recorded in the Confidential Minutes."));
  CHECK(lines(minutes, "item-10").at(1) ==
        "SECP66/03 SECAS to include a CACoP update in the monthly Panel Operations Report.");
  const auto& actions = minutes.at("sections").at("actions-outstanding").at("rows");
  REQUIRE(actions.size() == 2);
  CHECK(actions.at(0).at("status") == "CLOSED, superseded by SECP66/01");
  CHECK(actions.at(1).at("status") == "CLOSED");
}

TEST_CASE(
    "The minutes of the example are those that were published: every paragraph of items 1 to 25, in order, and no "
    "other") {
  std::vector<std::string> published, made;
  std::istringstream file(read_file(SECMP_SOURCE_DIR "/tests/data/panel-66-published.txt"));
  for (std::string line; std::getline(file, line);)
    if (!line.starts_with("#")) published.push_back(line);
  const March march;
  const Server server(march.data());
  Client anyone(server.port(), ""), secretary(server.port(), march.token("panel-secretary"));
  const Json minutes = anyone.get(meeting + "/minutes").json();
  for (int item = 1; item <= 25; ++item) {
    const Json& section = minutes.at("sections").at("item-" + std::to_string(item));
    made.push_back(section.at("heading"));
    for (const auto& paragraph : section.at("prose")) made.push_back(paragraph);
  }
  CHECK_FALSE(minutes.at("sections").contains("item-26"));
  REQUIRE(published.size() == 144);
  CHECK(made == published);
  CHECK(minutes.at("header").at("Time") == "10:00 – 13:00");
  CHECK(minutes.at("header").at("Place") == "Gemserv, 8 Fenchurch Place, London, EC3M 4AJ");
  CHECK(minutes.at("sections").at("attendees").at("rows").size() == 11);
  CHECK(minutes.at("sections").at("other-participants").at("rows").size() == 14);
  CHECK(minutes.at("sections").at("apologies").at("rows").size() == 2);

  // Each form on paper has the same sentences, and the actions once.
  const auto page = anyone.get(meeting + "/minutes?format=html").body;
  CHECK(page.find("The Panel therefore <strong>DEFERRED</strong> a decision and requested SECAS") != std::string::npos);
  CHECK(page.find("<li dir=\"auto\"><strong>CONFIRMED</strong> the implementation approach; and</li>") !=
        std::string::npos);
  CHECK(page.find("id=\"actions-outstanding\"") == std::string::npos);

  CHECK(anyone.get(meeting + "/confidential-minutes").status == 404);
  const Json confidential = secretary.get(meeting + "/confidential-minutes").json();
  CHECK(confidential.at("classification") == "RED");
  std::set<std::string> items;
  for (const auto& one : confidential.at("sections").items()) items.insert(one.key());
  CHECK(items == std::set<std::string>{"item-2", "item-7", "item-8", "item-19"});

  const Json whole = anyone.get(meeting).json();
  CHECK(whole.at("quorum").at("present") == 11);
  CHECK(whole.at("earlier_minutes").at(0).at("mode") == "ex-committee");
  const Json panel = anyone.get("/v1/bodies/panel").json();
  for (const auto& seat : panel.at("seats"))
    if (seat.at("seat") == "EN-1") CHECK(seat.at("until") == "2019-03-17");  // retires from the Panel as of the 18th
}

TEST_CASE("The secretary has a copy of the minutes for readers of each class, and each says in its name whose it is") {
  const March march;
  const Server server(march.data());
  Client anyone(server.port(), ""), secretary(server.port(), march.token("panel-secretary"));
  const auto command = [&](const std::string& name, const Json& body) {
    const auto done =
        secretary.post(meeting + "/commands/" + name, body, {{"If-Match", secretary.get(meeting).etag()}});
    REQUIRE(done.status == 200);
  };
  command("record-discussion", {{"item", 7}, {"confidential_text", "zymurgy is overdue"}});
  const auto minutes = [&](Client& by, const std::string& query) { return by.get(meeting + "/minutes" + query); };
  const auto red = minutes(secretary, "?format=html"), white = minutes(secretary, "?format=html&audience=white");
  CHECK(red.body.find("zymurgy") != std::string::npos);
  CHECK(red.header("content-disposition").find("SECP_66_1503-minutes-RED.html") != std::string::npos);
  CHECK(white.body.find("zymurgy") == std::string::npos);
  CHECK(white.header("content-disposition").find("SECP_66_1503-minutes.html") != std::string::npos);
  CHECK(white.body == minutes(anyone, "?format=html").body);
  CHECK(minutes(secretary, "?audience=white").json() == minutes(anyone, "").json());
  // Nobody sees more by asking for it.
  CHECK(minutes(anyone, "?format=html&audience=red").body == white.body);
  CHECK(minutes(secretary, "?audience=purple").status == 422);
  CHECK(secretary.get("/v1/reports/change-status?audience=green").status == 200);
}

TEST_CASE("Each confirmed line leads to its event, and the event names its meeting and item") {
  const March march;
  const Server server(march.data());
  Client anyone(server.port(), "");
  int found = 0;
  const Json minuted = anyone.get(meeting).json();
  for (const auto& item : minuted.at("items"))
    for (const auto& line : item.at("lines")) {
      CHECK(line.at("state") == "confirmed");
      if (line.at("event").is_null()) continue;
      ++found;
      const auto there = anyone.get(line.at("event").at("href").get<std::string>());
      REQUIRE(there.status == 200);
      const auto event = there.json().at("items").at(0);
      CHECK(event.at("version") == line.at("event").at("version"));
      const auto& body = event.at("body");
      const auto& decision = body.contains("decided_by") ? body.at("decided_by") : body.at("decision");
      CHECK(decision.at("meeting") == "SECP_66_1503");
      CHECK(decision.at("item") == item.at("item"));
    }
  CHECK(found == 17);
}

TEST_CASE("A line whose step is refused is not confirmed, and the problem says of which modification and where") {
  const March march;
  const Server server(march.data());
  Client secretary(server.port(), march.token("panel-secretary"));
  const auto command = [&](const std::string& name, const Json& body, const std::string& query = "") {
    return secretary.post(meeting + "/commands/" + name + query, body, {{"If-Match", secretary.get(meeting).etag()}});
  };
  const Json twice = {{"item", 14},
                      {"verb", "AGREED"},
                      {"text", "that SECMP0025 should be implemented on another day"},
                      {"modification", "SECMP0025"},
                      {"command", "request-revised-date"},
                      {"body", {{"to", "2019-11-07"}, {"reason", "r"}}}};
  const auto proposed = command("propose-decision", twice);
  REQUIRE(proposed.status == 200);
  const int line = proposed.json().at("event").at("body").at("line");
  const auto before = secretary.get(meeting).etag();
  const auto refused = command("confirm-lines", {{"lines", {line}}});
  CHECK(refused.status == 409);
  CHECK(refused.json().at("of") == "SECMP0025");
  CHECK(refused.json().at("pointer") == "/lines/0");
  CHECK(refused.json().at("state") == "change-board-vote");
  CHECK(secretary.get(meeting).etag() == before);

  const Json hold = {{"item", 14},
                     {"verb", "AGREED"},
                     {"text", "to put SECMP0007 on hold"},
                     {"modification", "SECMP0007"},
                     {"command", "hold"},
                     {"body", {{"reason", "resources"}}}};
  REQUIRE(command("propose-decision", hold).status == 200);
  const auto tried = command("confirm-line", {{"line", line + 1}}, "?dry_run=true");
  REQUIRE(tried.status == 200);
  CHECK(tried.json().at("brought").at(0).at("ref") == "SECMP0007");
  CHECK(secretary.get("/v1/modifications/SECMP0007").json().at("status") == "active");
  CHECK(command("confirm-line", {{"line", line + 1}}).status == 200);
  CHECK(secretary.get("/v1/modifications/SECMP0007").json().at("status") == "on-hold");
}

TEST_CASE("An action is found with a hyphen, leads there with a slash, and is listed by what it is") {
  const March march;
  const Server server(march.data());
  Client anyone(server.port(), "");
  CHECK(anyone.get("/v1/actions/SECP66-01").json().at("reference") == "SECP66/01");
  const auto moved = anyone.get("/v1/actions/SECP66%2F01");
  CHECK(moved.status == 308);
  CHECK(moved.header("location") == "/v1/actions/SECP66-01");
  CHECK(all_items(anyone, "/v1/actions").size() == 6);
  CHECK(all_items(anyone, "/v1/actions?state=open").size() == 4);
  CHECK(all_items(anyone, "/v1/meetings?body=panel").size() == 1);
  const auto agenda = anyone.get(meeting + "/agenda");
  REQUIRE(agenda.status == 200);
  CHECK(agenda.json().at("proposed").size() == 4);  // the timetables of those in Refinement
}
