// What is refused for each reason that the other stories do not come across, and the rows that only a revoked step of
// the clock, or a position, leads to.
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::eras;

namespace {
const engine::Actor the_clock{"clock", "clock", "", "", ""};
const Dom no_such = {{"name", "no-such-deadline"}};
}  // namespace

STORY("The clock is refused a deadline that the modification does not have") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const Dom pack = {{"workflow", era.pack}};
    const auto refined = s.given("SECMP0061", "refinement", "self-governance", pack);
    s.but(the_clock, refined, "deadline-passed", no_such)
        .is_refused_for({"RefinementConsultationEnded", "IaCostBallotEnded", "TheHoldEnded", "ATargetPassed"});
    s.but(the_clock, s.given("SECMP0062", "report-consultation", "self-governance", pack), "deadline-passed", no_such)
        .is_refused_for("ReportConsultationEnded");
    s.but(the_clock, s.given("SECMP0063", "change-board-vote", "self-governance", pack), "deadline-passed", no_such)
        .is_refused_for("FinalBallotEnded");
    s.but(the_clock, s.given("SECMP0064", "appeal-window", "self-governance", pack), "deadline-passed", no_such)
        .is_refused_for({"ReferralWindowEnded", "DecisionWasToApprove", "DecisionWasToReject"});
    const auto withdrawn = lives::submitted(s, era);
    s.when(secas, withdrawn, "withdraw");
    s.but(the_clock, withdrawn, "deadline-passed", no_such).is_refused_for("AdoptionWindowEnded");
    if (era.pack != "sec-2021") s.but(the_clock, refined, "deadline-passed", no_such).is_refused_for("NewRulesBegan");
  }
}

STORY("Refinement refuses what comes before its time") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "self-governance");
    s.but(dcc, ref, "record-preliminary-assessment").is_refused_for("PreliminaryAssessmentRequestedBefore");
    s.but(dcc, ref, "record-impact-assessment").is_refused_for("ImpactAssessmentRequestedBefore");
    s.but(panel, ref, "decide-ia-cost", {{"decision", "incur"}, {"reason", "r"}})
        .is_refused_for("PreliminaryAssessmentReturnedBefore");
    s.but(secas, ref, "open-refinement-consultation", {{"closes_at", s.close_in(0)}})
        .is_refused_for("ClosesAfterItOpens");
    s.but(party("acme"), ref, "record-response",
          {{"party", "acme"}, {"category", "large-suppliers"}, {"position", "approve"}})
        .is_refused_for("AnswersAreDue");
    s.but(secas, ref, "close-vote").is_refused_for({"VoteMayClose", "IaCostVote"});
    const auto taken = s.given("SECMP0061", "refinement", "self-governance", {{"workflow", era.pack}});
    s.when(panel, taken, "decide-ia-cost", {{"decision", "incur"}, {"reason", "in place of the Change Board"}});
    s.when(secas, taken, "request-impact-assessment");
    s.but(secas, taken, "request-impact-assessment").is_refused_for("NoImpactAssessmentOutstanding");
  }
}

STORY("What is on hold is refused for that, and for everything else that stands in the way") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto held = [&](const std::string& ref) {
      s.when(panel, ref, "hold", {{"reason", "a trial"}});
      return ref;
    };
    const Dom pack = {{"workflow", era.pack}};
    const auto reviewed = held(s.given("SECMP0061", "panel-report-review", "self-governance", pack));
    s.but(panel, reviewed, "return-report", {{"reason", "r"}}).is_refused_for({"IsActive", "StaysWithSecas"});
    const auto decided = held(s.given("SECMP0062", "authority-determination", "authority-determined", pack));
    s.but(authority, decided, "determine", lives::determination("approve")).is_refused_for({"IsActive", "ToReject"});
    s.but(authority, decided, "determine", lives::determination("reject")).is_refused_for({"IsActive", "ToApprove"});
    const auto pending = held(s.given("SECMP0063", "pending-implementation", "authority-determined", pack));
    s.but(panel, pending, "request-revised-date", {{"to", "2027-11-04"}, {"reason", "r"}})
        .is_refused_for({"IsActive", "WithinThePanelsDiscretion"});
    const auto voted = s.given("SECMP0064", "change-board-vote", "self-governance", pack);
    lives::opens_a_vote(s, voted, "final", "correspondence");
    held(voted);
    s.working_days_pass(6);
    s.but(member("LS-1"), voted, "cast-vote", lives::vote("LS-1", "approve"))
        .is_refused_for({"IsActive", "VoteHasNotEnded"});
    s.but(secas, held(lives::submitted(s, era)), "accept").is_refused_for({"IsActive", "SuggestedAsFastTrack"});
  }
}

