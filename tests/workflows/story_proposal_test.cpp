// What a proposal says and what becomes of it on the way: it is amended, responded to, refused and taken in, put off,
// held, withdrawn no more.
#include "tests/workflows/ballots.hpp"

using namespace story;
using lives::with;

STORY("Title, problem and solution are amended by SECAS or the Proposer, until the report is approved") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    s.but(proposer("acme"), ref, "amend").is_refused_for("AmendsSomething");
    s.but(proposer("beta"), ref, "amend", {{"title", "Ours"}}).is_refused_for("IsTheProposer");
    s.but(party("acme"), ref, "amend", {{"title", "t"}}).is_forbidden();
    s.when(proposer("acme"), ref, "amend", {{"problem", "Section D can be read in two ways"}});
    s.when(secas, ref, "amend", {{"title", "Clearer wording of Section D1"}});
    s.then(ref)
        .in("submitted")
        .has("/title", "Clearer wording of Section D1")
        .has("/problem", "Section D can be read in two ways");
    const auto refined = lives::before_the_panel(s, era, "self-governance");
    const auto now = s.then(refined).view().at("ref").get<std::string>();
    s.when(proposer("acme"), now, "amend", {{"solution", "One definition instead of two"}});
    s.then(now).has("/solution", "One definition instead of two").has("/problem", "The wording is unclear");
    if (era.development)
      s.but(proposer("acme"), now, "amend", {{"problem", "another one"}}).is_refused_for("ProblemNotFinal");
    else s.when(proposer("acme"), now, "amend", {{"problem", "another one"}});
    s.when(panel, now, "approve-report", lives::approval_of_the_report(era, "self-governance"));
    s.but(proposer("acme"), now, "amend", {{"solution", "too late"}}).has_no_row();
  }
}

STORY("A Party responds to each Alternative Proposal by itself, once the consultation has opened") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "self-governance");
    s.when(secas, ref, "add-alternative", {{"name", "cheaper"}, {"by", "working-group"}, {"summary", "s"}});
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "close-refinement-consultation");
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    s.when(panel, ref, "approve-report",
           with(lives::approval_of_the_report(era, "self-governance"), {{"consultation_opens_on", s.day_in(1)}}));
    const Dom response = {{"party", "acme"}, {"category", "large-suppliers"}, {"position", "approve"}};
    s.but(party("acme"), ref, "record-response", response).is_refused_for("AnswersAreDue").says("opens on");
    s.working_days_pass(1);
    s.but(party("acme"), ref, "record-response", with(response, {{"subject", "dearer"}}))
        .is_refused_for("SubjectIsConsultedOn");
    s.when(party("acme"), ref, "record-response", with(response, {{"subject", "proposed"}, {"position", "reject"}}));
    const auto after = s.when(party("acme"), ref, "record-response", with(response, {{"subject", "cheaper"}}));
    CHECK(Dom::parse(after.entry.event.body).at("subject") == "cheaper");
    s.then(ref).has("/consultations/1/responses", 2);
  }
}

STORY("What is taken over while its report is consulted on is responded to, though its consultation is not known") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = s.given("SECMP0061", "report-consultation", "self-governance", {{"workflow", era.pack}});
    s.when(party("acme"), ref, "record-response",
           {{"party", "acme"}, {"category", "large-suppliers"}, {"position", "approve"}});
    s.then(ref).in("report-consultation").has("/consultations", Dom::array());
  }
}

