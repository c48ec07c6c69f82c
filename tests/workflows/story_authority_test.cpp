// What is the Authority's: the path that it decided, its acts that SECAS records from a letter, what the Proposer
// refers to it, and the timetable of what is urgent.
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::with;

namespace {
const Dom letter = {{"recorded_from", {{"kind", "letter"}, {"ref", "Ofgem's letter"}}}};
const Dom to_self_governance = {{"path", "self-governance"}, {"reason", "not material"}};
const Dom to_the_authority = {{"path", "authority-determined"}, {"reason", "material for consumers"}};
Dom milestones(Story& s, int days) { return {{"milestones", {{{"code", "PANEL_MR"}, {"on", s.day_in(days)}}}}}; }
Dom referral(const char* subject) { return {{"subject", subject}, {"reason", "we see it otherwise"}}; }

bool owes(Story& s, const std::string& ref, const std::string& who, std::string_view what) {
  const auto current = s.now(ref);
  for (const auto& task : rules().get(current.workflow).project(current).tasks)
    if (task.assignee == who && task.name.find(what) != std::string::npos) return true;
  return false;
}
}  // namespace

STORY("The path that the Authority decided is final: no command and no decision of the Panel takes it back") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_initial_consideration(s, era);
    s.when(authority, ref, "set-path", to_the_authority);
    s.but(panel, ref, "set-path", to_self_governance).is_refused_for("PathMayBeSetByThem").says("final and binding");
    s.but(panel, ref, "send-to-refinement", with(lives::route_of(era), {{"path", "self-governance"}}))
        .is_refused_for("PathIsOpenToIt")
        .says("final and binding");
    s.when(panel, ref, "send-to-refinement", with(lives::route_of(era), {{"path", "authority-determined"}}));
    s.but(panel, ref, "set-path", to_self_governance).is_refused_for("PathMayBeSetByThem");
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "close-refinement-consultation");
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    s.but(panel, ref, "approve-report", lives::approval_of_the_report(era, "self-governance"))
        .is_refused_for("PathIsOpenToIt");
    s.when(authority, ref, "set-path", to_self_governance);  // the Authority may think again
    s.when(panel, ref, "approve-report", lives::approval_of_the_report(era, "self-governance"));
    s.then(ref).in("report-consultation").has("/path", "self-governance");
  }
}

STORY("After a send-back the Panel takes no modification away from the Authority, wherever it was routed") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto refined = lives::sent_back(s, era);
    s.when(panel, refined, "route-sent-back", {{"route", "refinement"}});
    s.but(panel, refined, "set-path", to_self_governance).is_refused_for("PathMayBeSetByThem").says("send-back");
    const auto updated = lives::sent_back(s, era);
    s.when(panel, updated, "route-sent-back", {{"route", "report-update"}});
    s.when(secas, updated, "submit-report", {{"legal_text", true}});
    s.but(panel, updated, "approve-report", lives::approval_of_the_report(era, "self-governance"))
        .is_refused_for("PathIsOpenToIt")
        .says("send-back");
    s.when(authority, updated, "set-path", to_self_governance);
    s.when(panel, updated, "approve-report", lives::approval_of_the_report(era, "self-governance"));
    s.then(updated).in("report-consultation");
  }
}

