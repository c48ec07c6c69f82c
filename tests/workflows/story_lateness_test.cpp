// How late things are: what was late before a hold, what came of a send-back, what went in late, meetings that are
// scheduled, and days and numbers that cannot be.
#include "api/report/build.hpp"
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace meetings;

namespace {
Dom days(const std::string& code, const std::string& on) { return {{"milestones", {{{"code", code}, {"on", on}}}}}; }
Dom timetable(Story& s, const std::string& ref) { return answered(s, "modifications", ref, "timetable"); }
Dom movement(Story& s, const std::string& ref, std::string_view code) {
  return milestone(timetable(s, ref), code).at("movement_wd");
}

// Of the modification in a section of the Change Status Report: column and text.
std::map<std::string, std::string> row(Story& s, const std::string& section, const std::string& ref,
                                       const std::string& since) {
  const auto& workflow = *api::report::workflow_with(rules(), "change-status");
  const auto report = api::report::build({rules(), s.journal(), s.today(), false, workflow.clearance(visitor), nullptr},
                                         workflow, {"change-status", {}, engine::read_date(since), {}});
  const auto* found = report.section(section);
  REQUIRE(found != nullptr);
  const auto now = s.then(ref).view().at("ref").get<std::string>();
  for (const auto& cells : found->rows) {
    std::map<std::string, std::string> one;
    for (std::size_t i = 0; i < cells.size(); ++i) one[found->columns[i].name] = engine::text_of(cells[i]);
    if (one["ref"] == now) return one;
  }
  return {};
}
}  // namespace

STORY("What was late when a hold began is as late on each of its days, and after it") {
  Story s("2019-03-18");
  s.given("SECMP0062", "refinement", "self-governance");
  s.when(panel, "SECMP0062", "agree-timetable",
         {{"milestones", {{{"code", "WG_1"}, {"on", "2019-03-25"}}, {{"code", "PANEL_MR"}, {"on", "2019-06-14"}}}}});
  s.the_day_is("2019-07-01");
  const auto late = movement(s, "SECMP0062", "PANEL_MR"), group = movement(s, "SECMP0062", "WG_1");
  CHECK(late == 64);
  CHECK(group == 68);
  s.when(panel, "SECMP0062", "hold", {{"reason", "a trial"}, {"until", "2019-09-30"}});
  for (const std::string day : {"2019-07-01", "2019-07-02", "2019-08-15", "2019-09-30", "2019-10-01"}) {
    CAPTURE(day);
    s.the_day_is(day);
    CHECK(movement(s, "SECMP0062", "PANEL_MR") == late);
    CHECK(movement(s, "SECMP0062", "WG_1") >= group);
  }
}

STORY("A date that had slipped before a hold, and that the hold does not touch, stays as late as it was") {
  Story s("2019-03-18");
  s.given("SECMP0062", "refinement", "self-governance");
  s.when(panel, "SECMP0062", "agree-timetable", days("LEGAL_TEXT_READY", "2019-12-02"));
  s.when(secas, "SECMP0062", "forecast", days("LEGAL_TEXT_READY", "2020-01-06"));
  const auto late = movement(s, "SECMP0062", "LEGAL_TEXT_READY");
  CHECK(late == 22);
  s.when(panel, "SECMP0062", "hold", {{"reason", "a trial"}, {"until", "2019-04-26"}});
  for (const std::string day : {"2019-03-18", "2019-04-10", "2019-04-26", "2019-04-29", "2019-06-03"}) {
    CAPTURE(day);
    s.the_day_is(day);
    CHECK(movement(s, "SECMP0062", "LEGAL_TEXT_READY") == late);
  }
  // And a second one hides it no more.
  s.when(panel, "SECMP0062", "hold", {{"reason", "another trial"}});
  s.the_day_is("2019-07-15");
  s.when(panel, "SECMP0062", "resume");
  CHECK(movement(s, "SECMP0062", "LEGAL_TEXT_READY") == late);
}

