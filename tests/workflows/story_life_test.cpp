// Whole lives under each of the three packs: on the two ordinary paths, straight to the report, and by the fast track.
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

namespace {
void lives_until_the_vote(Story& s, const lives::Era& era, const std::string& path, std::string& ref) {
  ref = lives::submitted(s, era);
  s.then(ref).in("submitted").follows(era.pack).waits_for("secas");
  s.when(secas, ref, "accept");
  if (era.development) {
    s.then(ref).in("development").waits_for("csc");
    s.when(secas, ref, "record-csc-discussion", {{"outcome", "the problem is understood"}});
    s.when(panel, ref, "recommend-conversion", {{"route", "refinement"}});
  }
  s.then(ref).in("initial-consideration").waits_for(era.body);
  s.when(panel, ref, "send-to-refinement", with(lives::route_of(era), {{"path", path}}));
  s.then(ref).in("refinement").waits_for("working-group").has("/path", path);
  s.when(secas, ref, "set-impacts", {{"dcc_systems", "system"}, {"parties", {"large-suppliers"}}});
  s.when(secas, ref, "request-preliminary-assessment");
  s.then(ref).due("preliminary-assessment-1-due", s.close_in(15)).waits_for("dcc");
  s.working_days_pass(9);
  s.when(dcc, ref, "record-preliminary-assessment",
         {{"cost", {{"low", 100000}, {"high", 200000}}}, {"duration_months", 6}});
  s.when(secas, ref, "open-refinement-consultation");
  s.then(ref).due("refinement-consultation-1-closes", s.close_in(15)).waits_for("parties");
  s.when(party("acme"), ref, "record-response",
         {{"party", "acme"}, {"category", "large-suppliers"}, {"position", "approve"}});
  s.but(dcc, ref, "record-response", {{"party", "dcc"}, {"category", "dcc"}, {"position", "approve"}}).is_forbidden();
  s.but(secas, ref, "record-response", {{"party", "dcc"}, {"category", "dcc"}, {"position", "approve"}})
      .is_refused_for("NotTheDcc");
  s.working_days_pass(16);
  s.then(ref).has("/consultations/0/closed_on",
                  engine::to_text(engine::london_date(
                      instant(s.then(ref).view()["consultations"][0]["closes_at"].get<std::string>()))));
  s.but(secas, ref, "submit-report", {{"legal_text", true}}).is_refused_for("AssessmentsSuffice");
  lives::opens_a_vote(s, ref, "ia-cost", "meeting");
  lives::everybody_votes(s, ref, "approve");
  s.when(secas, ref, "close-vote");
  s.then(ref)
      .has("/ia_cost/decision", "incur")
      .has("/ia_cost/by", era.ia_cost_body)
      .has("/ia_cost/before_consultation_end", false);
  s.when(secas, ref, "request-impact-assessment");
  s.working_days_pass(30);
  s.when(dcc, ref, "record-impact-assessment", {{"cost", {{"low", 150000}, {"high", 150000}}}});
  s.but(secas, ref, "submit-report", {{"legal_text", false}}).is_refused_for("LegalTextPresent");
  s.when(secas, ref, "submit-report", {{"legal_text", true}, {"report_version", "1.0"}});
  s.then(ref).in("panel-report-review").waits_for(era.body);
  s.when(
      panel, ref, "approve-report",
      with(lives::approval_of_the_report(era, path), {{"implementation", {{{"part", 1}, {"release", "the next"}}}}}));
  s.then(ref).in("report-consultation").due("report-consultation-2-closes", s.close_in(15));
  s.but(secas, ref, "close-consultation").is_refused_for("ConsultationIsOver");
  s.when(secas, ref, "record-response",
         {{"party", "other"}, {"category", "small-suppliers"}, {"position", "reject"}, {"rationale", "costs"}});
  s.working_days_pass(16);
  s.then(ref).in("change-board-vote").waits_for("secas");
  s.but(party("late"), ref, "record-response", {{"party", "late"}, {"position", "approve"}})
      .is_refused_for("LateAnswersComeThroughSecas");
}
}  // namespace

STORY("A whole life on the Authority-Determined path ends with the Authority's approval and its implementation") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given_a_panel();
    std::string ref;
    lives_until_the_vote(s, era, "authority-determined", ref);
    lives::opens_a_vote(s, ref, "final", "meeting");
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
    s.then(ref)
        .in("authority-determination")
        .waits_for("authority")
        .due("authority-target", s.close_in(25))
        .has("/recommendation", "approve");
    s.but(party("acme"), ref, "refer", {{"party", "acme"}, {"reason", "we disagree"}}).has_no_row();
    s.working_days_pass(20);
    s.when(authority, ref, "determine",
           lives::with(lives::determination("approve"),
                       {{"implementation", {{{"part", 1}, {"planned_on", s.day_in(5)}}}}}));
    s.then(ref).in("pending-implementation").has("/decision", "approve");
    s.working_days_pass(5);
    s.when(secas, ref, "implement-part", {{"sec_version", "6.21"}});
    s.then(ref).in("implemented").has("/implementation/0/actual_on", s.today_text()).has("/waiting_for", Dom());
    CHECK(s.clocks_refused().empty());
  }
}

STORY("A whole life on the Self-Governance path ends when its referral window has closed and it is implemented") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given_a_panel();
    std::string ref;
    lives_until_the_vote(s, era, "self-governance", ref);
    lives::opens_a_vote(s, ref, "final", "meeting");
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
    s.then(ref)
        .in("appeal-window")
        .waits_for("parties")
        .due("referral-window-1-ends", s.close_in(10))
        .has("/decision", "approve");
    s.but(secas, ref, "implement-part").has_no_row();
    s.working_days_pass(10);
    s.then(ref).in("appeal-window");  // noon of the last day
    s.working_days_pass(1);
    s.then(ref).in("pending-implementation");
    s.when(secas, ref, "implement-part");
    s.then(ref).in("implemented");
    CHECK(s.clocks_refused().empty());
  }
}

