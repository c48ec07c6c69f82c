// Time as real lives take it: holds and notices that are no slippage, urgency, windows, routes that nobody has decided.
#include "tests/support/asking.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

namespace {
Dom agreed(const std::string& code, const std::string& on) { return {{"milestones", {{{"code", code}, {"on", on}}}}}; }
Dom timetable(Story& s, const std::string& ref) { return answered(s, "modifications", ref, "timetable"); }
}  // namespace

STORY("A hold is no slippage, on none of its days and not after it; its days are shown apart") {
  Story s("2020-09-01");
  s.given("MP083", "refinement", "authority-determined");
  s.when(panel, "MP083", "agree-timetable", agreed("PANEL_MR", "2020-12-10"));
  s.the_day_is("2020-09-14");
  s.when(panel, "MP083", "hold", {{"reason", "a further trial"}, {"until", "2021-04-16"}});
  for (const std::string day :
       {"2020-09-14", "2020-09-15", "2020-12-10", "2020-12-11", "2021-02-01", "2021-04-16", "2021-04-19"}) {
    CAPTURE(day);
    s.the_day_is(day);
    const auto found = timetable(s, "MP083");
    CHECK(found.at("slip_wd") == 0);
    CHECK(found.at("rag") == "green");
    CHECK(milestone(found, "PANEL_MR").at("movement_wd") == 0);
    CHECK(milestone(found, "PANEL_MR").at("forecast") > "2021-04-16");
  }
  CHECK(timetable(s, "MP083").at("held_wd") > 140);
  s.then("MP083").has("/status", "active");
}

STORY("What was late before a hold, or gets late after it, is not explained by it") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement", "authority-determined");
  s.when(panel, "SECMP0062", "agree-timetable", agreed("REFINEMENT_CONSULTATION_ISSUED", "2019-03-18"));
  s.the_day_is("2019-03-25");
  s.when(secas, "SECMP0062", "open-refinement-consultation");
  CHECK(milestone(timetable(s, "SECMP0062"), "REFINEMENT_CONSULTATION_ISSUED").at("movement_wd") == 5);
  s.when(panel, "SECMP0062", "hold", {{"reason", "a trial"}});
  s.the_day_is("2019-05-10");
  s.when(panel, "SECMP0062", "resume");
  CHECK(milestone(timetable(s, "SECMP0062"), "REFINEMENT_CONSULTATION_ISSUED").at("movement_wd") == 5);
}

STORY(
    "A timetable that was agreed while it was held knows of the hold: its days explain nothing of what is late then") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement", "authority-determined");
  s.when(panel, "SECMP0062", "hold", {{"reason", "a trial"}, {"until", "2019-05-10"}});
  s.the_day_is("2019-04-12");
  s.when(panel, "SECMP0062", "agree-timetable", agreed("WG_1", "2019-05-22"));
  s.the_day_is("2019-05-13");
  const auto group = milestone(timetable(s, "SECMP0062"), "WG_1");
  CHECK(group.at("forecast") == "2019-06-05");
  CHECK(group.at("movement_wd") == 9);
}

STORY("An assessment that was in time when its modification was put on hold is late on no day of the hold") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement", "authority-determined");
  s.when(secas, "SECMP0062", "request-preliminary-assessment");
  s.when(panel, "SECMP0062", "hold", {{"reason", "a trial"}});
  s.the_day_is("2019-06-14");
  const auto owed = answered(s, "modifications", "", "assessments").at("items").at(0);
  CHECK(owed.at("due_on") == "2019-04-05");
  CHECK(owed.at("late_wd") == 0);
}

STORY("A notice of withdrawal that comes to nothing is no slippage while it runs, nor after it") {
  Story s("2019-03-15");
  const auto ref = lives::in_refinement(s, lives::eras[1], "authority-determined");
  s.when(panel, ref, "agree-timetable", agreed("LEGAL_TEXT_READY", s.day_in(45)));
  s.when(secas, ref, "forecast", agreed("LEGAL_TEXT_READY", s.day_in(45)));
  const auto slip = timetable(s, ref).at("slip_wd");
  s.when(proposer("acme"), ref, "withdraw");
  s.working_days_pass(8);
  CHECK(timetable(s, ref).at("slip_wd") == slip);
  s.when(party("other"), ref, "adopt", {{"party", "other"}, {"category", "large-suppliers"}});
  CHECK(timetable(s, ref).at("slip_wd") == slip);
}

