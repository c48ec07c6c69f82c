// Timetables, releases, feeds and pictures over HTTP, on the March 2019 example: what other people's programs get.
#include <doctest/doctest.h>

#include "tests/system/client.hpp"
#include "tests/system/program.hpp"

using namespace outside;

namespace {
const std::string example = SECMP_SOURCE_DIR "/tools/examples/march-2019.jsonl";

// The example in a folder of its own.
struct March {
  March() {
    ran_well({"init", "--data", data(), "--clock-start", "2019-03-15T08:00:00Z"});
    ran_well({"load", example, "--data", data()});
  }
  std::string data() const { return folder.at("march"); }
  std::string token(const std::string& role, std::vector<std::string> more = {}) const {
    return issue_token(data(), role, role + "-1", std::move(more));
  }
  TempFolder folder;
};

// What a library of somebody else's reads out of a feed: a line an entry, "uid|date or instant|sequence|status".
std::string read_by_icalendar(const std::string& text, const TempFolder& folder) {
  write_file(folder.at("feed.ics"), text);
  write_file(folder.at("read.py"), R"(
import sys, icalendar
for entry in icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read()).walk('VEVENT'):
    print('|'.join([str(entry['UID']), entry['DTSTART'].dt.isoformat(), str(entry['SEQUENCE']), str(entry['STATUS']),
                    str(entry['SUMMARY'])]))
)");
  const auto ended = run({"/usr/bin/python3", folder.at("read.py"), folder.at("feed.ics")});
  REQUIRE_MESSAGE(ended.exit_code == 0, ended.err);
  return ended.out;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
}  // namespace

TEST_CASE("A key of a question belongs to one question") {
  const March march;
  const Server server(march.data());
  Client anyone(server.port(), "");
  const std::string path = "/v1/modifications/SECMP0062/what-if";
  const Json waits = {{"moves", {{{"milestone", "CB_IA_COST"}, {"body", "change-board"}}}}};
  const Headers key{{"Idempotency-Key", "k-1"}};
  const auto first = anyone.post(path, waits, key);
  REQUIRE(first.status == 200);
  CHECK(anyone.post(path, waits, key).body == first.body);
  CHECK(anyone.post(path, Json::object(), key).status == 422);
  const auto wrong = anyone.post(path, {{"moves", {{{"milestone", "NOPE"}, {"body", "panel"}}}}});
  CHECK(wrong.json().at("errors").at(0).at("pointer") == "/moves/0/milestone");
}

TEST_CASE("The November 2019 Release: SECMP0062 is saved as the Panel agreed, and at risk if the assessment waits") {
  const March march;
  const Server server(march.data());
  Client anyone(server.port(), "");
  const auto at_risk = anyone.get("/v1/releases/november-2019/at-risk");
  REQUIRE(at_risk.status == 200);
  const auto item = at_risk.json().at("items").at(1);
  CHECK(item.at("ref") == "SECMP0062");
  CHECK(item.at("risk") == "tight");
  CHECK(item.at("cut_offs").at(0).at("float_wd") == 15);

  const Json waits = {{"moves", {{{"milestone", "CB_IA_COST"}, {"body", "change-board"}}}}};
  const auto supposed = anyone.post("/v1/modifications/SECMP0062/what-if", waits);
  REQUIRE(supposed.status == 200);
  CHECK(supposed.json().at("rag") == "red");
  CHECK(supposed.json().at("cut_offs").at(0).at("forecast") == "2019-06-21");
  CHECK(supposed.json().at("cut_offs").at(0).at("missed") == true);
  CHECK(supposed.json().at("rescues").at(0).at("gains").at(0).at("gained_wd") == 25);

  Json of_release = {{"modifications", {waits}}};
  of_release["modifications"][0]["ref"] = "SECMP0062";
  const auto whole = anyone.post("/v1/releases/november-2019/what-if", of_release);
  REQUIRE(whole.status == 200);
  CHECK(whole.json().at("items").at(1).at("risk") == "missed");
  CHECK(anyone.get("/v1/releases/november-2019/at-risk").body == at_risk.body);  // nothing was written

  of_release["modifications"][0]["ref"] = "SECMP0025";
  CHECK(anyone.post("/v1/releases/november-2019/what-if", of_release).status == 422);
  CHECK(anyone.post("/v1/modifications/SECMP0062/what-if", {{"slips", {{{"milestone", "NONE"}, {"working_days", 1}}}}})
            .status == 422);
}

