// Withdrawal and adoption, holding and suspending, urgency, splitting: what may happen beside the ordinary course.
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

STORY("MP117: withdrawn on 9 June 2021, and nobody adopts it until 17:00 on 23 June 2021, London time") {
  Story s("2021-05-04");
  const auto ref = lives::in_refinement(s, {"sec-2019", "", "panel", "change-board", true}, "authority-determined");
  s.the_day_is("2021-06-09");
  s.but(proposer("somebody-else"), ref, "withdraw").is_refused_for("IsTheProposer");
  s.when(proposer("acme"), ref, "withdraw", {{"reason", "superseded"}});
  s.then(ref)
      .in("withdrawal-notice")
      .waits_for("parties")
      .due("adoption-window-ends", "2021-06-23T16:00:00Z")
      .has("/stage", "Refinement Process");
  s.the_time_is("2021-06-23T15:59:59Z");
  s.then(ref).in("withdrawal-notice");
  s.the_time_is("2021-06-23T16:00:00Z");
  s.then(ref).in("withdrawn").has("/waiting_for", Dom()).has("/deadlines", Dom::array());
  CHECK(s.history(ref).back().effective_on == date("2021-06-23"));
}

STORY("The first Party that adopts within the window becomes the Proposer, and the proposal stands where it stood") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "authority-determined");
    lives::opens_a_vote(s, ref, "final", "meeting");
    s.when(secas, ref, "withdraw", {{"recorded_from", {{"kind", "letter"}}}});
    s.then(ref).in("withdrawal-notice").has("/ballots/0/state", "void");
    s.but(party("beta"), ref, "adopt", {{"party", "gamma"}, {"category", "large-suppliers"}})
        .is_refused_for("SpeaksForItself");
    s.when(party("beta"), ref, "adopt", {{"party", "beta"}, {"category", "large-suppliers"}});
    s.then(ref)
        .in("change-board-vote")
        .has("/proposer/id", "beta")
        .has("/proposer/category", "large-suppliers")
        .not_due("adoption-window-ends");
    s.but(party("gamma"), ref, "adopt", {{"party", "gamma"}, {"category", "large-suppliers"}}).has_no_row();
    s.but(proposer("acme"), ref, "withdraw").is_refused_for("IsTheProposer");
    s.when(proposer("beta"), ref, "withdraw");
    s.working_days_pass(10);
    s.when(secas, ref, "forecast", {{"milestones", {{{"code", "CB_VOTE"}, {"on", s.day_in(5)}}}}});
    s.but(party("late"), ref, "adopt", {{"party", "late"}, {"effective_on", s.day_in(-1)}})
        .is_malformed_at("/effective_on");
    s.working_days_pass(1);
    s.then(ref).in("withdrawn");
  }
}

STORY("A Draft Proposal is withdrawn as well, and an Authority-led modification with the Authority's consent alone") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto draft = lives::submitted(s, era);
    s.when(proposer("acme"), draft, "withdraw");
    s.then(draft).in("withdrawal-notice");
    s.but(panel, draft, "agree-timetable", {{"milestones", {{{"code", "PANEL_MR"}, {"on", s.day_in(9)}}}}})
        .is_refused_for("NotBeingWithdrawn");
    const auto led = s.raised(authority, {{"workflow", era.pack},
                                          {"title", "From a review"},
                                          {"problem", "p"},
                                          {"suggested_path", "authority-led"},
                                          {"proposer", {{"type", "authority"}}}});
    s.when(secas, led, "accept");
    s.then(led).in("initial-consideration");
    s.but(panel, led, "refuse", lives::same_effect(s, era)).is_refused_for("NotAuthorityLed");
    s.but(panel, led, "send-to-refinement", with(lives::route_of(era), {{"path", "self-governance"}}))
        .is_refused_for("PathIsOpenToIt");
    s.but(secas, led, "withdraw").is_refused_for("AuthorityConsentsIfItLed");
    s.when(panel, led, "send-to-refinement", with(lives::route_of(era), {{"path", "authority-led"}}));
    s.but(panel, led, "set-path", {{"path", "self-governance"}, {"reason", "r"}}).is_refused_for("PathMayBeSetByThem");
    s.when(secas, led, "withdraw", {{"authority_consent", true}});
    s.then(led).in("withdrawal-notice");
  }
}

STORY("Withdrawing is over when the vote is closed, and never comes back after a send-back") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::with_the_authority(s, era);
    s.but(proposer("acme"), ref, "withdraw").has_no_row();
    s.when(authority, ref, "send-back", {{"questions", {"Which text?"}}});
    s.but(proposer("acme"), ref, "withdraw").has_no_row();
    s.when(panel, ref, "route-sent-back", {{"route", "refinement"}});
    s.then(ref).in("refinement").round(2);
    s.but(proposer("acme"), ref, "withdraw").is_refused_for("NeverSentBack");
  }
}

