// What is in no release any longer: of a release that was cancelled, and of what came to nothing.
#include "api/report/build.hpp"
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"
#include "tests/workflows/releases.hpp"

using namespace meetings;

namespace {
void included(Story& s, const std::string& id, const std::string& ref) {
  done(s, secas, "releases/" + id, "include", {{"modifications", {{{"ref", ref}, {"part", 1}}}}});
}
Dom listed(Story& s, const std::string& ref) {
  const auto all = s.journal().summaries("modifications", engine::AsAt{});
  for (const auto& one : all)
    if (auto summary = Dom::parse(one.summary); summary.at("ref") == ref) return summary;
  return {};
}
}  // namespace

STORY("A release that was cancelled says so on its page, and has nothing in its scope") {
  Story s("2020-03-02");
  given_a_release(s, "november-2020", "2020-11-05");
  s.given("MP101", "refinement", "authority-determined");
  included(s, "november-2020", "MP101");
  s.the_day_is("2020-03-09");
  done(s, panel, "releases/november-2020", "cancel", {{"reason", "nothing is ready"}});
  CHECK(header(paper(s, "releases/november-2020", "page"), "Release") ==
        "november-2020 was cancelled on 9 March 2020.");
  CHECK(release(s, "november-2020").at("scope").empty());
  CHECK(listed(s, "MP101").at("release").is_null());
}

STORY("What came to nothing has neither a release nor an implementation date in lists and on its page") {
  Story s("2020-03-02");
  given_a_release(s, "november-2020", "2020-11-05");
  s.given("MP101", "pending-implementation", "self-governance");
  included(s, "november-2020", "MP101");
  const auto date_on_page = [&] { return header(paper(s, "modifications/MP101", "page"), "Implementation date"); };
  CHECK(listed(s, "MP101").at("release") == "november-2020");
  CHECK(date_on_page().find("5 November 2020") == 0);
  s.when(panel, "MP101", "reverse", {{"reason", "on appeal"}});
  CHECK(listed(s, "MP101").at("release").is_null());
  CHECK(listed(s, "MP101").at("planned_on").is_null());
  CHECK(date_on_page().starts_with("None"));
  s.when(panel, "MP101", "revoke-last", {{"reason", "it was another one"}});
  CHECK(listed(s, "MP101").at("release") == "november-2020");
}

STORY("A part goes live with its release: another day beside one is refused, and the release's day is said") {
  Story s("2020-03-02");
  s.given_a_change_board();
  given_a_release(s, "november-2020", "2020-11-05");
  const auto in_it_on = [](const std::string& on) {
    return Dom{{{"part", 1}, {"release", "november-2020"}, {"planned_on", on}}};
  };
  s.given("MP098", "panel-report-review", "authority-determined");
  auto approval = lives::approval_of_the_report(lives::eras[1], "authority-determined");
  approval["implementation"] = in_it_on("2020-11-06");
  s.but(panel, "MP098", "approve-report", approval)
      .is_malformed_at("/implementation/0/planned_on")
      .says("5 November 2020");
  approval["implementation"] = in_it_on("2020-11-05");
  s.when(panel, "MP098", "approve-report", approval);
  const auto ref = lives::with_the_authority(s, lives::eras[1]);
  auto determination = lives::determination("approve");
  determination["implementation"] = in_it_on("2020-11-06");
  s.but(authority, ref, "determine", determination).is_malformed_at("/implementation/0/planned_on");
  s.given("MP110", "pending-implementation", "self-governance");
  s.but(panel, "MP110", "agree-phases", {{"parts", in_it_on("2020-12-01")}}).is_malformed_at("/parts/0/planned_on");
}

STORY("A part that gets another day than its release goes live on leaves it, and both say so") {
  Story s("2020-03-02");
  s.given_a_change_board();
  given_a_release(s, "november-2020", "2020-11-05");
  const auto in_it = [&] { return release(s, "november-2020").at("scope").size(); };
  s.given("MP110", "pending-implementation", "authority-determined");
  included(s, "november-2020", "MP110");
  s.when(authority, "MP110", "direct-date", {{"on", "2020-11-01"}, {"until", "2020-11-30"}});
  CHECK(in_it() == 1);  // the Panel may choose the release's day
  const auto directed = s.when(authority, "MP110", "direct-date", {{"on", "2020-12-01"}});
  CHECK(in_it() == 0);
  CHECK(Dom::parse(s.history("MP110").back().event.body).at("leaving") == Dom{1});
  CHECK(listed(s, "MP110").at("release").is_null());
  CHECK(listed(s, "MP110").at("planned_on") == "2020-12-01");
  s.when(authority, "MP110", "revoke-last", {{"reason", "it was another one"}});
  CHECK(in_it() == 1);
  CHECK(listed(s, "MP110").at("release") == "november-2020");
  // So does what the Authority approves with another day, or the Panel agrees.
  const auto ref = lives::with_the_authority(s, lives::eras[1]);
  included(s, "november-2020", ref);
  auto determination = lives::determination("approve");
  determination["implementation"] = Dom{{{"part", 1}, {"planned_on", "2020-12-01"}}};
  s.when(authority, ref, "determine", determination);
  CHECK(in_it() == 1);
  s.given("MP120", "pending-implementation", "self-governance");
  included(s, "november-2020", "MP120");
  s.when(panel, "MP120", "agree-phases", {{"parts", {{{"part", 1}, {"planned_on", "2020-12-01"}}}}});
  CHECK(in_it() == 1);
  CHECK(listed(s, "MP120").at("release").is_null());
}

