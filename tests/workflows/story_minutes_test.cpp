// The SEC Panel's meeting of 15 March 2019, items 11 to 15, in the words of its minutes.
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

namespace {
const Dom panel_66 = {{"body", "panel"}, {"meeting", "SECP_66_1503"}, {"mode", "meeting"}};
const Dom straight_to_the_board = {
    {"route", "change-board"},       {"report_version", "2.0"},
    {"report_approved", true},       {"implementation_approach_confirmed", true},
    {"path_confirmed", true},        {"skip_reason", "the only change to the report is clarification on the costs"},
    {"vote_mode", "correspondence"}, {"decision", panel_66}};

void given_secmp0025_with_the_authority(Story& s) {
  s.given_a_change_board();
  s.given("SECMP0025", "authority-determination", "authority-determined",
          {{"title", "Electricity Network Party Access to Load Switching Information"}});
}
void when_the_authority_sends_it_back(Story& s) {
  s.when(authority, "SECMP0025", "send-back",
         {{"questions", {"the post-PIT costs", "the cost effects of alternate implementation dates"}}});
}
void when_the_dcc_has_clarified(Story& s) { lives::answer_the_authority(s, "SECMP0025"); }
}  // namespace

STORY("SECMP0025: the Authority had sent it back, requesting clarifications on the post-PIT costs") {
  Story s("2019-03-15");
  given_secmp0025_with_the_authority(s);
  when_the_authority_sends_it_back(s);
  s.then("SECMP0025").in("sent-back").round(1).waits_for("panel").due("sent-back-reminder", s.close_in(20));
  s.then("SECMP0025").has("/questions/0/text", "the post-PIT costs").has("/questions/1/answer", Dom());
  s.but(proposer("enp"), "SECMP0025", "withdraw").has_no_row();
}

STORY("SECMP0025: the Panel approved the updated report and agreed to issue it directly to the Change Board for vote") {
  Story s("2019-03-15");
  given_secmp0025_with_the_authority(s);
  when_the_authority_sends_it_back(s);
  when_the_dcc_has_clarified(s);
  s.when(panel, "SECMP0025", "route-sent-back", straight_to_the_board);
  s.then("SECMP0025").in("change-board-vote").round(2).waits_for("secas").has("/path", "authority-determined");
  s.then("SECMP0025")
      .has("/reports/0/round", 2)
      .has("/reports/0/version", "2.0")
      .has("/reports/0/approved_on", "2019-03-15");
  s.then("SECMP0025").has("/consultations", Dom::array()).has("/questions/1/answered_on", "2019-03-15");
  s.then("SECMP0025").decided("sent-back-routed", "panel", "change-board");
}