STORY(
    "What moves after a send-back by the Authority names it as the cause, in the timetable and where slips are told") {
  Story s("2019-03-15");
  s.given_a_change_board();
  const auto ref = lives::with_the_authority(s, lives::eras[1]);
  const auto agreed = milestone(timetable(s, ref), "AUTHORITY_DECISION").at("forecast").get<std::string>();
  s.when(panel, ref, "agree-timetable", days("AUTHORITY_DECISION", agreed));
  s.working_days_pass(5);
  s.when(authority, ref, "send-back", {{"questions", {"What are the costs?"}}});
  s.working_days_pass(20);
  auto found = milestone(timetable(s, ref), "AUTHORITY_DECISION");
  CHECK(found.at("movement_wd") > 0);
  CHECK(found.at("reason_code") == "AUTHORITY_SEND_BACK");
  CHECK(timetable(s, ref).at("reasons").dump().find("for the Authority sent it back on") != std::string::npos);
  CHECK(row(s, "slippage", ref, "2019-03-15")["reasons"].find("sent it back") != std::string::npos);
  s.when(panel, ref, "agree-timetable", days("AUTHORITY_DECISION", found.at("forecast")));
  found = milestone(timetable(s, ref), "AUTHORITY_DECISION");
  CHECK(found.at("movement_wd") == 0);
  CHECK(found.at("total_movement_wd") > 0);
  CHECK(found.at("reason_code") == "AUTHORITY_SEND_BACK");
}

STORY("A date that is planned anew after a send-back counts, and what it has moved came of the send-back") {
  Story s("2019-03-15");
  s.given_a_change_board();
  const auto& era = lives::eras[1];
  const auto ref = lives::before_the_panel(s, era, "authority-determined");
  const auto dated = [&](const std::string& on) {
    return lives::with(lives::approval_of_the_report(era, "authority-determined"),
                       {{"implementation", {{{"part", 1}, {"planned_on", on}}}}});
  };
  s.when(panel, ref, "approve-report", dated("2019-11-07"));
  s.working_days_pass(16);
  lives::opens_a_vote(s, ref, "final", "meeting");
  lives::everybody_votes(s, ref, "approve");
  s.when(secas, ref, "close-vote");
  s.when(authority, ref, "send-back", {{"questions", {"What are the costs?"}}});
  lives::answer_the_authority(s, ref);
  s.working_days_pass(1);
  s.when(panel, ref, "agree-timetable", days("IMPLEMENTATION", "2020-02-27"));
  auto found = milestone(timetable(s, ref), "IMPLEMENTATION");
  CHECK(found.at("forecast") == "2020-02-27");
  CHECK(found.at("movement_wd") == 0);
  CHECK(found.at("total_movement_wd") > 70);
  CHECK(found.at("reason_code") == "AUTHORITY_SEND_BACK");
}

STORY("What went in late is told with its lateness in the report of its period, and in no later one") {
  Story s("2019-03-15");
  s.given_a_change_board();
  const auto ref = lives::pending(s, lives::eras[1], "self-governance");
  const auto first = s.day_in(20), last = s.day_in(60);
  s.when(panel, ref, "agree-phases",
         {{"parts", {{{"part", 1}, {"planned_on", first}}, {{"part", 2}, {"planned_on", last}}}}});
  s.the_day_is(first);
  s.when(secas, ref, "implement-part", {{"part", 1}});
  CHECK(row(s, "modifications", ref, "2019-03-15")["last_event"] == "A part implemented");
  s.the_day_is(last);
  s.working_days_pass(12);
  const auto before = row(s, "slippage", ref, last);
  CHECK(before.at("slip_wd") == "12");
  s.when(secas, ref, "implement-part", {{"part", 2}});
  s.then(ref).in("implemented");
  const auto told = row(s, "slippage", ref, last);
  REQUIRE_FALSE(told.empty());
  CHECK(told.at("slip_wd") == "12");
  CHECK(row(s, "modifications", ref, last)["last_event"] == "Implemented");
  CHECK(row(s, "modifications", ref, last)["rag"] == "");
  s.working_days_pass(5);
  CHECK(row(s, "slippage", ref, engine::to_text(s.today())).empty());
}