STORY("It leaves it, too, when a report is approved with another day, or the Panel sets one itself") {
  Story s("2020-03-02");
  s.given_a_change_board();
  given_a_release(s, "november-2020", "2020-11-05");
  const Dom in_december = Dom{{{"part", 1}, {"planned_on", "2020-12-01"}}};
  const auto left_by = [&](const std::string& ref, const std::string& command, const Dom& body) {
    included(s, "november-2020", ref);
    s.when(panel, ref, command, body);
    CHECK(Dom::parse(s.history(ref).back().event.body).at("leaving") == Dom{1});
    CHECK(listed(s, ref).at("release").is_null());
    CHECK(listed(s, ref).at("planned_on") == "2020-12-01");
    CHECK(release(s, "november-2020").at("scope").empty());
  };
  s.given("MP098", "panel-report-review", "authority-determined");
  left_by("MP098", "approve-report",
          lives::with(lives::approval_of_the_report(lives::eras[1], "authority-determined"),
                      {{"implementation", in_december}}));
  s.given("MP121", "pending-implementation", "self-governance");
  left_by("MP121", "request-revised-date", {{"part", 1}, {"to", "2020-12-01"}, {"reason", "it is not ready"}});
  const auto fast = s.then(lives::fast_track(s, lives::eras[1])).view().at("ref").get<std::string>();
  s.the_day_is("2020-03-30");
  left_by(fast, "approve-fast-track", {{"unanimous", true}, {"implementation", in_december}});
}

STORY("A release's scope in the Change Status Report has each modification with a part in it") {
  Story s("2020-03-02");
  given_a_release(s, "june-2020", "2020-06-25");
  given_a_release(s, "november-2020", "2020-11-05");
  s.given("MP110", "pending-implementation", "self-governance");
  s.when(panel, "MP110", "agree-phases",
         {{"parts",
           {{{"part", 1}, {"release", "june-2020"}, {"planned_on", "2020-06-25"}},
            {{"part", 2}, {"release", "november-2020"}, {"planned_on", "2020-11-05"}}}}});
  const auto& workflow = *api::report::workflow_with(rules(), "change-status");
  const auto report = api::report::build({rules(), s.journal(), s.today(), false, workflow.clearance(visitor), nullptr},
                                         workflow, {"change-status", {}, {}, {}});
  const auto* releases = report.section("releases");
  REQUIRE(releases != nullptr);
  REQUIRE(releases->rows.size() == 2);
  for (const auto& row : releases->rows) CHECK(engine::text_of(row.at(5)) == "MP110");
}

STORY("What has no implementation date is forecast on none; else on the day of its release, or the one asked for") {
  Story s("2020-03-02");
  given_a_release(s, "november-2020", "2020-11-05");
  s.given("MP110", "pending-implementation", "authority-determined");
  const auto forecast = [&] {
    return milestone(answered(s, "modifications", "MP110", "timetable"), "IMPLEMENTATION").at("forecast");
  };
  CHECK(forecast().is_null());
  included(s, "november-2020", "MP110");
  CHECK(s.then("MP110").view().at("implementation").at(0).at("planned_on").is_null());  // it is the Authority's to set
  CHECK(forecast() == "2020-11-05");
  s.when(panel, "MP110", "request-revised-date", {{"to", "2020-11-12"}, {"reason", "testing"}});
  CHECK(forecast() == "2020-11-12");
}

STORY("What is urgent is awaited on the days of the timetable that the Authority set") {
  Story s("2020-03-02");
  s.given_a_change_board();
  const auto ref = lives::before_the_panel(s, lives::eras[1], "authority-determined");
  s.when(panel, ref, "request-urgency", {{"reason", "prices change"}});
  s.when(authority, ref, "decide-urgency",
         {{"urgent", true},
          {"timetable",
           {{{"code", "PANEL_MR"}, {"on", s.day_in(3)}}, {{"code", "AUTHORITY_DECISION"}, {"on", s.day_in(25)}}}}});
  const auto decided = s.day_in(25);
  const auto until = [&] { return s.then(ref).view().at("waiting_for").at("until").get<std::string>().substr(0, 10); };
  CHECK(until() == s.day_in(3));
  s.when(panel, ref, "approve-report", lives::approval_of_the_report(lives::eras[1], "authority-determined"));
  s.working_days_pass(16);
  lives::opens_a_vote(s, ref, "final", "meeting");
  lives::everybody_votes(s, ref, "approve");
  s.when(secas, ref, "close-vote");
  s.then(ref).in("authority-determination");
  CHECK(until() == decided);
}