STORY(
    "MP185: the programme of an urgent modification follows what the Authority allowed and the timetable that it set") {
  Story s("2021-10-12");
  s.given_a_change_board();
  const auto& era = lives::eras[2];
  const auto ref = lives::in_initial_consideration(s, era, {{"urgent", true}});
  s.the_day_is("2021-10-15");
  s.when(panel, ref, "request-urgency", with(lives::route_of(era), {{"reason", "a supplier of last resort"}}));
  s.the_day_is("2021-10-18");
  const Dom milestones = {{{"code", "AUTHORITY_DECISION"}, {"on", "2021-11-16"}}};
  s.but(authority, ref, "decide-urgency",
        {{"urgent", true}, {"timetable", milestones}, {"deviations", {"skp-refinement"}}})
      .is_malformed_at("/deviations/0");
  s.when(authority, ref, "decide-urgency",
         {{"urgent", true}, {"timetable", milestones}, {"deviations", {"skip-refinement"}}});
  const auto found = timetable(s, ref);
  CHECK(milestone(found, "AUTHORITY_DECISION").at("forecast") == "2021-11-16");
  CHECK(milestone(found, "IMPLEMENTATION").at("forecast") == "2021-11-30");
  CHECK(found.at("slip_wd") == 0);
  CHECK(found.at("rag") == "green");
  for (const auto& one : found.at("milestones")) {
    CHECK(one.at("code") != "REFINEMENT_CONSULTATION_ISSUED");
    if (one.at("forecast").is_string() && one.at("code") != "IMPLEMENTATION")
      CHECK(one.at("forecast").get<std::string>() <= "2021-11-16");
  }
}

STORY("Each deviation leaves out, or shortens, what it names") {
  const auto of = [](const Dom& deviations) {
    Story s("2019-03-15");
    s.given_a_change_board();
    const auto ref = lives::in_initial_consideration(s, lives::eras[1], {{"impacts", {{"dcc_systems", "system"}}}});
    s.when(panel, ref, "request-urgency", with(lives::route_of(lives::eras[1]), {{"reason", "r"}}));
    s.when(authority, ref, "decide-urgency", {{"urgent", true}, {"deviations", deviations}});
    std::map<std::string, std::string> dates;
    const auto found = timetable(s, ref);
    for (const auto& one : found.at("milestones"))
      if (one.at("forecast").is_string()) dates[one.at("code")] = one.at("forecast");
    return dates;
  };
  const auto none = of(Dom::array());
  CHECK(none.contains("WG_1"));
  CHECK_FALSE(of({"skip-working-group"}).contains("WG_1"));
  CHECK_FALSE(of({"dispense-with-impact-assessment"}).contains("IA_RETURNED"));
  CHECK(of({"dispense-with-impact-assessment"}).contains("PA_RETURNED"));
  CHECK_FALSE(of({"skip-refinement"}).contains("PA_RETURNED"));
  CHECK(of({"shorten-consultation"}).at("CB_VOTE") < none.at("CB_VOTE"));
  CHECK(of({"vote-by-correspondence"}).at("CB_VOTE") < none.at("CB_VOTE"));
}

STORY("The end of a referral window has happened when the decision stands") {
  Story s("2019-03-15");
  s.given_a_change_board();
  const auto ref = lives::in_the_appeal_window(s, lives::eras[1]);
  s.working_days_pass(11);
  s.then(ref).in("pending-implementation");
  CHECK(milestone(timetable(s, ref), "SG_WINDOW_END").at("actual").is_string());
}

STORY(
    "A proposal whose route nobody has decided is reckoned with Refinement, and that is said; straight to the report "
    "it "
    "is not") {
  Story s("2019-03-15");
  const auto ref = lives::submitted(s, lives::eras[1]);
  s.when(secas, ref, "accept");
  const auto says = [&] {
    const auto found = timetable(s, ref).at("assumptions").dump();
    return found.find("straight to the Report Phase is not decided") != std::string::npos;
  };
  CHECK(says());
  s.when(panel, ref, "recommend-conversion", {{"route", "report"}});
  CHECK_FALSE(says());
  const auto straight = timetable(s, ref);
  for (const auto& one : straight.at("milestones")) CHECK(one.at("code") != "WG_1");
}

STORY("Initial consideration is forecast after six Working Days, as it has happened") {
  Story s("2018-04-05");
  const auto ref = lives::submitted(s, lives::eras[0]);
  const auto found = timetable(s, ref);
  CHECK(milestone(found, "PANEL_INITIAL").at("forecast") == "2018-04-13");  // seven days would be too many for it
}

STORY("An assessment may be due on a day that was agreed with the DCC, which no holiday moves") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement", "authority-determined");
  s.but(secas, "SECMP0062", "request-preliminary-assessment", {{"due_on", "2019-03-15"}}).is_malformed_at("/due_on");
  s.but(secas, "SECMP0062", "request-preliminary-assessment", {{"due_on", "2019-03-23"}}).is_malformed_at("/due_on");
  s.when(secas, "SECMP0062", "request-preliminary-assessment", {{"due_on", "2019-03-20"}});
  s.then("SECMP0062").due("preliminary-assessment-1-due", "2019-03-20T17:00:00Z");
  CHECK(milestone(timetable(s, "SECMP0062"), "PA_RETURNED").at("forecast") == "2019-03-20");
}