STORY("SECMP0025: a second vote by correspondence, a second determination, and live on 29 November 2019") {
  Story s("2019-03-15");
  given_secmp0025_with_the_authority(s);
  when_the_authority_sends_it_back(s);
  when_the_dcc_has_clarified(s);
  s.when(panel, "SECMP0025", "route-sent-back", straight_to_the_board);
  s.when(secas, "SECMP0025", "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
  s.then("SECMP0025").due("ballot-1-closes", "2019-03-22T17:00:00Z").waits_for("change-board");
  s.when(member("LS-1"), "SECMP0025", "cast-vote", lives::vote("LS-1", "approve"));
  s.but(secas, "SECMP0025", "close-vote").is_refused_for("VoteMayClose");
  s.when(member("NET-1"), "SECMP0025", "cast-vote", lives::vote("NET-1", "approve"));
  s.when(member("CON-1"), "SECMP0025", "cast-vote", lives::vote("CON-1", "reject"));
  s.the_day_is("2019-03-25");
  s.then("SECMP0025").in("authority-determination").round(2).has("/recommendation", "approve").has("/decision", Dom());
  s.when(authority, "SECMP0025", "determine", lives::determination("approve"));
  s.when(authority, "SECMP0025", "direct-date", {{"on", "2019-11-29"}});
  s.the_day_is("2019-11-29");
  s.when(secas, "SECMP0025", "implement-part", {{"sec_version", "6.21"}});
  s.then("SECMP0025").in("implemented").has("/implementation/0/actual_on", "2019-11-29");
}

STORY("SECMP0025: what may never be skipped after a send-back is refused when it is missing") {
  Story s("2019-03-15");
  given_secmp0025_with_the_authority(s);
  when_the_authority_sends_it_back(s);
  const std::pair<const char*, const char*> never_skipped[] = {
      {"report_approved", "UpdatedReportApproved"},
      {"implementation_approach_confirmed", "ImplementationApproachConfirmed"},
      {"path_confirmed", "PathConfirmed"},
      {"skip_reason", "SkippingExplained"}};
  for (const auto& [field, guard] : never_skipped) {
    auto body = straight_to_the_board;
    body.erase(field);
    s.but(panel, "SECMP0025", "route-sent-back", body).is_refused_for(guard).says(field);
  }
  s.but(panel, "SECMP0025", "route-sent-back", {{"route", "change-board"}})
      .is_refused_for(
          {"UpdatedReportApproved", "ImplementationApproachConfirmed", "PathConfirmed", "SkippingExplained"});
  s.but(panel, "SECMP0025", "route-sent-back", {{"route", "report-consultation"}})
      .is_refused_for({"UpdatedReportApproved", "ImplementationApproachConfirmed", "PathConfirmed"});
  s.but(authority, "SECMP0025", "determine", lives::determination("approve")).has_no_row();
  s.then("SECMP0025").in("sent-back").round(1);
}

STORY("SECMP0058 and SECMP0060: into the Report Phase as Self-Governance Modifications") {
  Story s("2019-03-15");
  for (const std::string ref : {"SECMP0058", "SECMP0060"}) {
    s.given(ref, "panel-report-review");
    Dom approval = {{"progress_to_report_phase", true},
                    {"report_approved", true},
                    {"implementation_approach_approved", true},
                    {"path", "self-governance"},
                    {"decision", panel_66}};
    for (const auto missing : {"progress_to_report_phase", "report_approved", "implementation_approach_approved"})
      s.but(panel, ref, "approve-report", with(approval, {{missing, false}})).is_refused_for("AllFourDecided");
    s.but(secas, ref, "approve-report", approval).is_forbidden();
    s.when(panel, ref, "approve-report", approval);
    s.then(ref).in("report-consultation").has("/path", "self-governance").waits_for("parties");
    s.then(ref).due("report-consultation-1-closes", "2019-04-05T16:00:00Z");  // 17:00 in London's summer
    s.then(ref).decided("report-approved", "panel", "approve");
  }
}

STORY(
    "SECMP0062: the Panel agreed to incur the Impact Assessment's cost before the consultation ended, with its "
    "reason") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement");
  s.when(secas, "SECMP0062", "open-refinement-consultation");
  const Dom by_the_panel = {{"decision", "incur"}, {"decided_by", panel_66}};
  s.but(panel, "SECMP0062", "decide-ia-cost", by_the_panel).is_refused_for("ReasonGivenForTheIaCost");
  const Dom by_the_board = {{"decision", "incur"}, {"decided_by", {{"body", "change-board"}}}};
  s.but(panel, "SECMP0062", "decide-ia-cost", by_the_board)
      .is_refused_for("ReasonGivenForTheIaCost")
      .says("has not ended");
  s.but(secas, "SECMP0062", "request-impact-assessment").is_refused_for("IaCostAgreed");
  s.when(panel, "SECMP0062", "decide-ia-cost",
         with(by_the_panel, {{"reason", "not to miss the cut-off of the November 2019 SEC Release"}}));
  s.then("SECMP0062").in("refinement").has("/ia_cost/before_consultation_end", true).has("/ia_cost/by", "panel");
  s.the_day_is("2019-03-18");
  s.when(secas, "SECMP0062", "request-impact-assessment");
  s.then("SECMP0062").due("impact-assessment-1-due", "2019-05-16T16:00:00Z").waits_for("dcc");
}

STORY("SECMP0018: the Panel requests a revised implementation date of 7 November 2019 from the Authority") {
  Story s("2019-03-15");
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  s.when(panel, "SECMP0018", "request-revised-date",
         {{"to", "2019-11-07"}, {"reason", "the November 2019 SEC Release"}, {"decision", panel_66}});
  s.then("SECMP0018")
      .in("pending-implementation")
      .waits_for("authority")
      .has("/implementation/0/requested", "2019-11-07");
  s.then("SECMP0018")
      .has("/implementation/0/planned_on", Dom())
      .decided("revised-date-requested", "panel", "requested");
  s.when(authority, "SECMP0018", "direct-date", {{"on", "2019-11-07"}});
  s.then("SECMP0018")
      .waits_for("secas")
      .has("/implementation/0/planned_on", "2019-11-07")
      .has("/implementation/0/requested", Dom());
}

STORY(
    "A range of discretion: 24 November until 1 December 2019 is the Authority's, 29 November the Panel's choice in "
    "it") {
  Story s("2019-10-01");
  s.given("SECMP0060", "pending-implementation", "authority-determined");
  s.when(panel, "SECMP0060", "request-revised-date",
         {{"to", "2019-11-24"}, {"reason", "the release cannot go live on 7 November"}});
  s.the_day_is("2019-10-08");
  s.but(authority, "SECMP0060", "direct-date", {{"on", "2019-12-01"}, {"until", "2019-11-24"}})
      .is_refused_for("RangeRunsForward");
  s.when(authority, "SECMP0060", "direct-date", {{"on", "2019-11-24"}, {"until", "2019-12-01"}});
  s.the_day_is("2019-10-30");
  s.when(panel, "SECMP0060", "request-revised-date",
         {{"to", "2019-11-29"}, {"reason", "within the Authority's range"}});
  s.then("SECMP0060").has("/implementation/0/planned_on", "2019-11-29").has("/implementation/0/requested", Dom());
  s.then("SECMP0060").decided("revised-date-set", "panel", "set");
  s.when(panel, "SECMP0060", "request-revised-date", {{"to", "2019-12-02"}, {"reason", "a day beyond the range"}});
  s.then("SECMP0060")
      .has("/implementation/0/planned_on", "2019-11-29")
      .has("/implementation/0/requested", "2019-12-02");
  s.the_day_is("2019-11-28");
  s.but(secas, "SECMP0060", "implement-part").is_refused_for("PartIsDue");
  s.the_day_is("2019-11-29");
  s.when(secas, "SECMP0060", "implement-part");
  s.then("SECMP0060").in("implemented");
}