TEST_CASE("The paper on timetables prints the programme of work of everything in Refinement") {
  const March march;
  const auto paper = ran_well({"report", "timetables", "--data", march.data(), "--as-at", "2019-03-15"});
  for (const std::string ref : {"SECMP0007", "SECMP0010", "SECMP0013", "SECMP0062"}) CHECK(has(paper, ref));
  CHECK_FALSE(has(paper, "SECMP0058"));
  CHECK(has(paper, "Impact        -        -       2019-05-16  -           -        40"));
  CHECK(has(paper, "AGREE  SECMP0062  the programme of work and the progression timetable presented"));
  CHECK(has(paper, "(November 2019 SEC Release): 6 Working Days to spare before the cut-off"));
  for (const std::string code : {"WG_1", "IA_REQUESTED", "ia_cutoff", "november-2019", "working-group", "change-board"})
    CHECK_FALSE(has(paper, code));
  const Server server(march.data());
  Client anyone(server.port(), "");
  const auto list = anyone.get("/v1/timetables");
  REQUIRE(list.status == 200);
  CHECK(list.json().at("items").size() == 4);
  CHECK(anyone.get("/v1/timetables?stage=Report%20Phase").json().at("items").size() == 3);
  CHECK(anyone.get("/v1/reports/timetables?as_at=2019-03-15").json().at("sections").at("overview").at("rows").size() ==
        4);
  CHECK(anyone.get("/v1/modifications/SECMP0062/timetable?as_at=2019-03-14").status == 404);
  CHECK(anyone.get("/v1/timetables?colour=red").status == 422);
}

TEST_CASE("A feed is read by a calendar library that is not ours, entry by entry; a moved date stays one entry") {
  const March march;
  const Server server(march.data());
  Client manager(server.port(), march.token("secas-manager"));
  const auto feed = manager.get("/v1/modifications/SECMP0062/timetable.ics");
  REQUIRE(feed.status == 200);
  CHECK(feed.header("content-type") == "text/calendar; charset=utf-8");
  const auto before = read_by_icalendar(feed.body, march.folder);
  CHECK(has(before, "SECMP0062.IA_RETURNED@secmp|2019-05-16|"));
  CHECK(has(before, "SECMP0062.refinement-consultation-1-closes@secmp|2019-04-05T16:00:00+00:00|"));
  CHECK(manager.get("/v1/modifications/SECMP0062/timetable.ics").body == feed.body);  // no wall clock in it

  const auto etag = manager.get("/v1/modifications/SECMP0062").etag();
  const Json later = {
      {"milestones", {{{"code", "IA_RETURNED"}, {"on", "2019-06-03"}, {"reason_code", "DCC_ASSESSMENT"}}}}};
  REQUIRE(manager.post("/v1/modifications/SECMP0062/commands/forecast", later, {{"If-Match", etag}}).status == 200);
  const auto after = read_by_icalendar(manager.get("/v1/modifications/SECMP0062/timetable.ics").body, march.folder);
  CHECK(has(after, "SECMP0062.IA_RETURNED@secmp|2019-06-03|"));
  CHECK_FALSE(has(after, "|2019-05-16|"));
  CHECK(std::count(after.begin(), after.end(), '\n') == std::count(before.begin(), before.end(), '\n'));
  for (const std::string path : {"/v1/timetables.ics", "/v1/releases/november-2019/timetable.ics"})
    CHECK(has(read_by_icalendar(manager.get(path).body, march.folder), "SECMP0062"));
}

TEST_CASE("A private feed is read with a token of its own, which does nothing else") {
  const March march;
  const auto feed_token = march.token("panel-secretary", {"--feed"});
  const auto full_token = march.token("panel-secretary");
  const Server server(march.data());
  Client calendar(server.port(), "");
  const auto tasks = calendar.get("/v1/tasks.ics?feed=" + feed_token);
  REQUIRE(tasks.status == 200);
  read_by_icalendar(tasks.body, march.folder);
  CHECK(calendar.get("/v1/modifications/SECMP0062/timetable.ics?feed=" + feed_token).status == 200);
  CHECK(calendar.get("/v1/tasks.ics?feed=" + full_token).status == 401);
  CHECK(calendar.get("/v1/tasks.ics?feed=nobody").status == 401);
  Client bearer(server.port(), feed_token);
  CHECK(bearer.get("/v1/tasks").status == 401);
  CHECK(bearer.post("/v1/modifications/SECMP0062/commands/hold", {{"reason", "r"}}, {{"If-Match", "\"4\""}}).status ==
        401);
}

