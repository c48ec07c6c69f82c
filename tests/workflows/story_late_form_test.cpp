// Forms that came in time and are entered after the close: who may, until when, what is counted again, and what both
// counts bring about.
#include "engine/ballot_bundle.hpp"
#include "tests/support/asking.hpp"
#include "tests/workflows/ballots.hpp"
#include "workflows/sec/modification/phrases.hpp"

using namespace story;
using ballots::form_of;
using lives::with;

namespace {
// LS-1 and NET-1 approve, SS-1 rejects by its form; on the day of the close nobody has heard of OTH-1 and CON-1.
std::string counted(Story& s, const lives::Era& era, const std::string& path) {
  const auto ref = lives::before_the_board(s, era, path);
  lives::opens_a_vote(s, ref, "final", "correspondence");
  for (const std::string seat : {"LS-1", "NET-1"}) s.when(member(seat), ref, "cast-vote", lives::vote(seat, "approve"));
  s.when(secas, ref, "cast-vote", form_of("SS-1", "reject", s.today_text()));
  s.working_days_pass(5);
  s.the_time_is(s.close_in(0));
  return ref;
}
// One vote is one decision, however often it was counted.
int decisions_of_the_vote(Story& s, const std::string& ref) {
  int found = 0;
  const Dom view = s.then(ref).view();
  for (const auto& one : view.at("decisions"))
    found += one.at("step") == "vote-decided" || one.at("step") == "ballot-recounted";
  return found;
}
Dom receipt_of(const engine::Accepted& cast) { return Dom::parse(cast.entry.event.body).at("receipt"); }
}  // namespace

STORY("A form that came in time and is entered after the close is counted again, and both counts stay") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = counted(s, era, "self-governance");
    const auto closed_on = s.today_text();
    s.then(ref).in("appeal-window").has("/decision", "approve");
    s.but(member("OTH-1"), ref, "cast-vote", lives::vote("OTH-1", "reject"))
        .is_refused_for("FormCameInTime")
        .says("the vote closed on")
        .says("this vote came on");
    s.working_days_pass(1);
    s.but(secas, ref, "cast-vote", ballots::from_form(lives::vote("OTH-1", "reject"))).is_refused_for("FormCameInTime");
    s.but(secas, ref, "cast-vote", form_of("OTH-1", "reject", s.today_text())).is_refused_for("FormCameInTime");
    s.but(secas, ref, "cast-vote", form_of("LS-1", "reject", closed_on)).is_refused_for("SeatHasNotVotedItself");
    s.but(panel, ref, "cast-vote", form_of("OTH-1", "reject", closed_on)).is_forbidden();
    s.when(secas, ref, "set-impacts", {{"dcc_systems", "none"}});  // acts on no count
    const auto cast = s.when(secas, ref, "cast-vote", form_of("OTH-1", "reject", closed_on));
    CHECK(cast.entry.event.type == "ballot-recounted");
    const auto event = Dom::parse(cast.entry.event.body);
    CHECK(event["before"]["outcome"] == "approve");
    CHECK(event["after"]["outcome"] == "reject");
    CHECK(event["before"]["tallies"] != event["after"]["tallies"]);
    // The decision is another one, and may be referred for its whole window.
    s.then(ref)
        .in("appeal-window")
        .has("/decision", "reject")
        .has("/recommendation", "reject")
        .due("referral-window-1-ends", s.close_in(10))
        .decided("ballot-recounted", "change-board", "reject");
    CHECK(decisions_of_the_vote(s, ref) == 1);
    s.but(manager, ref, "revoke-last", {{"reason", "r"}}).is_refused_for("StepCanBeRevoked");
    // The same form again, and another: each is counted.
    s.when(secas, ref, "cast-vote", form_of("CON-1", "approve", closed_on));
    s.then(ref).has("/decision", "approve").decided("ballot-recounted", "change-board", "approve");
    CHECK(decisions_of_the_vote(s, ref) == 1);
    // The page tells of each count, on its day.
    int first = 0, again = 0;
    const auto page = answer(s, "modifications", ref, "page").paper.value();
    const auto is = [](const std::string& words, const char* event) {
      return words == sec::paper::words_of_step(event, "approve") ||
             words == sec::paper::words_of_step(event, "reject");
    };
    for (const auto& row : page.section("timeline")->rows) {
      first += is(engine::text_of(row.at(2)), "vote-decided");
      again += is(engine::text_of(row.at(2)), "ballot-recounted");
    }
    CHECK(first == 1);
    CHECK(again == 2);
    const auto ballot = ballots::last_ballot(s, ref, visitor);
    CHECK(ballot["recounts"].size() == 2);
    CHECK(ballot["recounts"][0]["before"]["outcome"] == "approve");
    CHECK(ballot["recounts"][0]["after"] == ballot["recounts"][1]["before"]);
    CHECK(ballot["recounts"][1]["after"]["tally"] == ballot["tally"]);
    CHECK(ballot["votes"].size() == 5);
    const auto bundle = ballots::last_bundle(s, ref).text;
    CHECK(engine::fault_in_bundle(bundle) == std::nullopt);
    CHECK(Dom::parse(bundle)["ballot"]["votes"][3]["receipt"] == receipt_of(cast));
    const auto paper = answer(s, "modifications", ref, "conclusions").paper.value();
    CHECK(paper.section("recounts")->rows.size() == 2);
    // Somebody acts on it.
    s.when(party("acme"), ref, "refer", {{"party", "acme"}, {"reason", "we disagree"}});
    s.but(secas, ref, "cast-vote", form_of("CON-1", "reject", closed_on))
        .is_refused_for("NobodyActedOnTheCount")
        .says("a later step has acted on its count");
  }
}

