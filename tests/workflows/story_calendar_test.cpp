// Holidays that are proclaimed: what is open and counted over them moves, what is closed never does.
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
const Actor an_operator{"operator-1", "operator", "", "", ""};

engine::Reply proclaimed(Story& s, const std::string& day, const Actor& by = an_operator) {
  const Dom body = {{"date", day}, {"name", "A day of mourning"}, {"reason", "proclaimed by the King in Council"}};
  return s.ask({"calendar", "england-and-wales", "add-holiday", body.dump(), by, "", "", {}, {}});
}

std::string counted(Story& s, const std::string& ref, const std::string& deadline) {
  const Dom view = s.then(ref).view();
  for (const auto& one : view.at("deadlines"))
    if (one.at("name") == deadline) return one.at("counted").is_null() ? "" : one.at("counted").get<std::string>();
  return "there is no such deadline";
}
}  // namespace

STORY("A deadline explains how it was counted") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement");
  s.when(secas, "SECMP0062", "open-refinement-consultation");
  CHECK(counted(s, "SECMP0062", "refinement-consultation-1-closes") ==
        "15 Working Days from 15 March 2019, counting from 18 March, skipping none");
  s.when(secas, "SECMP0062", "request-preliminary-assessment");
  s.the_day_is("2019-04-08");
  s.when(secas, "SECMP0062", "open-refinement-consultation");
  CHECK(counted(s, "SECMP0062", "refinement-consultation-2-closes") ==
        "15 Working Days from 8 April 2019, counting from 9 April, skipping 19 April, 22 April");
}

STORY("A closing that somebody set was not counted, and no holiday moves it") {
  Story s("2022-09-08");
  s.given("MP150", "refinement", "", {{"workflow", "sec-2021"}});
  s.when(secas, "MP150", "open-refinement-consultation", {{"closes_at", "2022-09-22T16:00:00Z"}});
  CHECK(counted(s, "MP150", "refinement-consultation-1-closes").empty());
  CHECK(std::holds_alternative<engine::Accepted>(proclaimed(s, "2022-09-20")));
  s.then("MP150").due("refinement-consultation-1-closes", "2022-09-22T16:00:00Z");
}

STORY("A holiday proclaimed inside an open window moves its end by an event that says so") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    Story s("2023-05-02");
    const auto ref = s.given("MP160", "refinement", "", {{"workflow", pack}});
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "request-preliminary-assessment");
    s.then(ref).due("refinement-consultation-1-closes", "2023-05-24T16:00:00Z");
    const auto reply = proclaimed(s, "2023-05-12");
    REQUIRE(std::holds_alternative<engine::Accepted>(reply));
    REQUIRE(std::get<engine::Accepted>(reply).brought.size() == 1);
    s.then(ref).due("refinement-consultation-1-closes", "2023-05-25T16:00:00Z");
    s.then(ref).due("preliminary-assessment-1-due", "2023-05-25T16:00:00Z");
    CHECK(counted(s, ref, "refinement-consultation-1-closes") ==
          "15 Working Days from 2 May 2023, counting from 3 May, skipping 8 May, 12 May");
    const auto last = s.history(ref).back();
    CHECK(last.event.type == "deadlines-moved");
    CHECK(Dom::parse(last.event.body).at("holiday") == "2023-05-12");
    CHECK(Dom::parse(last.event.body).at("moved").size() == 2);
  }
}

STORY("Windows, votes and the Authority's clock move with a holiday as consultations do") {
  Story s("2023-05-02");
  s.given_a_change_board();
  s.given("MP161", "change-board-vote", "self-governance", {{"workflow", "sec-2021"}});
  s.given("MP162", "change-board-vote", "authority-determined", {{"workflow", "sec-2021"}});
  s.given("MP163", "change-board-vote", "authority-determined", {{"workflow", "sec-2021"}});
  for (const std::string ref : {"MP161", "MP162"}) {
    lives::opens_a_vote(s, ref, "final", "meeting");
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
  }
  lives::opens_a_vote(s, "MP163", "final", "correspondence");
  s.then("MP161").due("referral-window-1-ends", "2023-05-17T16:00:00Z");
  s.then("MP162").due("authority-target", "2023-06-08T16:00:00Z");
  s.then("MP163").due("ballot-1-closes", "2023-05-10T16:00:00Z");
  REQUIRE(std::holds_alternative<engine::Accepted>(proclaimed(s, "2023-05-05")));
  s.then("MP161").due("referral-window-1-ends", "2023-05-18T16:00:00Z");
  s.then("MP162").due("authority-target", "2023-06-09T16:00:00Z");
  s.then("MP163").due("ballot-1-closes", "2023-05-11T16:00:00Z");
}