STORY("SECAS records from a letter what the Authority did, and it is kept as the Authority's") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto refused = lives::in_initial_consideration(s, era);
    s.when(panel, refused, "refuse", lives::same_effect(s, era));
    s.when(proposer("acme"), refused, "refer-to-authority", referral("refusal"));
    s.when(secas, refused, "overrule-refusal", letter);
    s.then(refused).in("initial-consideration").decided("refusal-overruled", "authority", "overruled");
    const auto ref = lives::sent_back(s, era);
    s.but(manager, ref, "set-path", to_self_governance).is_refused_for("ByTheAuthority");
    s.when(secas, ref, "set-path", with(to_self_governance, letter));
    s.then(ref).decided("path-set", "authority", "self-governance");
    const auto urgent = lives::in_initial_consideration(s, era);
    s.when(panel, urgent, "request-urgency", with(lives::route_of(era), {{"reason", "hurry"}}));
    s.when(secas, urgent, "decide-urgency", with(letter, {{"urgent", true}}));
    s.but(manager, urgent, "agree-timetable", milestones(s, 9)).is_refused_for("TimetableIsTheirs");
    s.when(secas, urgent, "agree-timetable", with(milestones(s, 9), letter));
    s.then(urgent).decided("timetable-agreed", "authority", "timetable");
    const auto approved = lives::pending(s, era, "authority-determined");
    s.when(manager, approved, "reverse", with(letter, {{"reason", "on appeal"}}));
    s.then(approved).decided("approval-reversed", "authority", "reversed");
  }
}

STORY("What the Panel decided is recorded as the Panel's from its minutes too, and never by an analyst") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    const Dom from_minutes = {{"recorded_from", {{"kind", "minutes"}}}};
    const Dom decided = {{"decision", {{"body", "panel"}}}, {"recorded_from", {{"kind", "letter"}}}};
    const std::pair<const char*, Dom> shared[] = {{"set-path", to_self_governance},
                                                  {"hold", {{"reason", "a trial"}}},
                                                  {"suspend", {{"reason", "a review"}}},
                                                  {"resume", Dom::object()},
                                                  {"agree-timetable", milestones(s, 20)}};
    for (const auto& [command, body] : shared) {
      s.but(secas, ref, command, with(body, decided)).is_malformed_at("/decision");
      s.but(secas, ref, command, with(body, from_minutes)).is_malformed_at("/recorded_from/kind");
    }
    s.when(manager, ref, "set-path", with(to_self_governance, decided));
    s.then(ref).decided("path-set", "panel", "self-governance");
    s.when(panel, ref, "set-path", to_the_authority);  // the Panel's own decision binds nobody
    s.when(manager, ref, "agree-timetable", with(milestones(s, 20), from_minutes));
    s.then(ref).decided("timetable-agreed", "panel", "timetable");
  }
}

STORY("A path or timetable that the Proposer referred is the Authority's to change, to confirm or to leave") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    s.when(panel, ref, "agree-timetable", milestones(s, 20));
    s.but(authority, ref, "agree-timetable", milestones(s, 30)).is_refused_for("TimetableIsTheirs");
    s.but(authority, ref, "dismiss-referral", {{"reason", "r"}}).is_refused_for("SomethingIsReferred");
    s.when(proposer("acme"), ref, "refer-to-authority", referral("timetable"));
    CHECK(owes(s, ref, "authority", "timetable"));
    s.when(authority, ref, "agree-timetable", milestones(s, 30));
    s.then(ref).decided("timetable-agreed", "authority", "timetable");
    CHECK(!owes(s, ref, "authority", "timetable"));
    s.but(authority, ref, "agree-timetable", milestones(s, 40)).is_refused_for("TimetableIsTheirs");
    s.when(proposer("acme"), ref, "refer-to-authority", referral("path"));
    s.when(authority, ref, "dismiss-referral", {{"reason", "the Panel is right"}});
    s.then(ref).decided("referral-dismissed", "authority", "dismissed");
    CHECK(!owes(s, ref, "authority", "path"));
    s.but(authority, ref, "set-path", to_the_authority).is_refused_for("PathDiffers");
    s.when(proposer("acme"), ref, "refer-to-authority", referral("path"));
    s.when(secas, ref, "set-path", with(to_the_authority, letter));  // the Authority confirms it, and that is final
    s.but(panel, ref, "set-path", to_self_governance).is_refused_for("PathMayBeSetByThem");
    const auto refused = lives::in_initial_consideration(s, era);
    s.when(panel, refused, "refuse", lives::same_effect(s, era));
    s.when(proposer("acme"), refused, "refer-to-authority", referral("refusal"));
    CHECK(owes(s, refused, "authority", "refusal"));
    s.when(authority, refused, "dismiss-referral", {{"reason", "it has the same effect"}});
    s.but(authority, refused, "overrule-refusal").is_refused_for("MayOverrule");
  }
}