STORY("A hold of five Working Days moves the closings that are open by five, and resuming goes on where it stood") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given_a_panel();
    const auto ref = lives::with_a_price(s, era, "authority-determined");
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "request-preliminary-assessment");
    lives::opens_a_vote(s, ref, "ia-cost", "correspondence");
    const auto consultation = s.close_in(20), ballot = s.close_in(10), assessment = s.close_in(20);
    s.but(panel, ref, "hold", {{"reason", "r"}, {"until", "2017-12-01"}}).is_refused_for("EndsLaterThanToday");
    s.when(panel, ref, "hold", {{"reason", "a trial goes on"}});
    s.then(ref).in("refinement").has("/status", "on-hold").waits_for("panel").has("/deadlines", Dom::array());
    s.but(panel, ref, "hold", {{"reason", "again"}}).is_refused_for("NotHeldAlready");
    s.but(secas, ref, "request-preliminary-assessment").is_refused_for("IsActive");
    s.but(secas, ref, "close-refinement-consultation").is_refused_for("IsActive");
    s.working_days_pass(5);
    s.when(panel, ref, "resume", {{"reason", "the trial is over"}});
    s.then(ref)
        .has("/status", "active")
        .due("refinement-consultation-1-closes", consultation)
        .due("ballot-1-closes", ballot);
    s.then(ref).due("preliminary-assessment-2-due", assessment);
    s.but(panel, ref, "resume").is_refused_for("IsHeld");
  }
}

STORY("A hold with an end is over the day after it, by the clock") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    s.when(panel, ref, "hold", {{"reason", "until the trial has ended"}, {"until", s.day_in(5)}});
    s.working_days_pass(5);
    s.then(ref).has("/status", "on-hold");
    s.working_days_pass(1);
    s.then(ref).has("/status", "active");
    CHECK(s.history(ref).back().by.role == "clock");
  }
}

STORY("While it is on hold the statutory windows run on, and what does not move a case is still done") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_the_appeal_window(s, era);
    const auto ends = s.close_in(10);
    s.when(authority, ref, "hold", {{"reason", "an inquiry"}});
    s.then(ref).due("referral-window-1-ends", ends);
    s.when(party("acme"), ref, "refer", {{"party", "acme"}, {"reason", "costs"}});
    s.then(ref).in("panel-referral");
    s.when(panel, ref, "decide-referral", {{"decision", "uphold"}, {"reason", "nothing new"}});
    s.when(panel, ref, "request-urgency", with(lives::route_of(era), {{"reason", "r"}}));
    s.when(authority, ref, "decide-urgency", {{"urgent", false}});
    s.when(panel, ref, "agree-timetable", {{"milestones", {{{"code", "IMPLEMENTATION"}, {"on", s.day_in(30)}}}}});
    s.working_days_pass(11);
    s.then(ref).in("pending-implementation").has("/status", "on-hold");
    s.but(secas, ref, "implement-part").is_refused_for("IsActive");
    s.when(authority, ref, "resume");
    s.when(secas, ref, "implement-part");
    const auto other = lives::in_refinement(s, era, "authority-determined");
    s.when(panel, other, "hold", {{"reason", "r"}});
    s.when(proposer("acme"), other, "withdraw");
    s.working_days_pass(11);
    s.then(other).in("withdrawn");
  }
}

STORY("A Significant Code Review suspends what has not been voted on, and nothing that has") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_consultation(s, era, "authority-determined");
    const auto closes = s.close_in(15 + 3);
    s.but(panel, ref, "suspend", {{"reason", "r"}, {"until", "2017-01-01"}}).is_refused_for("EndsLaterThanToday");
    s.when(authority, ref, "suspend", {{"reason", "the retail review"}});
    s.then(ref).has("/status", "suspended").in("report-consultation");
    s.but(secas, ref, "close-consultation").is_refused_for("IsActive");
    s.but(panel, ref, "suspend", {{"reason", "again"}}).is_refused_for("NotHeldAlready");
    s.working_days_pass(3);
    s.when(authority, ref, "resume");
    s.then(ref).due("report-consultation-2-closes", closes);
    s.working_days_pass(20);
    s.then(ref).in("change-board-vote");
    s.but(panel, ref, "suspend", {{"reason", "too late"}}).has_no_row();
  }
}