STORY("A vote that a holiday moves takes its reminder along, and what its seats owe is due at its new close") {
  Story s("2023-05-02");
  s.given_a_change_board();
  s.given("MP170", "change-board-vote", "authority-determined", {{"workflow", "sec-2021"}});
  lives::opens_a_vote(s, "MP170", "final", "correspondence");
  const auto owed = [&] { return engine::to_text(s.journal().tasks({"seat:LS-1"}).at(0).task.due.value()); };
  s.then("MP170").due("ballot-1-closes", "2023-05-10T16:00:00Z").due("ballot-1-reminder", "2023-05-05T16:00:00Z");
  s.then("MP170").has("/ballots/0/counted/working_days", 5).has("/ballots/0/counted/skipping", {"2023-05-08"});
  CHECK(owed() == "2023-05-10T16:00:00Z");
  REQUIRE(std::holds_alternative<engine::Accepted>(proclaimed(s, "2023-05-05")));
  s.then("MP170").due("ballot-1-closes", "2023-05-11T16:00:00Z").due("ballot-1-reminder", "2023-05-09T16:00:00Z");
  s.then("MP170").has("/ballots/0/counted/skipping", {"2023-05-05", "2023-05-08"});
  CHECK(owed() == "2023-05-11T16:00:00Z");

  s.the_day_is("2023-05-10");  // reminded on 9 May: there is no second reminder
  REQUIRE(std::holds_alternative<engine::Accepted>(proclaimed(s, "2023-05-11")));
  s.then("MP170").due("ballot-1-closes", "2023-05-12T16:00:00Z").not_due("ballot-1-reminder");
  CHECK(owed() == "2023-05-12T16:00:00Z");

  s.the_day_is("2023-05-13");  // no quorum: extended by 5 Working Days, counted over what was proclaimed
  s.then("MP170").due("ballot-1-closes", "2023-05-19T16:00:00Z").due("ballot-1-reminder", "2023-05-17T16:00:00Z");
  CHECK(counted(s, "MP170", "ballot-1-closes") ==
        "5 Working Days from 12 May 2023, counting from 15 May, skipping none");
}

STORY("A vote on hold goes on with its close and its reminder later by the days on hold, and says how it counted") {
  Story s("2023-05-09");
  s.given_a_change_board();
  s.given("MP171", "change-board-vote", "authority-determined", {{"workflow", "sec-2021"}});
  lives::opens_a_vote(s, "MP171", "final", "correspondence");
  s.then("MP171").due("ballot-1-closes", "2023-05-16T16:00:00Z").due("ballot-1-reminder", "2023-05-12T16:00:00Z");
  s.when(panel, "MP171", "hold", {{"reason", "r"}});
  s.the_day_is("2023-05-11");
  s.when(panel, "MP171", "resume");
  s.then("MP171").due("ballot-1-closes", "2023-05-18T16:00:00Z").due("ballot-1-reminder", "2023-05-16T16:00:00Z");
  CHECK(counted(s, "MP171", "ballot-1-closes") ==
        "7 Working Days from 9 May 2023, counting from 10 May, skipping none");
  CHECK(engine::to_text(s.journal().tasks({"seat:LS-1"}).at(0).task.due.value()) == "2023-05-18T16:00:00Z");
}

STORY("A holiday moves nothing that is closed, nothing that ends before it, and nothing counted from it or later") {
  Story s("2023-05-02");
  s.given("MP164", "refinement", "", {{"workflow", "sec-2021"}});
  s.given("MP165", "refinement", "", {{"workflow", "sec-2021"}});
  s.when(secas, "MP164", "open-refinement-consultation");
  s.the_day_is("2023-05-25");  // closed on 24 May
  const auto before = s.now("MP164").version;
  s.when(secas, "MP165", "open-refinement-consultation");
  for (const std::string day : {"2023-05-18", "2023-07-03"}) {
    const auto reply = proclaimed(s, day);
    REQUIRE(std::holds_alternative<engine::Accepted>(reply));
    CHECK(std::get<engine::Accepted>(reply).brought.empty());
  }
  CHECK(s.now("MP164").version == before);
  s.then("MP165").due("refinement-consultation-1-closes", "2023-06-16T16:00:00Z");
}

