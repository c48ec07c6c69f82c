// What a proposal says and what becomes of it on the way: it is amended, responded to, refused and taken in, put off,
// held, withdrawn no more.
#include "tests/workflows/ballots.hpp"

using namespace story;
using lives::with;

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