STORY("Forms are entered for 5 Working Days after the close; what the count does not turn stays as it was") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = counted(s, era, "authority-determined");
    const auto closed_on = s.today_text();
    const auto last = s.close_in(5);
    s.then(ref)
        .in("authority-determination")
        .has("/recommendation", "approve")
        .has("/ballots/0/late_forms_until", last);
    const auto target = s.then(ref).view()["deadlines"];
    s.working_days_pass(2);
    s.when(secas, ref, "cast-vote", form_of("OTH-1", "approve", closed_on));
    s.then(ref).has("/recommendation", "approve").has("/deadlines", target);
    s.the_time_is(last);
    s.but(secas, ref, "cast-vote", form_of("CON-1", "approve", closed_on))
        .is_refused_for("NobodyActedOnTheCount")
        .says("5 Working Days after the close");
    CHECK(engine::fault_in_bundle(ballots::last_bundle(s, ref).text) == std::nullopt);
  }
}

STORY("A late form turns the recommendation, the cost of an Impact Assessment and a legal text") {
  Story s("2019-01-07");
  const auto& era = lives::eras[1];
  s.given_a_change_board();
  const auto ref = counted(s, era, "authority-determined");
  s.when(secas, ref, "cast-vote", form_of("OTH-1", "reject", s.today_text()));
  s.then(ref).in("authority-determination").has("/recommendation", "reject");
  s.when(authority, ref, "determine", lives::determination("reject"));
  s.but(secas, ref, "cast-vote", form_of("CON-1", "approve", s.today_text())).is_refused_for("NobodyActedOnTheCount");

  for (const std::string purpose : {"ia-cost", "legal-text"}) {
    CAPTURE(purpose);
    const auto one = purpose == "ia-cost" ? lives::with_a_price(s, era, "authority-determined")
                                          : lives::before_the_board(s, era, "authority-determined");
    lives::opens_a_vote(s, one, purpose, "meeting");
    for (const std::string seat : {"LS-1", "SS-1", "NET-1"})
      s.when(member(seat), one, "cast-vote", lives::vote(seat, seat == "SS-1" ? "reject" : "approve"));
    s.when(secas, one, "close-vote");
    s.when(secas, one, "cast-vote", form_of("CON-1", "reject", s.today_text()));
    CHECK(ballots::last_ballot(s, one)["tally"]["proposed"]["outcome"] == "reject");
    if (purpose == "ia-cost") s.then(one).has("/ia_cost/decision", "not-incur");
    CHECK(engine::fault_in_bundle(ballots::last_bundle(s, one).text) == std::nullopt);
  }
}

