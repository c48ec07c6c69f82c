// What comes late, or is recorded late, and time that is given back.
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

namespace {
const Dom disagree = {{"party", "acme"}, {"reason", "it does not better facilitate objective (a)"}};
Dom by_form(const std::string& on) { return {{"recorded_from", {{"kind", "form"}, {"on", on}}}}; }
Dom response(const std::string& party) {
  return {{"party", party}, {"category", "large-suppliers"}, {"position", "reject"}, {"rationale", "costs"}};
}
}  // namespace

STORY("A response that comes late is recorded as invalid by SECAS, and one that came in time as valid") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_consultation(s, era, "self-governance");
    const auto last = s.day_in(15);
    s.working_days_pass(17);
    s.then(ref).in("change-board-vote").has("/consultations/1/responses", 0);
    s.but(party("late"), ref, "record-response", response("late")).is_refused_for("LateAnswersComeThroughSecas");
    s.but(secas, ref, "record-response", with(response("dcc"), {{"category", "dcc"}})).is_refused_for("NotTheDcc");
    s.when(secas, ref, "record-response", response("late"));
    s.when(secas, ref, "record-response", with(response("later"), by_form(s.today_text())));
    s.then(ref).in("change-board-vote").has("/consultations/1/responses", 0);
    CHECK(Dom::parse(s.history(ref).back().event.body).at("valid") == false);
    s.when(secas, ref, "record-response", with(response("in time"), by_form(last)));
    s.then(ref).has("/consultations/1/responses", 1);
    CHECK(Dom::parse(s.history(ref).back().event.body).at("valid") == true);
    const auto taken = s.given("SECMP0061", "change-board-vote", "self-governance", {{"workflow", era.pack}});
    s.but(secas, taken, "record-response", response("late")).is_refused_for("ReportWasConsultedOn");
  }
}

STORY("A referral that came within the window is recorded although the window's end was recorded first") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_the_appeal_window(s, era);
    const auto last = s.day_in(10), after = s.day_in(11);
    s.working_days_pass(12);
    s.then(ref).in("pending-implementation");
    s.when(manager, ref, "reopen-window", {{"reason", "a referral was received in time and not recorded"}});
    s.then(ref).in("appeal-window").waits_for("secas");
    s.but(party("acme"), ref, "refer", with(disagree, by_form(last))).is_refused_for("WindowIsOpen");
    s.but(secas, ref, "refer", with(disagree, by_form(after))).is_refused_for("WindowIsOpen");
    s.when(secas, ref, "refer", with(disagree, by_form(last)));
    s.then(ref).in("panel-referral");
  }
}

STORY("A window that was opened again by mistake is ended by a manager, as the decision was") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    for (const auto& [voted, then] :
         {std::pair{"approve", "pending-implementation"}, std::pair{"reject", "rejected"}}) {
      const auto ref = lives::in_the_appeal_window(s, era, voted);
      s.but(manager, ref, "end-window", {{"reason", "r"}}).is_refused_for("WindowHasRun");
      s.working_days_pass(11);
      s.when(manager, ref, "reopen-window", {{"reason", "a referral is said to have come"}});
      s.working_days_pass(3);
      s.when(manager, ref, "end-window", {{"reason", "none had come"}});
      s.then(ref).in(then);
    }
    s.but(manager, s.given("SECMP0061", "appeal-window", "self-governance", {{"workflow", era.pack}}), "end-window",
          {{"reason", "r"}})
        .is_refused_for("DecisionIsKnown");
    const auto withdrawn = lives::in_refinement(s, era, "self-governance");
    s.when(proposer("acme"), withdrawn, "withdraw");
    const auto last = s.day_in(10);
    s.working_days_pass(11);
    s.when(manager, withdrawn, "reopen-window", {{"reason", "a notice of adoption was overlooked"}});
    s.then(withdrawn).in("withdrawal-notice").waits_for("secas");
    s.when(manager, withdrawn, "end-window", {{"reason", "it was of another proposal"}});
    s.then(withdrawn).in("withdrawn");
    s.when(manager, withdrawn, "revoke-last", {{"reason", "it was of this one"}});
    s.when(secas, withdrawn, "adopt", with({{"party", "beta"}, {"category", "small-suppliers"}}, by_form(last)));
    s.then(withdrawn).in("refinement");
  }
}

