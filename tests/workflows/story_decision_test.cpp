// Referrals in two tiers, send-backs with their four routes, votes opened again, implementation in parts.
#include "tests/support/asking.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

namespace {
const Dom disagree = {{"party", "acme"}, {"reason", "it does not better facilitate objective (a)"}};
}

STORY(
    "A referral goes to the Panel, which upholds: a second window, and the decision stands when nobody refers again") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_the_appeal_window(s, era);
    s.but(party("beta"), ref, "refer", disagree).is_refused_for("SpeaksForItself");
    s.working_days_pass(10);  // noon of the last day is in time
    s.when(party("acme"), ref, "refer", disagree);
    s.then(ref).in("panel-referral").waits_for("panel").not_due("referral-window-1-ends");
    s.working_days_pass(12);
    s.then(ref).in("panel-referral");
    s.but(panel, ref, "decide-referral", {{"decision", "uphold"}, {"reason", "r"}, {"published_on", s.day_in(1)}})
        .is_malformed_at("/published_on");
    s.when(panel, ref, "decide-referral", {{"decision", "uphold"}, {"reason", "rightly decided"}});
    s.then(ref).in("appeal-window").has("/decision", "approve").due("referral-window-2-ends", s.close_in(10));
    s.working_days_pass(11);
    s.then(ref).in("pending-implementation");
  }
}

STORY("The Panel reverses: an approval becomes a rejection, and a rejection an approval") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    for (const auto& [voted, then] :
         {std::pair{"approve", "rejected"}, std::pair{"reject", "pending-implementation"}}) {
      const auto ref = lives::in_the_appeal_window(s, era, voted);
      s.when(consumers, ref, "refer", {{"party", "consumers"}, {"reason", "prices"}});
      s.when(panel, ref, "decide-referral", {{"decision", "reverse"}, {"reason", "the evidence weighs more"}});
      s.then(ref)
          .in("appeal-window")
          .has("/decision", Dom(std::string_view(voted) == "approve" ? "reject" : "approve"));
      s.but(panel, ref, "reopen-vote", {{"reason", "r"}}).is_refused_for("NobodyActedOnTheVote");
      s.working_days_pass(11);
      s.then(ref).in(then);
    }
  }
}

STORY("Who disagrees with the Panel refers to the Authority, which approves or rejects for good") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    for (const auto& [determined, then] :
         {std::pair{"approve", "pending-implementation"}, std::pair{"reject", "rejected"}}) {
      const auto ref = lives::in_the_appeal_window(s, era);
      s.when(party("acme"), ref, "refer", disagree);
      s.when(panel, ref, "decide-referral", {{"decision", "reverse"}, {"reason", "r"}});
      s.when(party("acme"), ref, "refer", disagree);
      s.then(ref).in("authority-referral").waits_for("authority").due("authority-target", s.close_in(25));
      s.working_days_pass(26);
      s.then(ref).in("authority-referral").not_due("authority-target");  // a reminder, nothing more
      s.when(authority, ref, "determine", lives::determination(determined));
      s.then(ref).in(then).has("/decision", determined);
    }
  }
}

STORY("A window is closed at 17:00 on its last day: a referral that comes later, or is dated later, is refused") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given("SECMP0055", "appeal-window", "self-governance", {{"workflow", era.pack}});
    s.when(party("acme"), "SECMP0055", "refer", disagree);
    s.but(party("acme"), "SECMP0055", "refer", disagree).has_no_row();
    const auto ref = lives::in_the_appeal_window(s, era);
    const auto last = s.day_in(10);
    s.when(panel, ref, "hold", {{"reason", "r"}});
    s.working_days_pass(10);
    s.the_time_is(last + "T15:59:00Z");  // a minute before the close of business in summer
    s.when(party("acme"), ref, "refer", disagree);
  }
}