STORY("Nothing is added to a vote that ended without a count, whatever ended it") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "self-governance");
    lives::opens_a_vote(s, ref, "final", "meeting");
    s.when(panel, ref, "defer-vote", {{"reason", "clarification"}});
    s.but(secas, ref, "cast-vote", form_of("CON-1", "approve", s.today_text()))
        .is_refused_for("LastVoteWasCounted")
        .says("without a count");
    lives::opens_a_vote(s, ref, "final", "meeting");
    s.when(secas, ref, "close-vote");  // without a quorum
    s.but(secas, ref, "cast-vote", form_of("CON-1", "approve", s.today_text())).is_refused_for("LastVoteWasCounted");
  }
}

STORY("What is not counted with a quorum says so wherever it is told; one vote is one vote") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = ballots::before_the_board(s, "SECMP0025", "authority-determined");
  lives::opens_a_vote(s, ref, "final", "correspondence");
  s.when(secas, ref, "cast-vote", form_of("LS-1", "approve", "2019-03-18"));
  s.working_days_pass(11);
  s.then(ref, visitor)
      .in("authority-determination")
      .has("/recommendation", "approve")
      .has("/inquorate", "1 of 3")
      .has("/ballots/0/inquorate", true);
  CHECK(ballots::last_ballot(s, ref, visitor)["inquorate"] == true);
  CHECK(ballots::last_ballot(s, ref, visitor)["votes"][0]["recorded"] ==
        "recorded by SECAS from a form of 18 March 2019");
  const Dom seen = s.then(ref).view();
  CHECK(seen["decisions"].back()["reason"] == "inquorate: 1 of 3");
  const auto paper = answer(s, "modifications", ref, "conclusions").paper.value();
  const auto said = [&](const std::string& label) {
    for (const auto& [name, value] : paper.header)
      if (name == label) return value;
    return std::string();
  };
  CHECK(said("Outcome") == "Approve (inquorate: 1 of 3)");
  CHECK(said("Quorum") == "1 vote, 3 needed: inquorate");
  const auto votes = *paper.section("votes");
  CHECK(std::get<std::string>(votes.rows.at(0).at(4)) == "Recorded by SECAS from a form of 18 March 2019.");
  const auto page = answer(s, "modifications", ref, "page").paper.value();
  const auto row = page.section("votes")->rows.at(0);
  CHECK(std::get<std::string>(row.at(4)) == "Approve (inquorate: 1 of 3)");
  CHECK(std::get<std::string>(row.at(5)) == "1 of 1 vote recorded by SECAS from forms");
  const auto record = Dom::parse(ballots::last_bundle(s, ref).text)["ballot"];
  CHECK(record["inquorate"] == true);
  CHECK(record["votes"][0]["recorded"] == true);
}

STORY("A form that is older than the vote answers another question and is not counted in it") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "self-governance");
    lives::opens_a_vote(s, ref, "final", "correspondence");
    const auto of = [&](const std::string& day) {
      return with(lives::vote("LS-1", "approve"), {{"recorded_from", {{"kind", "email"}, {"on", day}}}});
    };
    s.but(secas, ref, "cast-vote", of(s.day_in(-1))).is_refused_for("FormAnswersThisVote");
    s.when(secas, ref, "cast-vote", of(s.today_text()));
  }
}