STORY("Of parts that go in out of their order, the one that goes in last says how late that was") {
  Story s("2019-03-15");
  s.given_a_change_board();
  const auto ref = lives::pending(s, lives::eras[1], "self-governance");
  const auto day = s.day_in(20);
  s.when(panel, ref, "agree-phases",
         {{"parts", {{{"part", 1}, {"planned_on", day}}, {{"part", 2}, {"planned_on", day}}}}});
  s.the_day_is(day);
  s.when(secas, ref, "implement-part", {{"part", 2}});
  s.working_days_pass(7);
  s.when(secas, ref, "implement-part", {{"part", 1}});
  CHECK(timetable(s, ref).at("slip_wd") == 7);
  CHECK(row(s, "slippage", ref, day)["slip_wd"] == "7");
}

STORY("Forecasts go by the meetings that are scheduled, and by the usual days in months without one") {
  Story s("2019-03-18");
  s.given("SECMP0062", "refinement", "self-governance");
  s.when(secas, "SECMP0062", "forecast", days("MR_DRAFTED", "2019-06-03"));
  CHECK(milestone(timetable(s, "SECMP0062"), "PANEL_MR").at("forecast") == "2019-06-14");
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_69_2106"}, {"date", "2019-06-21"}, {"place", "London"}});
  CHECK(milestone(timetable(s, "SECMP0062"), "PANEL_MR").at("forecast") == "2019-06-21");
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_70_1206"}, {"date", "2019-06-12"}, {"place", "London"}});
  CHECK(milestone(timetable(s, "SECMP0062"), "PANEL_MR").at("forecast") == "2019-06-12");
  s.when(secas, "SECMP0062", "forecast", days("MR_DRAFTED", "2019-07-01"));
  CHECK(milestone(timetable(s, "SECMP0062"), "PANEL_MR").at("forecast") == "2019-07-12");
}

STORY("Nothing of a modification happens before it was raised") {
  Story s("2019-03-15");
  const auto ref = lives::in_refinement(s, lives::eras[1], "self-governance");
  s.but(panel, ref, "agree-timetable", days("LEGAL_TEXT_READY", "2018-03-26")).is_malformed_at("/milestones/0/on");
  s.but(secas, ref, "forecast", days("LEGAL_TEXT_READY", "2018-03-26")).is_malformed_at("/milestones/0/on");
  s.but(secas, ref, "record-discussion-at", {{"body", "working-group"}, {"on", "2018-03-26"}}).is_malformed_at("/on");
  s.when(panel, ref, "request-urgency", lives::with(lives::route_of(lives::eras[1]), {{"reason", "r"}}));
  s.but(authority, ref, "decide-urgency",
        lives::with({{"urgent", true}}, {{"timetable", days("AUTHORITY_DECISION", "2018-03-26").at("milestones")}}))
      .is_malformed_at("/timetable/0/on");
  const Dom position = {{"state", "refinement"},
                        {"as_of", "2019-02-01"},
                        {"source", "the register before"},
                        {"history", {{{"code", "WG"}, {"on", "2019-02-01"}}}}};
  const Dom raise = {{"ref", "MP950"}, {"title", "T"}, {"raised_on", "2019-03-01"}, {"position", position}};
  Answer(s.ask({"modifications", "", "raise", raise.dump(), manager, "", "", {}, {}}))
      .is_malformed_at("/position/history/0/on");
}

STORY("A part that it does not have is a fault of the body") {
  Story s("2019-03-15");
  s.given_a_change_board();
  const auto ref = lives::pending(s, lives::eras[1], "self-governance");
  s.but(secas, ref, "implement-part", {{"part", 9}}).is_malformed_at("/part");
  s.but(authority, ref, "direct-date", {{"part", 9}, {"on", "2020-11-05"}}).is_malformed_at("/part");
  s.but(panel, ref, "request-revised-date", {{"part", 9}, {"to", "2020-11-05"}, {"reason", "r"}})
      .is_malformed_at("/part");
}