STORY("Each route out of a send-back: Refinement, an update of the report, the consultation, the Change Board") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const Dom confirmed = {
        {"report_approved", true}, {"implementation_approach_confirmed", true}, {"path_confirmed", true}};
    auto ref = lives::sent_back(s, era);
    s.then(ref).has("/ballots/0/state", "void").has("/recommendation", Dom());
    s.when(panel, ref, "route-sent-back", {{"route", "refinement"}, {"reason", "the Working Group considers it"}});
    s.then(ref).in("refinement").round(2).waits_for("working-group");
    s.when(secas, ref, "submit-report",
           {{"legal_text", true}});  // the consultation of the first round is not asked for again
    ref = lives::sent_back(s, era);
    s.when(panel, ref, "route-sent-back", {{"route", "report-update"}});
    s.then(ref).in("panel-report-review").round(2).waits_for("secas");
    s.when(secas, ref, "submit-report", {{"legal_text", true}, {"report_version", "2.0"}});
    s.when(panel, ref, "return-report", {{"reason", "not yet"}});
    s.then(ref).in("refinement");
    ref = lives::sent_back(s, era);
    const auto again = with(confirmed, {{"route", "report-consultation"}, {"consultation_closes_at", s.close_in(10)}});
    s.but(panel, ref, "route-sent-back", with(again, {{"consultation_closes_at", s.close_in(16)}}))
        .is_refused_for("ConsultationLengthAllowed");
    s.when(panel, ref, "route-sent-back", again);
    s.then(ref).in("report-consultation").round(2).due("report-consultation-3-closes", s.close_in(10));
    ref = lives::sent_back(s, era);
    s.when(panel, ref, "route-sent-back", with(confirmed, {{"route", "change-board"}, {"skip_reason", "costs only"}}));
    s.then(ref).in("change-board-vote").round(2);
    lives::opens_a_vote(s, ref, "final", "meeting");
    lives::everybody_votes(s, ref, "reject");
    s.when(secas, ref, "close-vote");
    s.then(ref).in("authority-determination").has("/recommendation", "reject").has("/ballots/0/state", "void");
    s.when(authority, ref, "send-back", {{"questions", {"and again"}}});
    s.then(ref).has("/ballots/1/state", "void");
  }
}

STORY("After a send-back only the Authority changes the path, and then the vote decides instead of recommending") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::sent_back(s, era);
    const Dom to_us = {{"path", "self-governance"}, {"reason", "not material"}};
    s.but(panel, ref, "set-path", to_us).is_refused_for("ByTheAuthority");
    s.but(authority, ref, "set-path", {{"path", "authority-determined"}, {"reason", "r"}})
        .is_refused_for("PathDiffers");
    s.but(authority, ref, "set-path", {{"path", "fast-track"}, {"reason", "r"}}).is_refused_for("PathMayBeSetByThem");
    s.when(panel, ref, "hold", {{"reason", "while the Authority thinks"}});
    s.when(authority, ref, "set-path", to_us);  // 13.2: T30 is accepted while it is held
    s.when(panel, ref, "resume");
    s.when(panel, ref, "route-sent-back",
           {{"route", "change-board"},
            {"report_approved", true},
            {"implementation_approach_confirmed", true},
            {"path_confirmed", true},
            {"skip_reason", "s"}});
    lives::opens_a_vote(s, ref, "final", "meeting");
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
    s.then(ref).in("appeal-window");
  }
}

STORY("A send-back is remembered after 20 Working Days by a reminder, and stays where it is") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::sent_back(s, era);
    s.then(ref).due("sent-back-reminder", s.close_in(20));
    s.working_days_pass(21);
    s.then(ref).in("sent-back").not_due("sent-back-reminder");
    CHECK(s.history(ref).back().event.type == "target-passed");
  }
}

STORY("MP127: voted on twice without a send-back, because the legal text had to be corrected") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    auto ref = lives::in_the_appeal_window(s, era);
    s.when(panel, ref, "reopen-vote", {{"reason", "the legal text needs a minor correction"}});
    s.then(ref).in("change-board-vote").round(1).has("/decision", Dom()).not_due("referral-window-1-ends");
    lives::opens_a_vote(s, ref, "legal-text", "meeting");
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
    s.then(ref).in("change-board-vote").has("/ballots/1/state", "closed");
    lives::opens_a_vote(s, ref, "final", "meeting");
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote", {{"published_on", s.today_text()}});
    s.then(ref).in("appeal-window").round(1);
    ref = lives::with_the_authority(s, era);
    s.when(panel, ref, "reopen-vote", {{"reason", "a seat voted by mistake"}});
    s.then(ref).in("change-board-vote").not_due("authority-target");
    s.given("SECMP0055", "authority-determination", "authority-determined", {{"workflow", era.pack}});
    s.when(panel, "SECMP0055", "reopen-vote",
           {{"reason", "its past is not known, so nobody can say that there was no vote"}});
  }
}