STORY(
    "What ended a vote in which votes had come is not undone, and neither is the end of a consultation that had "
    "responses") {
  Story s("2019-01-07");
  const auto& era = lives::eras[1];
  s.given_a_change_board();
  const auto consulted = lives::in_refinement(s, era, "self-governance");
  s.when(secas, consulted, "open-refinement-consultation");
  s.when(secas, consulted, "close-refinement-consultation");
  s.when(secas, consulted, "revoke-last", {{"reason", "a slip"}});  // nobody had responded
  s.when(secas, consulted, "record-response",
         {{"party", "Beta"}, {"category", "large-suppliers"}, {"position", "approve"}, {"rationale", "r"}});
  s.when(secas, consulted, "close-refinement-consultation");
  s.but(secas, consulted, "revoke-last", {{"reason", "a slip"}}).is_refused_for("StepCanBeRevoked");

  const auto ref = lives::before_the_board(s, era, "self-governance");
  lives::opens_a_vote(s, ref, "final", "correspondence");
  s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
  s.when(secas, ref, "withdraw", {{"recorded_from", {{"kind", "letter"}}}});
  s.but(secas, ref, "revoke-last", {{"reason", "a slip"}}).is_refused_for("StepCanBeRevoked");
}

STORY("Of several solutions that are approved every paper names the one that is carried") {
  Story s("2019-01-07");
  const auto& era = lives::eras[1];
  s.given_a_change_board();
  const auto ref = lives::in_refinement(s, era, "self-governance");
  s.when(secas, ref, "add-alternative", {{"name", "A"}, {"by", "working-group"}, {"summary", "without the portal"}});
  s.when(secas, ref, "open-refinement-consultation");
  s.when(secas, ref, "close-refinement-consultation");
  s.when(secas, ref, "submit-report", {{"legal_text", true}});
  s.when(panel, ref, "approve-report", lives::approval_of_the_report(era, "self-governance"));
  s.working_days_pass(16);
  lives::opens_a_vote(s, ref, "final", "meeting");
  for (const std::string seat : {"LS-1", "SS-1", "NET-1"})
    for (const std::string subject : {"proposed", "A"})
      s.when(member(seat), ref, "cast-vote",
             with(lives::vote(seat, "approve"), {{"subject", subject}, {"preference", "A"}}));
  s.when(secas, ref, "close-vote");
  s.then(ref, visitor).has("/ballots/0/approved_subject", "A").has("/ballots/0/preferred", "A");
  const auto paper = answer(s, "modifications", ref, "conclusions").paper.value();
  CHECK(paper.header.at(4).first == "Carried");
  CHECK(paper.header.at(4).second.starts_with("A (of the 2 that were approved, the one that the seats prefer"));
  const auto page = answer(s, "modifications", ref, "page").paper.value();
  CHECK(page.section("solution")->lead.find("approved is A") != std::string::npos);
}

STORY("A vote that was reopened says which one takes its place") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = counted(s, era, "authority-determined");
    s.when(panel, ref, "reopen-vote", {{"reason", "a clarification came"}});
    s.but(secas, ref, "cast-vote", form_of("CON-1", "approve", s.day_in(-1))).is_refused_for("NobodyActedOnTheCount");
    s.then(ref).has("/ballots/0/superseded_by", 2).has("/ballots/0/state", "closed");
    const auto paper = answer(s, "modifications", ref, "conclusions").paper.value();
    CHECK(paper.header.back().first == "Now set aside");
    CHECK(paper.header.back().second.find("ballot 2, which takes its place") != std::string::npos);
    lives::opens_a_vote(s, ref, "legal-text", "meeting");
    s.then(ref).has("/ballots/0/superseded_by", 3);
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
    lives::opens_a_vote(s, ref, "final", "meeting");
    lives::everybody_votes(s, ref, "reject");
    s.when(secas, ref, "close-vote");
    s.then(ref).has("/ballots/0/superseded_by", 3).has("/recommendation", "reject");
    CHECK_FALSE(s.then(ref).view()["ballots"][2].contains("superseded_by"));
  }
}
