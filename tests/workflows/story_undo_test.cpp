// Taking back a slip: who may undo which step of a modification, what lasts, and what is never undone (DEF 16.17).
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace meetings;
using lives::with;

namespace {
const Dom slip = {{"reason", "recorded by mistake"}};
const Actor another_analyst{"secas-9", "secas-analyst", "", "", ""};
const Actor another_secretary{"secas-8", "panel-secretary", "", "", ""};
const Actor another_at_ofgem{"authority-2", "authority", "", "", ""};

Dom document(const std::string& title) {
  return {{"kind", "letter"}, {"title", title}, {"version", "1.0"}, {"classification", "white"}};
}
// Whether the options of the caller say that it can be done.
bool offered(Story& s, const std::string& ref, const Actor& by) {
  for (const auto& option : s.options(ref, by))
    if (option.command == "revoke-last") return option.unmet.empty();
  return false;
}
void undone_by(Story& s, const std::string& ref, const Actor& by) {
  CAPTURE(by.id);
  CHECK(offered(s, ref, by));
  s.when(by, ref, "revoke-last", slip);
}
void not_undone_by(Story& s, const std::string& ref, const Actor& by, const std::string& guard = "UndoneByWhoTookIt") {
  CAPTURE(by.id);
  CHECK_FALSE(offered(s, ref, by));
  s.but(by, ref, "revoke-last", slip).is_refused_for(guard);
}
}  // namespace

STORY("The Authority undoes its own determination, by whichever of its officers; nobody else does") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::with_the_authority(s, era);
    for (const auto& who : {authority, another_at_ofgem}) {
      s.when(authority, ref, "determine", lives::determination("approve"));
      for (const auto& other : {secas, manager, panel, dcc, party("acme")}) not_undone_by(s, ref, other);
      undone_by(s, ref, who);
      s.then(ref).in("authority-determination").has("/decision", Dom());
    }
    s.when(authority, ref, "determine", lives::determination("reject"));
    s.then(ref).in("rejected");
    const auto events = s.history(ref);
    CHECK(events[events.size() - 2].event.type == "step-revoked");
    CHECK(events[events.size() - 3].event.type == "authority-approved");
  }
}

STORY("An analyst undoes their own slip, a manager a colleague's, another analyst neither") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    for (const auto& who : {secas, manager}) {
      s.when(secas, ref, "request-preliminary-assessment");
      for (const auto& other : {another_analyst, panel, authority}) not_undone_by(s, ref, other);
      undone_by(s, ref, who);
      s.then(ref).has("/assessments", Dom::array());
    }
    s.when(panel, ref, "hold", {{"reason", "of another modification"}});
    not_undone_by(s, ref, another_secretary);
    undone_by(s, ref, panel);
    s.when(secas, ref, "request-preliminary-assessment");
    s.when(dcc, ref, "record-preliminary-assessment", {{"cost", {{"low", 1}, {"high", 2}}}});
    not_undone_by(s, ref, manager);
    undone_by(s, ref, {"dcc-2", "dcc", "", "", "dcc"});
    s.when(proposer("acme"), ref, "withdraw");
    s.when(party("beta"), ref, "adopt", {{"party", "beta"}, {"category", "large-suppliers"}});
    for (const auto& other : {manager, party("gamma"), proposer("acme")}) not_undone_by(s, ref, other);
    undone_by(s, ref, party("beta"));
    undone_by(s, ref, proposer("acme"));
    s.then(ref).in("refinement");
    s.but(member("LS-1"), ref, "revoke-last", slip).is_forbidden();
  }
}

STORY("What the register was told since lasts when the step before it is undone") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::with_the_authority(s, era);
    s.when(authority, ref, "determine", lives::determination("approve"));
    s.when(secas, ref, "attach-document", document("the decision letter"));
    const auto other = lives::submitted(s, era);
    s.when(another_analyst, ref, "link", {{"relation", "corrected-by"}, {"ref", other}});
    s.when(manager, ref, "correct-title", {{"title", "Clearer wording"}, {"reason", "as the letter has it"}});
    not_undone_by(s, ref, another_analyst, "StepCanBeRevoked");  // the title was corrected since
    undone_by(s, ref, authority);
    s.then(ref)
        .in("authority-determination")
        .has("/decision", Dom())
        .has("/title", "Clearer wording")
        .has("/documents/0/title", "the decision letter")
        .has("/links/0/ref", other);
    undone_by(s, ref, manager);
    s.then(ref).has("/title", "Clearer wording of Section D").has("/links/0/ref", other);
    undone_by(s, ref, another_analyst);
    undone_by(s, ref, secas);
    s.then(ref).has("/documents", Dom::array()).in("authority-determination");
  }
}