STORY(
    "MP185: urgency is asked for after raising, granted by the Authority, and its timetable is the Authority's from "
    "then on") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_initial_consideration(s, era, {{"urgent", true}});
    s.but(authority, ref, "decide-urgency", {{"urgent", true}}).is_refused_for("UrgencyRequestedBefore");
    s.when(panel, ref, "request-urgency", with(lives::route_of(era), {{"reason", "a supplier of last resort"}}));
    s.but(panel, ref, "request-urgency", with(lives::route_of(era), {{"reason", "again"}}))
        .is_refused_for("UrgencyNotRequestedYet");
    const Dom milestones = {{{"code", "AUTHORITY_DECISION"}, {"on", s.day_in(20)}}};
    s.but(authority, ref, "agree-timetable", {{"milestones", milestones}}).is_refused_for("TimetableIsTheirs");
    s.when(panel, ref, "agree-timetable", {{"milestones", milestones}});
    s.when(authority, ref, "decide-urgency",
           {{"urgent", true}, {"timetable", milestones}, {"deviations", {"skip-refinement", "shorten-consultation"}}});
    s.then(ref).has("/urgency", "urgent").has("/timetable/0/code", "AUTHORITY_DECISION");
    s.but(panel, ref, "agree-timetable", {{"milestones", milestones}}).is_refused_for("TimetableIsTheirs");
    s.when(authority, ref, "agree-timetable", {{"milestones", milestones}});
    s.when(panel, ref, "send-to-report",
           with(lives::route_of(era), {{"path", "authority-determined"}, {"reason", "urgent"}}));
    s.when(
        panel, ref, "approve-report",
        with(lives::approval_of_the_report(era, "authority-determined"), {{"consultation_closes_at", s.close_in(2)}}));
    s.then(ref).in("report-consultation").has("/path", "authority-determined");
  }
}

STORY("A consultation on the report runs for 1 to 15 Working Days, counted exclusively") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::before_the_panel(s, era, "self-governance");
    const auto approval = lives::approval_of_the_report(era, "self-governance");
    s.but(panel, ref, "approve-report", with(approval, {{"consultation_closes_at", s.close_in(16)}}))
        .is_refused_for("ConsultationLengthAllowed")
        .says("16");
    s.but(panel, ref, "approve-report", with(approval, {{"consultation_closes_at", s.today_text() + "T17:00:00Z"}}))
        .is_refused_for("ConsultationLengthAllowed");
    s.but(panel, ref, "approve-report", with(approval, {{"consultation_opens_on", s.day_in(-1)}}))
        .is_refused_for("ConsultationLengthAllowed");
    s.but(panel, ref, "approve-report", with(approval, {{"path", "authority-led"}})).is_refused_for("PathIsOpenToIt");
    s.but(panel, ref, "approve-report", with(approval, {{"decision", {{"body", "change-board"}}}}))
        .is_refused_for(era.body == "csc" ? "DecidedByTheCsc" : "DecidedByThePanel");
    s.when(panel, ref, "approve-report", with(approval, {{"consultation_closes_at", s.close_in(15)}}));
  }
}

STORY("A split opens its parts in the same transaction, each a case of its own that stands where the whole stands") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    const auto display = s.then(ref).view().at("ref").get<std::string>();
    const auto before = s.journal().last_seq();
    s.when(panel, ref, "split",
           {{"parts", {{{"title", "gas"}}, {{"title", "electricity"}}}}, {"reason", "the parts differ in time"}});
    CHECK(s.journal().last_seq() == before + 3);
    s.then(ref).in("split").has("/links/0/ref", display + "A").has("/links/1/ref", display + "B");
    for (const std::string letter : {"A", "B"}) {
      s.then(display + letter)
          .in("refinement")
          .has("/path", "authority-determined")
          .follows(era.pack)
          .has("/links/0/ref", display);
      s.then(display + letter)
          .has("/raised_on", s.then(ref).view().at("raised_on"))
          .has("/title", letter == "A" ? "gas" : "electricity");
      CHECK(s.history(display + letter).size() == 1);
    }
    s.when(secas, display + "A", "open-refinement-consultation");
    const auto whole = display + "B";
    const Dom again = {{"title", "again"}, {"ref", display + "A"}};
    const Dom fresh = {{"title", "third"}, {"ref", display + "C"}};
    s.but(panel, whole, "split", {{"parts", {again, fresh}}, {"reason", "r"}}).is_malformed_at("/parts/0/ref");
    s.but(panel, whole, "split", {{"parts", {fresh, again}}, {"reason", "r"}}).is_malformed_at("/parts/1/ref");
    s.but(panel, whole, "split", {{"parts", {fresh, fresh}}, {"reason", "r"}}).is_malformed_at("/parts/1/ref");
    s.but(panel, whole, "split", {{"parts", {fresh, {{"title", "t"}, {"ref", "no reference"}}}}, {"reason", "r"}})
        .is_malformed_at("/parts/1/ref");
    CHECK(s.journal().last_seq() == before + 4);  // nothing of it happened
    s.but_raised(manager, with(lives::proposal(era),
                               {{"split_from", {{"ref", display}, {"state", "refinement"}, {"round", 1}}}}))
        .is_refused_for("OpenedByItsWhole");
    s.but(panel, whole, "split", {{"parts", Dom::array()}, {"reason", "r"}}).is_malformed_at("/parts");
  }
}