STORY("The Authority's rejection, and the Change Board's under Self-Governance, end a life") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto theirs = lives::with_the_authority(s, era);
    s.when(authority, theirs, "determine", lives::determination("reject"));
    s.then(theirs).in("rejected").has("/waiting_for", Dom()).decided("authority-rejected", "authority", "reject");
    const auto ours = lives::in_the_appeal_window(s, era, "reject");
    s.then(ours).has("/decision", "reject");
    s.working_days_pass(11);
    s.then(ours).in("rejected");
    s.but(secas, ours, "implement-part").has_no_row();
  }
}

STORY(
    "A proposal with a clear and small solution goes straight to the report, and SECAS keeps it when it is returned") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_initial_consideration(s, era, {{"impacts", {{"dcc_systems", "none"}}}});
    const auto straight = with(lives::route_of(era), {{"path", "self-governance"}, {"reason", "solely trivial"}});
    s.when(panel, ref, "send-to-report", straight);
    s.then(ref).in("panel-report-review").waits_for("secas");
    s.but(secas, ref, "submit-report").is_malformed_at("/legal_text");
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    s.when(panel, ref, "return-report", {{"reason", "the dates are missing"}});
    s.then(ref).in("panel-report-review").waits_for("secas").has("/reports/0/reason", "the dates are missing");
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    s.then(ref).waits_for(era.body);
    const auto opens = s.day_in(1);
    s.when(panel, ref, "approve-report",
           with(lives::approval_of_the_report(era, "self-governance"), {{"consultation_opens_on", opens}}));
    s.then(ref).in("report-consultation").due("report-consultation-1-closes", s.close_in(16));
  }
}

STORY(
    "Refinement is compulsory for changes to DCC Systems and for what the Panel raises, but for a deviation of the "
    "Authority") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto straight = with(lives::route_of(era), {{"path", "authority-determined"}, {"reason", "mandated"}});
    const auto ref = lives::in_initial_consideration(s, era, {{"impacts", {{"dcc_systems", "system"}}}});
    s.but(panel, ref, "send-to-report", straight).is_refused_for("RefinementNotCompulsory").says("DCC Systems");
    s.when(panel, ref, "request-urgency", with(lives::route_of(era), {{"reason", "a Party would breach its licence"}}));
    s.but(panel, ref, "send-to-report", straight).is_refused_for("RefinementNotCompulsory");
    s.when(authority, ref, "decide-urgency", {{"urgent", true}, {"deviations", {"skip-refinement"}}});
    s.when(panel, ref, "send-to-report", straight);
    const auto ours = lives::in_initial_consideration(s, era, {{"proposer", {{"type", "party"}}}});
    s.when(panel, ours, "send-to-report", straight);
    auto body = lives::proposal(era);
    body["proposer"] = {{"type", "panel"}};
    const auto panels = s.raised(secas, body);
    s.when(secas, panels, "accept");
    if (era.development) s.when(panel, panels, "recommend-conversion", {{"route", "report"}});
    s.but(panel, panels, "send-to-report", straight)
        .is_refused_for("RefinementNotCompulsory")
        .says("the Panel raised it");
  }
}

STORY("A Fast-Track Modification waits 15 Working Days and is approved unanimously or withdrawn") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::fast_track(s, era);
    s.then(ref).in("fast-track-notice").waits_for("panel").has("/path", "fast-track");
    s.but(panel, ref, "approve-fast-track", {{"unanimous", true}}).is_refused_for("NoticePeriodHasRun");
    s.but(panel, ref, "request-urgency", {{"reason", "hurry"}}).is_refused_for("NotFastTrack");
    s.but(proposer("acme"), ref, "withdraw").has_no_row();
    s.working_days_pass(14);
    s.but(panel, ref, "approve-fast-track", {{"unanimous", true}}).is_refused_for("NoticePeriodHasRun");
    s.working_days_pass(1);
    s.but(panel, ref, "approve-fast-track", {{"unanimous", false}}).is_refused_for("ApprovedUnanimously");
    s.when(panel, ref, "approve-fast-track",
           {{"unanimous", true}, {"implementation", {{{"part", 1}, {"planned_on", s.day_in(3)}}}}});
    s.then(ref).in("pending-implementation").has("/decision", "approve");
    s.working_days_pass(3);
    s.when(secas, ref, "implement-part");
    s.then(ref).in("implemented");
    const auto other = lives::fast_track(s, era);
    s.when(panel, other, "withdraw-fast-track", {{"reason", "not unanimous"}});
    s.then(other).in("withdrawn");
  }
}

STORY("Only the Panel raises by the fast track, unanimously, and such a proposal is accepted in no other way") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.but_raised(proposer("acme"), with(lives::proposal(era), {{"suggested_path", "fast-track"}}))
        .is_refused_for("ProposerEntitled");
    auto body = with(lives::proposal(era), {{"suggested_path", "fast-track"}});
    body["proposer"] = {{"type", "panel"}};
    const auto ref = s.raised(secas, body);
    s.but(secas, ref, "accept").is_refused_for({"AcceptedUnanimously", "NotSuggestedAsFastTrack"});
    s.when(secas, ref, "accept", {{"unanimous", true}});
    s.then(ref).in("fast-track-notice");
  }
}