STORY("Votes, rolls, responses, splits and steps of the clock are not undone") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto consulted = lives::in_consultation(s, era, "self-governance");
    const Dom answer = {{"party", "acme"}, {"category", "large-suppliers"}, {"position", "approve"}};
    s.when(party("acme"), consulted, "record-response", answer);
    for (const auto& who : {party("acme"), manager}) not_undone_by(s, consulted, who, "StepCanBeRevoked");
    s.working_days_pass(16);
    s.then(consulted).in("change-board-vote");
    for (const auto& who : {secas, manager, panel}) not_undone_by(s, consulted, who, "StepCanBeRevoked");
    lives::opens_a_vote(s, consulted, "final", "correspondence");
    not_undone_by(s, consulted, panel, "StepCanBeRevoked");  // nor do they learn whether anybody has voted
    s.when(member("LS-1"), consulted, "cast-vote", lives::vote("LS-1", "approve"));
    s.but(manager, consulted, "revoke-last", slip).is_refused_for("StepCanBeRevoked").says("voting again");
    const auto whole = lives::in_refinement(s, era, "self-governance");
    s.when(panel, whole, "split", {{"parts", {{{"title", "a"}}, {{"title", "b"}}}}, {"reason", "r"}});
    not_undone_by(s, whole, panel, "StepCanBeRevoked");
  }
}

STORY("What is handled jointly by mistake is undone for all of them, or for none") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto one = lives::in_refinement(s, era, "self-governance"),
               other = lives::in_refinement(s, era, "self-governance");
    const Dom joint = {{"with", {other}}, {"reason", "the same sections"}};
    s.when(panel, one, "consolidate", joint);
    s.then(s.then(other).view().at("ref")).has("/links/0/relation", "consolidated-with");
    s.but(panel, other, "revoke-last", slip).is_refused_for("StepCanBeRevoked").says("modification");
    const auto name = s.then(one).view().at("ref");
    s.but(panel, one, "consolidate", joint).is_refused_for("JoinedForTheFirstTime").says("leave that one out");
    s.but(panel, other, "consolidate", with(joint, {{"with", {name}}})).is_refused_for("JoinedForTheFirstTime");
    undone_by(s, one, panel);
    s.then(one).has("/links", Dom::array());
    s.then(other).has("/links", Dom::array());
    s.when(panel, one, "consolidate", joint);
    s.when(secas, other, "request-preliminary-assessment");
    const auto refused = s.but(panel, one, "revoke-last", slip);
    refused.is_refused_for("IsThatStep");
    s.then(one).has("/links/0/relation", "consolidated-with");
  }
}

STORY("Whoever wants to be sure says which version the step made") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "authority-determined");
    s.when(secas, ref, "request-preliminary-assessment");
    const auto version = s.now(ref).version;
    s.but(secas, ref, "revoke-last", with(slip, {{"version", version - 1}})).is_refused_for("IsThatStep");
    s.but(secas, ref, "revoke-last", with(slip, {{"step", "put-on-hold"}})).is_refused_for("IsThatStep");
    s.when(secas, ref, "revoke-last", with(slip, {{"version", version}}));
  }
}

STORY("Only a window that the clock ended is opened again") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::pending(s, era, "authority-determined");
    s.but(manager, ref, "reopen-window", slip).is_refused_for("TheClockEndedAWindow");
    s.but(secas, ref, "reopen-window", slip).is_forbidden();
  }
}

