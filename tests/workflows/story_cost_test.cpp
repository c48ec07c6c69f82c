// The DCC's assessments and what they cost: who signs that off, with which reason, and what a report cannot do without.
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

namespace {
const Dom system_impact = {{"impacts", {{"dcc_systems", "system"}}}};
const Dom on_the_cost = {{"purpose", "ia-cost"}, {"mode", "meeting"}};
Dom decision(const std::string& what, const std::string& body) {
  return {{"decision", what}, {"decided_by", {{"body", body}}}};
}
}  // namespace

STORY("The cost of an Impact Assessment is voted on once the DCC has named its price, by the body that signs it off") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given_a_panel();
    const auto unpriced = lives::in_refinement(s, era, "authority-determined");
    s.but(secas, unpriced, "open-vote", on_the_cost).is_refused_for("CostIsPriced");
    const auto ref = lives::with_a_price(s, era, "authority-determined");
    if (era.ia_cost_body == "panel")
      s.but(secas, ref, "open-vote", with(on_the_cost, {{"body", "change-board"}}))
          .is_refused_for("BodyIsTheRightOne")
          .says("the Panel signs off the cost");
    s.when(secas, ref, "open-vote", on_the_cost);
    s.then(ref).waits_for(era.ia_cost_body);
    auto without_objectives = lives::vote("LS-1", "approve");
    without_objectives.erase("objectives");
    s.when(member("LS-1"), ref, "cast-vote", without_objectives);  // what it costs to find out furthers none
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
    s.then(ref).has("/ia_cost/decision", "incur").has("/ia_cost/by", era.ia_cost_body);
    s.then(ref).has("/ia_cost/before_consultation_end", true);  // none has been held yet
  }
}

STORY("The vote on the cost of an Impact Assessment is put off, and the cost is not agreed thereby") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given_a_panel();
    const auto ref = lives::with_a_price(s, era, "authority-determined");
    s.but(panel, ref, "defer-vote", {{"reason", "r"}}).is_refused_for("VoteIsOpen");
    s.when(secas, ref, "open-vote", on_the_cost);
    s.when(panel, ref, "defer-vote", {{"reason", "the price is not explained"}});
    s.then(ref)
        .in("refinement")
        .has("/ballots/0/state", "deferred")
        .has("/ia_cost/decision", "defer")
        .has("/ia_cost/by", era.ia_cost_body)
        .decided("vote-deferred", era.ia_cost_body, "deferred");
    s.but(secas, ref, "request-impact-assessment").is_refused_for("IaCostAgreed");
    s.when(secas, ref, "open-vote", on_the_cost);
  }
}

STORY("Who decides on the cost of an Impact Assessment in another's place says why, whichever way it goes") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::with_a_price(s, era, "authority-determined");
    const auto by_its_body = decision("incur", era.ia_cost_body);
    s.but(panel, ref, "decide-ia-cost", by_its_body).is_refused_for("ReasonGivenForTheIaCost").says("has not ended");
    s.when(panel, ref, "decide-ia-cost", with(by_its_body, {{"reason", "a cut-off is near"}}));
    s.then(ref).has("/ia_cost/before_consultation_end", true);  // F6 comes before F7, and has not been held
    s.but(panel, ref, "decide-ia-cost", with(decision("incur", "csc"), {{"reason", "r"}}))
        .is_refused_for("DecidedByWhoSignsOffTheCost");
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "close-refinement-consultation");
    s.when(panel, ref, "decide-ia-cost", by_its_body);
    s.then(ref).has("/ia_cost/before_consultation_end", false);
    if (era.ia_cost_body == "panel") {
      s.when(panel, ref, "decide-ia-cost", decision("not-incur", "panel"));
      s.but(panel, ref, "decide-ia-cost", with(decision("incur", "change-board"), {{"reason", "r"}}))
          .is_refused_for("DecidedByWhoSignsOffTheCost");
      continue;
    }
    for (const std::string either : {"incur", "not-incur"})
      s.but(panel, ref, "decide-ia-cost", decision(either, "panel"))
          .is_refused_for("ReasonGivenForTheIaCost")
          .says("in its place");
    s.when(panel, ref, "decide-ia-cost", decision("defer", "panel"));  // putting it off is no decision in its place
  }
}

STORY("What is known to be outstanding is not excused by a past that is not known") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto taken = with(system_impact, {{"workflow", era.pack}});
    const auto ref = s.given("SECMP0062", "refinement", "authority-determined", taken);
    s.when(panel, ref, "decide-ia-cost", {{"decision", "incur"}, {"reason", "the release"}});
    s.when(secas, ref, "request-impact-assessment");
    s.but(secas, ref, "submit-report", {{"legal_text", true}})
        .is_refused_for("AssessmentsSuffice")
        .says("no Impact Assessment");
    s.when(secas, ref, "submit-report", {{"legal_text", true}, {"assessment_waiver", "the Preliminary one is firm"}});
    const auto priced = s.given("SECMP0063", "refinement", "authority-determined", taken);
    s.when(secas, priced, "request-preliminary-assessment");
    s.but(secas, priced, "submit-report", {{"legal_text", true}})
        .is_refused_for("AssessmentsSuffice")
        .says("no Preliminary Assessment");
    s.when(secas, s.given("SECMP0064", "refinement", "authority-determined", taken), "submit-report",
           {{"legal_text", true}});  // nothing is known here that is missing
  }
}

STORY("A report on a change to DCC Systems is not consulted on without its costs: it is returned to be refined") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto approval = lives::approval_of_the_report(era, "self-governance");
    const auto straight = with(lives::route_of(era), {{"path", "self-governance"}, {"reason", "minor"}});
    auto ref = lives::in_initial_consideration(s, era);
    s.when(panel, ref, "send-to-report", straight);
    s.when(secas, ref, "set-impacts", {{"dcc_systems", "system"}});  // found out too late
    s.but(panel, ref, "approve-report", approval).is_refused_for("CostsAreAssessed");
    s.when(panel, ref, "return-report", {{"reason", "it changes DCC Systems"}});
    s.then(ref).in("refinement");
    s.when(secas, ref, "request-preliminary-assessment");
    s.when(dcc, ref, "record-preliminary-assessment", {{"cost", {{"low", 1}, {"high", 2}}}});
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "close-refinement-consultation");
    s.when(secas, ref, "submit-report", {{"legal_text", true}, {"assessment_waiver", "the cost is a pound"}});
    s.when(panel, ref, "approve-report", approval);
    s.then(ref).in("report-consultation");
    ref = lives::in_initial_consideration(s, era);
    s.when(panel, ref, "send-to-report", straight);
    s.when(panel, ref, "approve-report", approval);  // nothing is known of an impact, and that compels nothing
    s.then(ref).in("report-consultation");
  }
}

STORY("What the Authority had go without Refinement is approved without assessments") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_initial_consideration(s, era, system_impact);
    s.when(panel, ref, "request-urgency", with(lives::route_of(era), {{"reason", "a licence would be breached"}}));
    s.when(authority, ref, "decide-urgency", {{"urgent", true}, {"deviations", {"skip-refinement"}}});
    s.when(panel, ref, "send-to-report",
           with(lives::route_of(era), {{"path", "authority-determined"}, {"reason", "urgent"}}));
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    s.when(panel, ref, "approve-report", lives::approval_of_the_report(era, "authority-determined"));
    s.then(ref).in("report-consultation");
  }
}