STORY("A proposal is refused on the grounds of the Code alone, and for one that is live or ended lately") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto invalid = lives::submitted(s, era);
    s.but(secas, invalid, "refuse-invalid", {{"ground", "I do not like its merits"}}).is_malformed_at("/ground");
    s.when(secas, invalid, "refuse-invalid", {{"ground", "form-incomplete"}, {"reason", "no objective is named"}});
    s.then(invalid).has("/decisions/0/reason", "its form lacks what it has to say (D3.1): no objective is named");
    const auto ref = lives::in_initial_consideration(s, era), live = lives::submitted(s, era);
    const auto refuse = [&](const char* ground, const std::string& same_as) {
      return s.but(panel, ref, "refuse", {{"ground", ground}, {"same_as", same_as}});
    };
    s.but(panel, ref, "refuse", {{"ground", "same-effect-as-live"}}).is_malformed_at("/same_as");
    refuse("its merits", live).is_malformed_at("/ground");
    refuse("same-effect-as-live", "that other one").is_malformed_at("/same_as");
    refuse("same-effect-as-live", "MP987").is_malformed_at("/same_as");
    refuse("same-effect-as-live", invalid).is_malformed_at("/same_as");
    refuse("same-effect-as-live", ref).is_malformed_at("/same_as").says("itself");
    refuse("same-effect-as-refused", live).is_malformed_at("/same_as");
    s.working_days_pass(50);  // more than two months
    refuse("same-effect-as-refused", invalid).is_malformed_at("/same_as");
    s.when(panel, ref, "refuse", {{"ground", "same-effect-as-live"}, {"same_as", live}});
    s.then(ref).has("/links/0/ref", live);
    const auto again = lives::in_initial_consideration(s, era);
    s.when(panel, again, "refuse", {{"ground", "same-effect-as-refused"}, {"same_as", ref}});
    s.then(again).in("refused");
  }
}

STORY("Who raises with a token of their own raises for themselves, under the category that the token says") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto raising = [&](const Dom& proposer) { return with(lives::proposal(era), {{"proposer", proposer}}); };
    const Dom beta = {{"type", "party"}, {"id", "beta"}}, gas = {{"type", "party"}, {"category", "gas-networks"}};
    s.but_raised(party("acme"), raising(beta)).is_malformed_at("/proposer/id");
    s.but_raised(proposer("acme"), raising(beta)).is_malformed_at("/proposer/id");
    s.but_raised(party("acme"), raising(gas)).is_malformed_at("/proposer/category");
    const Actor named{"acme", "party", "Acme Energy", "", "large-suppliers"};
    s.but_raised(named, raising({{"type", "party"}, {"name", "Other Energy"}})).is_malformed_at("/proposer/name");
    const auto ref = s.raised(named, raising({{"type", "party"}, {"name", "acme energy"}}));
    s.then(ref).has("/proposer/id", "acme").has("/proposer/category", "large-suppliers");
  }
}

STORY("A Party objects within the notice: a Fast-Track Modification goes the usual way, under the number that it has") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::fast_track(s, era);
    CHECK(s.then(ref).view().at("ref").get<std::string>().find("MP") != std::string::npos);
    s.then(ref).in("fast-track-notice").has("/path", "fast-track");
    CHECK(s.then(ref).view().at("waiting_for").at("until").is_string());
    s.but(party("acme"), ref, "object", {{"party", "beta"}, {"reason", "r"}}).is_refused_for("SpeaksForItself");
    s.when(party("acme"), ref, "object", {{"party", "acme"}, {"reason", "it is no slip of the pen"}});
    s.then(ref).in("initial-consideration").has("/path", Dom());
    s.when(panel, ref, "send-to-refinement", with(lives::route_of(era), {{"path", "self-governance"}}));
    const auto late = lives::fast_track(s, era);
    s.working_days_pass(16);
    s.but(party("acme"), late, "object", {{"party", "acme"}, {"reason", "r"}}).is_refused_for("NoticeStillRuns");
  }
}