STORY("Whoever revokes the last step after a window was opened again takes back no older one") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    s.when(secas, ref, "withdraw", {{"reason", "r"}});
    s.when(manager, ref, "set-impacts", {{"dcc_systems", "document"}});
    s.working_days_pass(12);
    s.then(ref).in("withdrawn");
    s.when(manager, ref, "reopen-window", slip);
    for (const auto& who : {manager, secas}) {
      CHECK_FALSE(offered(s, ref, who));
      s.but(who, ref, "revoke-last", slip).is_refused_for("StepCanBeRevoked").says("'end-window' ends it");
    }
    s.then(ref).in("withdrawal-notice").has("/impacts/dcc_systems", "document");
    s.when(secas, ref, "attach-document", document("A letter"));
    undone_by(s, ref, secas);  // that followed the reopening
    not_undone_by(s, ref, manager, "StepCanBeRevoked");
    s.when(manager, ref, "end-window", slip);
    undone_by(s, ref, manager);
    not_undone_by(s, ref, manager, "StepCanBeRevoked");
    s.then(ref).in("withdrawal-notice");
  }
}

STORY("A title is corrected after the report is approved, by a manager with the reason") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::before_the_board(s, era, "self-governance");
    s.but(manager, ref, "amend", {{"title", "Another"}}).has_no_row();
    s.but(secas, ref, "correct-title", {{"title", "Another"}, {"reason", "r"}}).is_forbidden();
    s.but(manager, ref, "correct-title", {{"title", "Another"}}).is_malformed_at("/reason");
    s.but(manager, ref, "correct-title", {{"title", "Clearer wording of Section D"}, {"reason", "r"}})
        .is_refused_for("TitleDiffers");
    s.when(manager, ref, "correct-title", {{"title", "Another"}, {"reason", "a slip of the pen"}});
    s.then(ref, visitor).has("/title", "Another");
    const auto said = Dom::parse(s.history(ref).back().event.body);
    CHECK(said.at("was") == "Clearer wording of Section D");
    CHECK(said.at("reason") == "a slip of the pen");
  }
}

STORY("A consultation closes later, at the same hour of London, and who has responded stays") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    for (const bool refined : {true, false}) {
      const auto ref =
          refined ? lives::in_refinement(s, era, "self-governance") : lives::in_consultation(s, era, "self-governance");
      const std::string place = refined ? "/consultations/0" : "/consultations/1";
      const auto extend = [&](const std::string& day) -> Dom {
        return {{"closes_on", day}, {"reason", "late papers"}};
      };
      if (refined) s.but(secas, ref, "extend-consultation", extend(s.day_in(30))).is_refused_for("AConsultationRuns");
      if (refined) s.when(secas, ref, "open-refinement-consultation", {{"closes_at", s.day_in(15) + "T12:00:00Z"}});
      const Dom answer = {{"party", "acme"}, {"category", "large-suppliers"}, {"position", "approve"}};
      s.when(party("acme"), ref, "record-response", answer);
      const auto closes = s.then(ref).view().at(nlohmann::json::json_pointer(place + "/closes_at")).get<std::string>();
      s.but(secas, ref, "extend-consultation", extend(closes.substr(0, 10))).is_refused_for("ClosesLater");
      s.but(party("acme"), ref, "extend-consultation", extend(s.day_in(30))).is_forbidden();
      const auto last = refined ? s.day_in(25) : s.day_in(30);
      s.when(secas, ref, "extend-consultation", extend(last));
      const auto hour = engine::london_hour(instant(closes));
      s.then(ref)
          .has(place + "/closes_at", engine::to_text(engine::london_time(date(last), hour)))
          .has(place + "/responses", 1);
      s.working_days_pass(20);
      s.then(ref).in(refined ? "refinement" : "report-consultation").has(place + "/closed_on", Dom());
      s.working_days_pass(12);
      CHECK_FALSE(s.then(ref).view().at(nlohmann::json::json_pointer(place + "/closed_on")).is_null());
    }
  }
}