STORY("Work pauses while a withdrawal is noticed: who adopts gets the Working Days back") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_consultation(s, era, "self-governance");
    const auto closes = s.close_in(15 + 7);
    s.working_days_pass(12);
    s.when(proposer("acme"), ref, "withdraw");
    s.working_days_pass(7);
    s.when(party("beta"), ref, "adopt", {{"party", "beta"}, {"category", "large-suppliers"}});
    s.then(ref).in("report-consultation").due("report-consultation-2-closes", closes);
    const auto refined = lives::in_refinement(s, era, "authority-determined");
    s.when(secas, refined, "request-preliminary-assessment");
    s.when(secas, refined, "open-refinement-consultation", {{"closes_at", s.close_in(10)}});
    const auto due = s.close_in(15 + 6), ends = s.close_in(10 + 6);
    s.when(proposer("acme"), refined, "withdraw");
    s.working_days_pass(1);
    s.when(panel, refined, "hold", {{"reason", "a trial"}});
    s.working_days_pass(2);
    s.when(panel, refined, "resume");  // what it was held for is given back then, and not again
    s.working_days_pass(3);
    s.when(party("beta"), refined, "adopt", {{"party", "beta"}, {"category", "large-suppliers"}});
    s.then(refined).due("preliminary-assessment-1-due", due).due("refinement-consultation-1-closes", ends);
    s.when(proposer("beta"), refined, "withdraw");
    s.when(party("gamma"), refined, "adopt", {{"party", "gamma"}, {"category", "large-suppliers"}});  // the same day
    s.then(refined).due("preliminary-assessment-1-due", due);
  }
}

STORY("While it is held it says who can move it on all the same") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_the_appeal_window(s, era);
    s.when(authority, ref, "hold", {{"reason", "an inquiry"}});
    s.then(ref).in("appeal-window").waits_for("parties");
    s.when(party("acme"), ref, "refer", disagree);
    s.then(ref).waits_for("panel").has("/waiting_for/what", "uphold or reverse the decision that was referred");
    s.when(panel, ref, "decide-referral", {{"decision", "uphold"}, {"reason", "nothing new"}});
    s.when(party("acme"), ref, "refer", disagree);
    s.then(ref).in("authority-referral").waits_for("authority");
    const auto withdrawn = lives::in_refinement(s, era, "self-governance");
    s.when(panel, withdrawn, "hold", {{"reason", "a trial"}});
    s.then(withdrawn).waits_for("panel");
    s.when(proposer("acme"), withdrawn, "withdraw");
    s.then(withdrawn).waits_for("parties");
  }
}

STORY("In Refinement it waits for who decides on the cost of the Impact Assessment, then for SECAS to ask for it") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    s.when(secas, ref, "set-impacts", {{"dcc_systems", "system"}});
    s.when(secas, ref, "request-preliminary-assessment");
    s.when(dcc, ref, "record-preliminary-assessment", {{"cost", {{"low", 100}, {"high", 200}}}});
    s.then(ref).waits_for("working-group");
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "close-refinement-consultation");
    s.then(ref).waits_for(era.ia_cost_body);
    s.when(panel, ref, "decide-ia-cost",
           {{"decision", "incur"}, {"reason", "it is needed"}, {"decided_by", {{"body", era.ia_cost_body}}}});
    s.then(ref).waits_for("secas");
    s.when(secas, ref, "request-impact-assessment");
    s.then(ref).waits_for("dcc");
    s.when(dcc, ref, "record-impact-assessment");
    s.then(ref).waits_for("working-group");
  }
}