TEST_CASE("A timetable can be looked at, and says in words what it shows") {
  const March march;
  const Server server(march.data());
  Client anyone(server.port(), "");
  for (const std::string path : {"/v1/modifications/SECMP0062/timetable", "/v1/releases/november-2019/timetable"}) {
    const auto picture = anyone.get(path, {{"Accept", "image/svg+xml"}});
    REQUIRE(picture.status == 200);
    CHECK(picture.header("content-type") == "image/svg+xml");
    CHECK(has(picture.body, "<desc>Today is 15 March 2019."));
    write_file(march.folder.at("chart.svg"), picture.body);
    CHECK(run({"xmllint", "--noout", march.folder.at("chart.svg")}).exit_code == 0);
  }
  CHECK(anyone.get("/v1/modifications/SECMP0062/timetable", {{"Accept", "image/png"}}).status == 406);
}

TEST_CASE("A release's new date is shown before it is done, and a holiday moves what is open, over HTTP") {
  const March march;
  const Server server(march.data());
  Client panel(server.port(), march.token("panel-secretary"));
  Client an_operator(server.port(), march.token("operator"));
  const std::string release = "/v1/releases/november-2019";
  const auto etag = panel.get(release).etag();
  const Json later = {{"to", "2019-11-24"}, {"until", "2019-12-01"}, {"reason", "the DCC's deployment"}};
  const auto shown = panel.post(release + "/commands/request-date?dry_run=true", later, {{"If-Match", etag}});
  REQUIRE(shown.status == 200);
  CHECK(shown.json().at("dry_run") == true);
  CHECK(shown.json().at("brought").size() == 2);
  CHECK(panel.get(release).etag() == etag);
  const auto done = panel.post(release + "/commands/request-date", later, {{"If-Match", etag}});
  REQUIRE(done.status == 200);
  CHECK_FALSE(done.json().contains("dry_run"));
  CHECK(done.json().at("brought").size() == 2);
  CHECK(panel.get("/v1/modifications/SECMP0062").json().at("implementation").at(0).at("requested") == "2019-11-24");
  CHECK(panel.post(release + "/commands/freeze?dry_run=maybe", Json::object(), {{"If-Match", etag}}).status == 422);

  const std::string calendar = "/v1/calendar/england-and-wales";
  const Json holiday = {{"date", "2019-03-21"}, {"name", "A day"}, {"reason", "proclaimed"}};
  const auto version = an_operator.get(calendar).etag();
  REQUIRE(an_operator.post(calendar + "/commands/add-holiday", holiday, {{"If-Match", version}}).status == 200);
  CHECK(panel.get("/v1/modifications/SECMP0062").json().at("deadlines").at(0).at("due") == "2019-04-08T16:00:00Z");
  CHECK(panel.get("/v1/calendar/working-days?from=2019-03-15&add=5").json().at("date") == "2019-03-25");
  CHECK(panel.get("/v1/calendar/working-days?from=2019-03-15&add=5&as_at=2019-03-14").json().at("date") ==
        "2019-03-22");
}

TEST_CASE("What is owed is listed with its service level") {
  const March march;
  const Server server(march.data());
  Client secas(server.port(), march.token("secas-analyst"));
  const auto etag = secas.get("/v1/modifications/SECMP0062").etag();
  REQUIRE(
      secas.post("/v1/modifications/SECMP0062/commands/request-impact-assessment", Json::object(), {{"If-Match", etag}})
          .status == 200);
  const auto owed = secas.get("/v1/assessments").json().at("items");
  REQUIRE(owed.size() == 1);
  CHECK(owed.at(0).at("kind") == "impact");
  CHECK(owed.at(0).at("service_level_wd") == 40);
  CHECK(owed.at(0).at("due_on") == "2019-05-15");
}

namespace {
// A register with one modification before the Panel and one that is approved, and a release.
struct TwoAndARelease {
  TwoAndARelease()
      : server((ran_well({"init", "--data", folder.at("d"), "--clock-start", "2020-03-02T08:00:00Z"}), folder.at("d"))),
        manager(server.port(), issue_token(folder.at("d"), "secas-manager", "manager-1")),
        authority(server.port(), issue_token(folder.at("d"), "authority", "authority-1")) {
    for (const auto& [ref, state] : {std::pair{"MP098", "panel-report-review"}, {"MP110", "pending-implementation"}})
      REQUIRE(manager
                  .post("/v1/modifications", {{"ref", ref},
                                              {"title", ref},
                                              {"position",
                                               {{"state", state},
                                                {"path", "authority-determined"},
                                                {"as_of", "2020-03-02"},
                                                {"source", "the register before"}}}})
                  .status == 201);
    REQUIRE(manager
                .post("/v1/releases", {{"id", "november-2020"},
                                       {"title", "November 2020 SEC Release"},
                                       {"kind", "november"},
                                       {"planned_on", "2020-11-05"}})
                .status == 201);
  }
  Answer done(Client& by, const std::string& path, const std::string& command, const Json& body) {
    return by.post(path + "/commands/" + command, body, {{"If-Match", by.get(path).etag()}});
  }
  TempFolder folder;
  Server server;
  Client manager, authority;
};
const std::string november = "/v1/releases/november-2020";
Json approval(const std::string& release) {
  return {{"progress_to_report_phase", true},
          {"report_approved", true},
          {"implementation_approach_approved", true},
          {"path", "authority-determined"},
          {"implementation", {{{"part", 1}, {"release", release}, {"planned_on", "2020-11-05"}}}}};
}
}  // namespace