STORY("A step that came out of minutes is undone there, by withdrawing its line, in one transaction") {
  Story s("2019-03-15");
  s.given("SECMP0058", "panel-report-review");
  given_the_meeting(s);
  given_an_item(s, 14, "SECMP0058 Modification Report", {{"modifications", {"SECMP0058"}}});
  given_the_four_lines(s);
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-line", {{"line", 2}});
  for (const auto& who : {panel, manager})
    s.but(who, "SECMP0058", "revoke-last", slip).is_refused_for("StepCanBeRevoked").says("withdraw-line");
  not_done(s, secas, panel_66, "withdraw-line", {{"line", 3}, {"reason", "r"}}).is_forbidden();
  for (const std::string command : {"withdraw-line", "reject-line", "defer-line"})
    not_done(s, panel, panel_66, command, {{"line", 9}, {"reason", "r"}}).is_malformed_at("/line");
  not_done(s, panel, panel_66, "confirm-lines", {{"lines", {1, 9}}}).is_malformed_at("/lines/1");
  const auto withdrawn =
      done(s, manager, panel_66, "withdraw-line", {{"line", 3}, {"reason", "the paper was another"}});
  REQUIRE(withdrawn.brought.size() == 1);
  s.then("SECMP0058").in("panel-report-review").has("/path", Dom());
  const auto last = s.history("SECMP0058").back();
  CHECK(last.event.type == "step-revoked");
  CHECK(last.by.id == manager.id);
  CHECK(Dom::parse(last.event.body).at("reason") ==
        "line 1 of the minutes of SECP_66_1503 was withdrawn: the paper was another");
  const auto shown = view(s, panel_66);
  for (const auto& line : shown.at("items").at(0).at("lines")) {
    CHECK(line.at("state") == "withdrawn");
    CHECK(line.at("event").is_null());
  }
  CHECK(view(s, panel_66, visitor).at("items").at(0).at("lines").empty());

  // And again; now something has followed it.
  given_the_four_lines(s);
  done(s, panel, panel_66, "confirm-line", {{"line", 5}});
  s.when(party("acme"), "SECMP0058", "record-response",
         {{"party", "acme"}, {"category", "large-suppliers"}, {"position", "approve"}});
  const auto refused = not_done(s, panel, panel_66, "withdraw-line", {{"line", 5}, {"reason", "r"}});
  refused.is_refused_for("StepCanBeRevoked");
  CHECK(std::get<engine::Refused>(refused.reply()).of == "SECMP0058");
  CHECK(view(s, panel_66).at("items").at(0).at("lines").at(4).at("state") == "confirmed");
}

STORY("A withdrawn line opens the actions that it closed, and the release that it agreed, as they were") {
  Story s("2019-03-15");
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  done(s, panel, "releases", "propose",
       {{"id", "november-2019"}, {"title", "November 2019"}, {"kind", "november"}, {"planned_on", "2019-11-07"}});
  done(s, panel, "releases/november-2019", "include", {{"modifications", {{{"ref", "SECMP0018"}, {"part", 1}}}}});
  for (const std::string ref : {"SECP65/09", "SECP64/01"})
    done(s, panel, "actions", "raise", {{"ref", ref}, {"text", "t"}, {"owner", "secas"}});
  done(s, secas, "actions/SECP65-09", "mark-closed");
  done(s, secas, "actions/SECP64-01", "mark-closed");
  given_the_meeting(s);
  given_an_item(s, 1, "Actions");
  given_a_line(s, 1, "AGREED", "to close them", {{"actions", {"SECP64/01", "SECP65/09"}}});
  given_a_line(s, 1, "AGREED", "to proceed with the release", {{"release", "november-2019"}, {"command", "agree"}});
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-lines", {{"lines", {1, 2}}});
  CHECK(current(s, "actions/SECP64-01").state == "closed");
  done(s, panel, panel_66, "withdraw-line", {{"line", 1}, {"reason", "they are not done"}});
  for (const std::string ref : {"actions/SECP64-01", "actions/SECP65-09"}) {
    CHECK(current(s, ref).state == "marked-closed");
    CHECK(view(s, ref).at("decision").is_null());
  }
  done(s, panel, panel_66, "withdraw-line", {{"line", 2}, {"reason", "the Panel asked for more"}});
  CHECK(current(s, "releases/november-2019").state == "proposed");

  given_a_line(s, 1, "AGREED", "to close it", {{"actions", {"SECP64/01"}}});
  done(s, panel, panel_66, "confirm-line", {{"line", 3}});
  done(s, panel, "actions/SECP64-01", "reopen", {{"reason", "more is to be done"}});
  not_done(s, panel, panel_66, "withdraw-line", {{"line", 3}, {"reason", "r"}}).is_refused_for("IsThatStep");
  const Actor of_the_meeting{panel.id, "undoing", "", "", ""};
  not_done(s, of_the_meeting, "actions/SECP64-01", "revoke-last", {{"reason", "r"}, {"version", 3}})
      .is_refused_for("IsThatStep");
  not_done(s, panel, "actions/SECP64-01", "revoke-last", {{"reason", "r"}}).is_forbidden();
  CHECK(current(s, "actions/SECP64-01").state == "open");
}