STORY("The Panel agreed how the next vote is held: it is held another way only by its newer decision") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::sent_back(s, era);
    s.when(panel, ref, "route-sent-back",
           {{"route", "change-board"},
            {"report_approved", true},
            {"implementation_approach_confirmed", true},
            {"path_confirmed", true},
            {"skip_reason", "costs alone"},
            {"vote_mode", "correspondence"}});
    const Dom at_a_meeting = {{"purpose", "final"}, {"mode", "meeting"}};
    s.but(secas, ref, "open-vote", at_a_meeting).is_refused_for("ModeIsTheOneAgreed");
    // A vote on something else, or one that was put off, is not the one that the Panel agreed.
    lives::opens_a_vote(s, ref, "legal-text", "meeting");
    s.when(panel, ref, "defer-vote", {{"reason", "the text is not ready"}});
    s.but(secas, ref, "open-vote", at_a_meeting).is_refused_for("ModeIsTheOneAgreed");
    lives::opens_a_vote(s, ref, "final", "correspondence");
    s.when(panel, ref, "defer-vote", {{"reason", "more information is needed"}});
    s.but(secas, ref, "open-vote", at_a_meeting).is_refused_for("ModeIsTheOneAgreed");
    s.when(secas, ref, "open-vote", with(at_a_meeting, {{"decision", {{"body", "panel"}}}}));
    s.when(panel, ref, "defer-vote", {{"reason", "once more"}});
    s.when(secas, ref, "open-vote", at_a_meeting);
  }
}

STORY("What the Authority had taken in against the Panel's refusal is not refused again") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_initial_consideration(s, era);
    s.given("SECMP0061", "refinement", "self-governance", {{"workflow", era.pack}});
    const Dom same = {{"ground", "same-effect-as-live"}, {"same_as", "secmp0061"}};
    s.when(panel, ref, "refuse", same);
    s.then(ref).has("/links/0/relation", "same-effect-as").has("/links/0/ref", "SECMP0061");
    s.when(proposer("acme"), ref, "refer-to-authority", {{"subject", "refusal"}, {"reason", "it differs"}});
    s.when(authority, ref, "overrule-refusal");
    s.but(panel, ref, "refuse", same).is_refused_for("NotOverruledBefore");
    if (era.development) {  // it goes on as any other Draft Proposal
      s.when(panel, ref, "return-to-development", {{"reason", "the problem is not clear"}});
      s.when(panel, ref, "recommend-conversion", {{"route", "refinement"}});
      s.but(panel, ref, "refuse", same).is_refused_for("NotOverruledBefore");
    }
    s.when(panel, ref, "send-to-refinement", with(lives::route_of(era), {{"path", "self-governance"}}));
  }
}

STORY("A report that the Change Board returned has been refined: the Panel returns it to the Working Group as well") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_initial_consideration(s, era);
    s.when(panel, ref, "send-to-report",
           with(lives::route_of(era), {{"path", "self-governance"}, {"reason", "minor"}}));
    s.when(panel, ref, "approve-report", lives::approval_of_the_report(era, "self-governance"));
    s.working_days_pass(16);
    s.when(panel, ref, "return-report", {{"reason", "the costs are not clear"}});
    s.then(ref).in("refinement");
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "close-refinement-consultation");
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    s.when(panel, ref, "return-report", {{"reason", "not yet"}});
    s.then(ref).in("refinement");
  }
}

STORY("Once the Change Board's vote was closed nobody withdraws, though it votes again") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    for (const bool ours : {true, false}) {
      const auto ref = ours ? lives::in_the_appeal_window(s, era) : lives::with_the_authority(s, era);
      s.when(panel, ref, "reopen-vote", {{"reason", "the legal text is corrected"}});
      s.but(proposer("acme"), ref, "withdraw").is_refused_for("NeverVotedOn");
    }
  }
}