TEST_CASE(
    "A release that an approval names has the modification in its scope; one that is not known yet is said to be so") {
  TwoAndARelease here;
  const std::string path = "/v1/modifications/MP098";
  const auto shown = here.done(here.manager, path, "approve-report?dry_run=true", approval("november-2020"));
  REQUIRE(shown.status == 200);
  CHECK(shown.json().at("brought").size() == 1);
  CHECK(here.manager.get(november).json().at("scope").empty());
  REQUIRE(here.done(here.manager, path, "approve-report", approval("november-2020")).status == 200);
  CHECK(here.manager.get(november).json().at("scope").at(0).at("ref") == "MP098");
  CHECK(here.manager.get(november + "/at-risk").json().at("items").at(0).at("ref") == "MP098");
  const Json item = {{"modifications", {{{"ref", "MP098"}, {"part", 1}}}}};
  CHECK(here.done(here.manager, november, "include", item).status == 200);
  CHECK(here.manager.get(november).json().at("scope").size() == 1);
  REQUIRE(here.done(here.manager, november, "agree", Json::object()).status == 200);
  REQUIRE(here.done(here.manager, november, "freeze", Json::object()).status == 200);

  const std::string other = "/v1/modifications/MP110";
  const Json closed = {{"parts", {{{"part", 1}, {"release", "november-2020"}, {"planned_on", "2020-11-05"}}}}};
  const auto refused = here.done(here.manager, other, "agree-phases", closed);
  CHECK(refused.status == 409);
  CHECK(has(refused.body, "ReleasesTakeItIn"));
  const Json unknown = {{"parts", {{{"part", 1}, {"release", "june-2022"}, {"planned_on", "2022-06-30"}}}}};
  const auto named = here.done(here.manager, other, "agree-phases", unknown);
  REQUIRE(named.status == 200);
  CHECK(has(named.body, "\"release_known\":false"));
  REQUIRE(here.manager
              .post("/v1/releases",
                    {{"id", "june-2022"}, {"title", "June 2022"}, {"kind", "june"}, {"planned_on", "2022-06-30"}})
              .status == 201);
  CHECK(here.manager.get("/v1/releases/june-2022").json().at("scope").at(0).at("ref") == "MP110");
  CHECK(here.manager.get(other).json().at("implementation").at(0).at("release_known") == true);
}

TEST_CASE("A date directed for a release is a movement of what is in it, and the Change Status Report says so") {
  TwoAndARelease here;
  const std::string path = "/v1/modifications/MP110";
  const Json phases = {{"parts", {{{"part", 1}, {"release", "november-2020"}, {"planned_on", "2020-11-05"}}}}};
  REQUIRE(here.done(here.manager, path, "agree-phases", phases).status == 200);
  REQUIRE(here.done(here.manager, november, "agree", Json::object()).status == 200);
  REQUIRE(here.done(here.authority, november, "direct-date", {{"on", "2020-11-29"}}).status == 200);
  const auto timetable = here.manager.get(path + "/timetable").json();
  const auto& last = timetable.at("milestones").back();
  CHECK(last.at("code") == "IMPLEMENTATION");
  CHECK(last.at("baseline") == "2020-11-05");
  CHECK(last.at("forecast") == "2020-11-29");
  CHECK(last.at("movement_wd") == 16);
  CHECK(last.at("reason_code") == "RELEASE_MOVE");
  const auto report = here.manager.get("/v1/reports/change-status?as_at=2020-03-02&since=2020-03-01").json();
  CHECK(report.at("sections").at("slippage").at("rows").size() == 1);
  const auto changes = report.at("sections").at("date-changes").dump();
  CHECK(has(changes, "Directed by the Authority for its release: November 2020 SEC Release"));
  CHECK(has(changes, "2020-11-29"));
}
