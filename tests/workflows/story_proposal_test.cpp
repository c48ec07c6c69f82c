// What a proposal says and what becomes of it on the way: it is amended, responded to, refused and taken in, put off,
// held, withdrawn no more.
#include "tests/workflows/ballots.hpp"

using namespace story;
using lives::with;

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
  s.when(panel, decided, "approve-report",
         with(approval, lives::by_body("panel")));  // where the CSC came to no decision
  s.then(decided).decided("report-approved", "panel", "approve");
}

STORY("The seats of the Change Board are in its five blocks, those of other bodies where they like") {
  Story s("2019-03-18");
  for (const std::string block : {"large-supplier", "dcc"})
    CHECK(ballots::body_refuses(s, "add-seat", {{"seat", "X-1"}, {"block", block}}).find("no block of this body") !=
          std::string::npos);
  ballots::add_seat(s, "CHAIR", "chair", {}, "panel");
}