STORY("A target that has passed is closed: no holiday that is proclaimed later moves it") {
  Story s("2023-05-02");
  s.given("MP169", "refinement", "", {{"workflow", "sec-2021"}});
  s.when(secas, "MP169", "request-preliminary-assessment");
  s.the_day_is("2023-05-25");  // it was due on 24 May
  REQUIRE(std::holds_alternative<engine::Accepted>(proclaimed(s, "2023-05-12")));
  CHECK(s.history("MP169").back().event.type == "target-passed");
  s.then("MP169").has("/assessments/0/due", "2023-05-24T16:00:00Z");
}

STORY("Periods that begin after the proclamation are counted over the new holiday") {
  Story s("2023-05-02");
  REQUIRE(std::holds_alternative<engine::Accepted>(proclaimed(s, "2023-05-12")));
  s.given("MP166", "refinement", "", {{"workflow", "sec-2021"}});
  s.when(secas, "MP166", "open-refinement-consultation");
  s.then("MP166").due("refinement-consultation-1-closes", "2023-05-25T16:00:00Z");
}

STORY("A held deadline that a holiday moved is moved on by the days on hold, and says all of it") {
  Story s("2023-05-02");
  s.given("MP167", "refinement", "", {{"workflow", "sec-2021"}});
  s.when(secas, "MP167", "open-refinement-consultation");
  s.when(panel, "MP167", "hold", {{"reason", "r"}});
  REQUIRE(std::holds_alternative<engine::Accepted>(proclaimed(s, "2023-05-30")) == true);
  s.the_day_is("2023-05-10");
  s.when(panel, "MP167", "resume");
  // Held from 2 to 10 May: five Working Days (8 May was none). Now 20 from 2 May, over 8, 29 and 30 May.
  s.then("MP167").due("refinement-consultation-1-closes", "2023-06-02T16:00:00Z");
  CHECK(counted(s, "MP167", "refinement-consultation-1-closes") ==
        "20 Working Days from 2 May 2023, counting from 3 May, skipping 8 May, 29 May, 30 May");
}

STORY("Only an operator proclaims, only a Working Day becomes a holiday, and only within the calendar's years") {
  Story s("2023-05-02");
  CHECK(std::holds_alternative<engine::Forbidden>(proclaimed(s, "2023-05-12", manager)));
  CHECK(std::holds_alternative<engine::Refused>(proclaimed(s, "2023-05-13")));  // a Saturday
  CHECK(std::holds_alternative<engine::Refused>(proclaimed(s, "2023-05-08")));
  CHECK(std::holds_alternative<engine::Malformed>(proclaimed(s, "2058-05-13")));
  CHECK(std::holds_alternative<engine::Malformed>(proclaimed(s, "2010-05-14")));
  CHECK(std::holds_alternative<engine::Accepted>(proclaimed(s, "2029-05-14")));  // before its year is published
  CHECK(std::holds_alternative<engine::Accepted>(proclaimed(s, "2023-05-12")));
  CHECK(std::holds_alternative<engine::Refused>(proclaimed(s, "2023-05-12")));
}

STORY("Nobody moves deadlines but the calendar") {
  for (const std::string pack : {"sec-2018", "sec-2019", "sec-2021"}) {
    Story s("2023-05-02");
    s.given("MP168", "refinement", "", {{"workflow", pack}});
    const Dom move = {
        {"calendar", "england-and-wales"}, {"holiday", "2023-05-12"}, {"holiday_name", "x"}, {"reason", "r"}};
    for (const auto& by : {manager, Actor{"clock", "clock", "", "", ""}})
      s.but(by, "MP168", "move-deadlines", move).is_forbidden();
    s.but(Actor{"operator-1", "calendar", "", "", ""}, "MP168", "move-deadlines", move)
        .is_refused_for("ADeadlineIsCountedOverIt");
  }
}