STORY("Report Phase and decisions refuse what the register does not know or has not seen") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const Dom pack = {{"workflow", era.pack}};
    s.but(panel, s.given("SECMP0061", "sent-back", "", pack), "route-sent-back",
          {{"route", "change-board"},
           {"report_approved", true},
           {"implementation_approach_confirmed", true},
           {"path_confirmed", true},
           {"skip_reason", "costs only"}})
        .is_refused_for("PathIsKnown");
    s.but(secas, s.given("SECMP0062", "submitted", "", {{"workflow", era.pack}, {"suggested_path", "fast-track"}}),
          "accept", {{"unanimous", true}})
        .is_refused_for("ProposedByThePanel");
    s.but(panel, s.given("SECMP0063", "panel-referral", "self-governance", pack), "decide-referral",
          {{"decision", "uphold"}, {"reason", "r"}})
        .is_refused_for("DecisionIsKnown");
    const auto misread = s.given("SECMP0065", "panel-referral", "self-governance", pack);
    s.when(manager, misread, "record-milestone",
           {{"code", "CB_VOTE"}, {"outcome", "approve"}, {"path", "authority-determined"}});
    s.but(panel, misread, "decide-referral", {{"decision", "uphold"}, {"reason", "r"}})
        .is_refused_for("DecisionIsKnown")
        .says("the Authority determines it");
    s.but(secas, s.given("SECMP0064", "change-board-vote", "", pack), "open-vote",
          {{"purpose", "final"}, {"mode", "meeting"}})
        .is_refused_for("PurposeFitsTheStage");
    const auto referred = lives::in_the_appeal_window(s, era);
    s.when(party("acme"), referred, "refer", {{"party", "acme"}, {"reason", "r"}});
    s.when(panel, referred, "decide-referral", {{"decision", "uphold"}, {"reason", "r"}});
    s.but(party("acme"), referred, "refer", {{"party", "somebody else"}, {"reason", "r"}})
        .is_refused_for({"FirstTier", "SpeaksForItself"});
    const auto straight = lives::in_initial_consideration(s, era);
    s.when(panel, straight, "send-to-report", {{"path", "self-governance"}, {"reason", "minor"}});
    const auto now = s.then(straight).view().at("ref").get<std::string>();
    s.when(panel, now, "hold", {{"reason", "r"}});
    s.but(panel, now, "return-report", {{"reason", "r"}}).is_refused_for({"IsActive", "GoesToTheWorkingGroup"});
  }
}

STORY("SECAS closes by hand what the clock did not, as it was held over the hour") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    s.given_a_panel();
    const Dom pack = {{"workflow", era.pack}};
    const auto consulted = s.given("SECMP0061", "report-consultation", "self-governance", pack);
    s.when(secas, consulted, "close-consultation");
    s.then(consulted).in("change-board-vote");
    lives::opens_a_vote(s, consulted, "final", "correspondence");
    const auto closes = s.then(consulted).view().at("/ballots/0/closes_at"_json_pointer).get<std::string>();
    s.the_day_is(closes.substr(0, 10));
    s.when(panel, consulted, "hold", {{"reason", "an appeal"}});
    s.the_time_is(closes.substr(0, 10) + "T20:00:00Z");
    s.when(panel, consulted, "resume");
    s.when(secas, consulted, "close-vote");  // without a quorum it is extended
    s.then(consulted).has("/ballots/0/extended", true);
    for (const std::string ref :
         {"SECMP0062", "SECMP0063"}) {  // a meeting that had a closing hour, and no quorum by then
      const bool refined = ref == "SECMP0062";
      s.given(ref, refined ? "refinement" : "change-board-vote", "self-governance", pack);
      s.when(secas, ref, "open-vote",
             {{"purpose", refined ? "ia-cost" : "final"}, {"mode", "meeting"}, {"closes_at", s.close_in(2)}});
      s.working_days_pass(3);
      s.then(ref).has("/ballots/0/state", "inquorate");
    }
    if (!era.development) continue;
    const auto considered = s.given("MP902", "initial-consideration", "", pack);
    s.when(panel, considered, "return-to-development", {{"reason", "the problem is not clear"}});
  }
}