STORY("Each thing that the Proposer may refer has its own notice, and the approval of a report is one of the path") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::before_the_panel(s, era, "authority-determined");
    s.working_days_pass(12);
    s.when(panel, ref, "agree-timetable", milestones(s, 20));
    s.but(proposer("acme"), ref, "refer-to-authority", referral("path")).is_refused_for("ReferralInTime");
    s.when(proposer("acme"), ref, "refer-to-authority", referral("timetable"));
    s.when(panel, ref, "approve-report", lives::approval_of_the_report(era, "self-governance"));
    s.when(proposer("acme"), ref, "refer-to-authority", referral("path"));
    s.when(authority, ref, "set-path", to_the_authority);
    s.then(ref).in("report-consultation").has("/path", "authority-determined");
  }
}

STORY("While it is urgent no timetable comes with another decision of the Panel or the Change Board") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_initial_consideration(s, era);
    s.when(panel, ref, "request-urgency", with(lives::route_of(era), {{"reason", "hurry"}}));
    CHECK(owes(s, ref, "authority", "urgent"));
    s.when(authority, ref, "decide-urgency", {{"urgent", true}});
    CHECK(!owes(s, ref, "authority", "urgent"));
    const Dom timetable = {{"timetable", {{{"code", "PANEL_MR"}, {"on", s.day_in(20)}}}}};
    const auto to_refinement = with(lives::route_of(era), {{"path", "authority-determined"}});
    const Dom returned = {{"reason", "the costs are not clear"}};
    s.but(panel, ref, "send-to-refinement", with(to_refinement, timetable))
        .is_refused_for("TimetableLeftToTheAuthority");
    s.when(panel, ref, "send-to-refinement", to_refinement);
    s.when(secas, ref, "open-refinement-consultation");
    s.when(secas, ref, "close-refinement-consultation");
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    s.but(panel, ref, "return-report", with(returned, timetable)).is_refused_for("TimetableLeftToTheAuthority");
    s.when(panel, ref, "return-report", returned);
    s.when(secas, ref, "submit-report", {{"legal_text", true}});
    s.when(panel, ref, "approve-report", lives::approval_of_the_report(era, "authority-determined"));
    s.working_days_pass(16);
    s.but(panel, ref, "return-report", with(returned, timetable)).is_refused_for("TimetableLeftToTheAuthority");
  }
}

STORY("What the Authority raised is withdrawn with its consent, whatever path it suggested") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = s.raised(authority, {{"workflow", era.pack},
                                          {"title", "From a review"},
                                          {"problem", "p"},
                                          {"suggested_path", "authority-determined"},
                                          {"proposer", {{"type", "authority"}}}});
    s.but(secas, ref, "withdraw").is_refused_for("AuthorityConsentsIfItLed");
    s.when(authority, ref, "agree-timetable", milestones(s, 30));  // D3.10: the timetable of what it leads
    s.when(secas, ref, "withdraw", {{"authority_consent", true}});
  }
}

STORY("Urgency that the Proposer asks for on the form is considered within 5 Working Days, and passed on") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era, {{"urgent", true}});
    const auto current = s.now(ref);
    bool found = false;
    for (const auto& task : rules().get(current.workflow).project(current).tasks)
      found = found || (task.assignee == era.body && task.due == instant(s.close_in(5)));
    CHECK(found);
    s.when(secas, ref, "accept");
    CHECK(owes(s, ref, era.body, "urgency"));
    s.when(panel, ref, "request-urgency", with(lives::route_of(era), {{"reason", "the Proposer asks for it"}}));
    CHECK(!owes(s, ref, era.body, "urgency"));
  }
}