STORY("The Change Board puts its vote off, and opens the next one; or returns the report to the Working Group") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "self-governance");
    s.when(panel, ref, "defer-vote", {{"reason", "its papers came late"}});  // before it was opened
    s.then(ref).in("change-board-vote").decided("vote-deferred", "change-board", "deferred");
    lives::opens_a_vote(s, ref, "final", "meeting");
    s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
    s.when(panel, ref, "defer-vote", {{"reason", "clarification of costs"}});
    s.then(ref).in("change-board-vote").has("/ballots/0/state", "deferred").waits_for("secas");
    lives::opens_a_vote(s, ref, "final", "meeting");
    s.but(panel, ref, "return-report", {{"reason", "r"}, {"decision", {{"body", "csc"}}}})
        .is_refused_for("DecidedByTheBoard");
    s.when(panel, ref, "return-report",
           {{"reason", "the costs are not clear"}, {"timetable", {{{"code", "PANEL_MR"}, {"on", s.day_in(20)}}}}});
    s.then(ref)
        .in("refinement")
        .has("/ballots/1/state", "void")
        .waits_for("working-group")
        .decided("report-returned", "change-board", "returned");
  }
}

STORY("Implementation in two parts: the modification is implemented when the last one is") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::pending(s, era, "authority-determined");
    s.but(secas, ref, "implement-part").is_refused_for("PartToImplementExists").says("say which");
    s.but(authority, ref, "direct-date", {{"on", s.day_in(3)}}).is_refused_for("PartIsOpen");
    s.when(authority, ref, "direct-date", {{"part", 1}, {"on", s.day_in(3)}});
    s.when(authority, ref, "direct-date", {{"part", 2}, {"on", s.day_in(9)}});
    s.but(secas, ref, "implement-part", {{"part", 1}}).is_refused_for("PartIsDue");
    s.but(secas, ref, "implement-part", {{"part", 3}}).is_malformed_at("/part");
    s.working_days_pass(3);
    s.when(secas, ref, "implement-part", {{"part", 1}, {"sec_version", "27.0"}});
    s.then(ref).in("pending-implementation").waits_for("secas").has("/implementation/0/actual_on", s.today_text());
    s.but(secas, ref, "implement-part", {{"part", 1}}).is_refused_for({"PartToImplementExists"});
    s.working_days_pass(6);
    s.when(secas, ref, "implement-part", {{"part", 2}});
    s.then(ref).in("implemented");
    s.when(authority, ref, "reverse", {{"reason", "on appeal"}});
    s.then(ref).in("reversed").has("/decision", "reject");
    const auto other = lives::pending(s, era, "authority-determined");
    const auto called_off = [&] {
      const auto entries = answer(s, "modifications", other, "timetable").agenda.value().entries;
      return std::count_if(entries.begin(), entries.end(), [](const auto& one) { return one.cancelled; });
    };
    s.when(authority, other, "direct-date", {{"part", 1}, {"on", s.day_in(3)}});
    CHECK(called_off() == 0);
    s.when(panel, other, "reverse", {{"reason", "a court's order"}});
    s.then(other).in("reversed");
    CHECK(called_off() > 0);  // its feed says so, instead of leaving out what lay ahead
  }
}

STORY("The Panel sets the dates of a Self-Governance Modification itself where no date of the Authority is touched") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::pending(s, era, "self-governance");
    s.when(panel, ref, "request-revised-date", {{"part", 1}, {"to", s.day_in(4)}, {"reason", "with the release"}});
    s.then(ref).has("/implementation/0/planned_on", s.day_in(4));
    s.but(panel, ref, "request-revised-date", {{"to", s.day_in(4)}, {"reason", "r"}}).is_refused_for("PartIsOpen");
    s.but(panel, ref, "request-revised-date",
          {{"part", 1}, {"to", s.day_in(4)}, {"reason", "r"}, {"decision", {{"body", "csc"}}}})
        .is_refused_for("DecidedByThePanel");
    s.when(authority, ref, "direct-date", {{"part", 1}, {"on", s.day_in(6)}});
    s.when(panel, ref, "request-revised-date",
           {{"part", 1}, {"to", s.day_in(5)}, {"reason", "the Authority's date now"}});
    s.then(ref).has("/implementation/0/requested", s.day_in(5)).waits_for("authority");
  }
}