STORY("Whatever the pack, the cost of an Impact Assessment is agreed with a reason while the consultation still runs") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    const Dom by_its_body = {{"decision", "incur"}, {"decided_by", {{"body", era.ia_cost_body}}}};
    s.but(secas, ref, "request-impact-assessment").is_refused_for("IaCostAgreed");
    s.when(secas, ref, "request-preliminary-assessment");
    s.when(dcc, ref, "record-preliminary-assessment", {{"cost", {{"low", 100}, {"high", 200}}}});
    s.when(secas, ref, "open-refinement-consultation");
    s.but(panel, ref, "decide-ia-cost", by_its_body).is_refused_for("ReasonGivenForTheIaCost").says("has not ended");
    const Dom by_the_panel = {{"decision", "incur"}, {"decided_by", {{"body", "panel"}}}};
    if (era.ia_cost_body != "panel")
      s.but(panel, ref, "decide-ia-cost", by_the_panel).is_refused_for("ReasonGivenForTheIaCost").says("in its place");
    s.when(panel, ref, "decide-ia-cost", {{"decision", "not-incur"}, {"reason", "the cost is too high"}});
    s.but(secas, ref, "request-impact-assessment").is_refused_for("IaCostAgreed");
    s.when(secas, ref, "close-refinement-consultation", {{"responses", 4}});
    s.when(panel, ref, "decide-ia-cost", by_its_body);  // it has ended: no reason is needed
    s.when(secas, ref, "request-impact-assessment");
    s.then(ref).in("refinement").waits_for("dcc");
  }
}

STORY("Whatever the pack, a report is approved in all its parts, and after a send-back nothing of that is skipped") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto reported = lives::before_the_panel(s, era, "authority-determined");
    const auto approval = lives::approval_of_the_report(era, "authority-determined");
    for (const auto missing : {"progress_to_report_phase", "report_approved", "implementation_approach_approved"})
      s.but(panel, reported, "approve-report", lives::with(approval, {{missing, false}}))
          .is_refused_for("AllFourDecided")
          .says("a partial approval is a return");
    s.then(reported).in("panel-report-review");
    const auto ref = lives::sent_back(s, era);
    const Dom whole = {{"route", "report-consultation"},
                       {"report_approved", true},
                       {"implementation_approach_confirmed", true},
                       {"path_confirmed", true}};
    const std::pair<const char*, const char*> never_skipped[] = {
        {"report_approved", "UpdatedReportApproved"},
        {"implementation_approach_confirmed", "ImplementationApproachConfirmed"},
        {"path_confirmed", "PathConfirmed"}};
    for (const auto& [field, guard] : never_skipped) {
      auto body = whole;
      body.erase(field);
      s.but(panel, ref, "route-sent-back", body).is_refused_for(guard).says(field);
    }
    s.then(ref).in("sent-back").round(1);
    s.when(panel, ref, "route-sent-back", whole);
    s.then(ref).in("report-consultation").round(2);
  }
}

STORY("Whatever the pack, a range of discretion runs forward, and the Panel moves within it and not beyond") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::pending(s, era, "authority-determined");
    const auto first = s.day_in(20), last = s.day_in(30), beyond = s.day_in(31);
    s.but(authority, ref, "direct-date", {{"part", 1}, {"on", last}, {"until", first}})
        .is_refused_for("RangeRunsForward");
    s.when(authority, ref, "direct-date", {{"part", 1}, {"on", first}, {"until", last}});
    s.when(panel, ref, "request-revised-date", {{"part", 1}, {"to", last}, {"reason", "testing runs late"}});
    s.then(ref).has("/implementation/0/planned_on", last);
    s.when(panel, ref, "request-revised-date", {{"part", 1}, {"to", beyond}, {"reason", "testing runs later"}});
    s.then(ref).has("/implementation/0/planned_on", last).waits_for("authority");  // asked for, and not set
    s.but(panel, ref, "request-revised-date", {{"part", 3}, {"to", last}, {"reason", "r"}}).is_malformed_at("/part");
    s.but(panel, ref, "request-revised-date", {{"to", last}, {"reason", "r"}}).is_refused_for("PartIsOpen");
  }
}

STORY("Whatever the pack, the Board votes unless the Panel says why it does, and a roll is corrected by who is named") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "self-governance");
    s.but(secas, ref, "open-vote", {{"purpose", "final"}, {"mode", "meeting"}, {"body", "csc"}})
        .is_refused_for("BodyIsTheRightOne");
    lives::opens_a_vote(s, ref, "final", "correspondence");
    s.but(manager, ref, "correct-roll", {{"seat", "LS-1"}, {"reason", "r"}}).is_refused_for("SeatCanBeCorrected");
  }
}