STORY("The end of a hold is moved while it is held, and a Significant Code Review suspends what is on hold") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    s.when(secas, ref, "open-refinement-consultation");
    const auto closes = s.close_in(15 + 9);
    s.when(panel, ref, "hold", {{"reason", "a trial"}, {"until", s.day_in(5)}});
    s.but(panel, ref, "hold", {{"reason", "r"}, {"until", s.day_in(5)}}).is_refused_for("NotHeldAlready");
    s.working_days_pass(3);
    s.when(panel, ref, "hold", {{"reason", "the trial goes on"}, {"until", s.day_in(20)}});
    s.working_days_pass(3);
    s.then(ref).has("/status", "on-hold").has("/deadlines/0/name", "hold-ends");  // past the end that it had at first
    s.when(authority, ref, "suspend", {{"reason", "the retail review"}});
    s.then(ref).has("/status", "suspended").has("/pause/until", Dom());
    s.but(panel, ref, "hold", {{"reason", "r"}, {"until", s.day_in(9)}}).is_refused_for("NotHeldAlready");
    s.but(panel, ref, "suspend", {{"reason", "again"}}).is_refused_for("NotHeldAlready");
    s.working_days_pass(3);
    s.when(authority, ref, "resume");
    s.then(ref)
        .has("/status", "active")
        .due("refinement-consultation-1-closes", closes);  // all nine days are given back
  }
}

STORY("The days on hold are no part of the ten Working Days in which the Proposer refers to the Authority") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    const Dom path = {{"subject", "path"}, {"reason", "it is not material"}};
    s.working_days_pass(4);
    s.when(panel, ref, "hold", {{"reason", "a trial"}});
    s.working_days_pass(20);
    s.but(proposer("acme"), ref, "refer-to-authority", path).is_refused_for("IsActive");
    s.when(panel, ref, "resume");
    s.working_days_pass(6);
    s.when(proposer("acme"), ref, "refer-to-authority", path);
    s.working_days_pass(1);
    s.but(proposer("acme"), ref, "refer-to-authority", path).is_refused_for("ReferralInTime");
  }
}

STORY("The Authority's deviation lets a consultation be as short as a Working Day, and no shorter") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::before_the_panel(s, era, "authority-determined");
    s.when(panel, ref, "request-urgency", with(lives::route_of(era), {{"reason", "supply is at risk"}}));
    s.when(authority, ref, "decide-urgency", {{"urgent", true}, {"deviations", {"shorten-consultation"}}});
    const auto approval = lives::approval_of_the_report(era, "authority-determined");
    s.but(panel, ref, "approve-report", with(approval, {{"consultation_closes_at", s.close_in(0)}}))
        .is_refused_for("ConsultationLengthAllowed")
        .says("before a Working Day has passed");
    s.when(panel, ref, "approve-report", with(approval, {{"consultation_closes_at", s.close_in(1)}}));
    s.then(ref).due("report-consultation-2-closes", s.close_in(1));
  }
}

STORY("MP134A: live on 1 June 2021 it follows sec-2021 from that day, and the CSC sends its report to consultation") {
  Story s("2021-04-12");
  s.given_a_change_board();
  const auto ref = lives::before_the_panel(s, lives::eras[1], "self-governance");
  const auto decided = lives::before_the_panel(s, lives::eras[1], "self-governance");
  s.the_day_is("2021-05-31");
  s.then(ref).follows("sec-2019").has("/deadlines", Dom::array());
  s.the_day_is("2021-06-01");
  s.then(ref).follows("sec-2021").in("panel-report-review").waits_for("csc");
  CHECK(s.history(ref).back().event.type == "rules-changed");
  s.the_day_is("2021-06-29");
  const auto approval = lives::approval_of_the_report(lives::eras[2], "self-governance");
  s.when(panel, ref, "approve-report", with(approval, {{"consultation_opens_on", "2021-06-30"}}));
  s.then(ref).in("report-consultation").decided("report-approved", "csc", "approve");
  s.when(panel, decided, "approve-report", with(approval, lives::by_body("panel")));  // as the CSC came to no decision
  s.then(decided).decided("report-approved", "panel", "approve");
}

STORY("The seats of the Change Board are in its five blocks, those of other bodies where they like") {
  Story s("2019-03-18");
  for (const std::string block : {"large-supplier", "dcc"})
    CHECK(ballots::body_refuses(s, "add-seat", {{"seat", "X-1"}, {"block", block}}).find("no block of this body") !=
          std::string::npos);
  ballots::add_seat(s, "CHAIR", "chair", {}, "panel");
}
