// Meetings: papers, items, draft lines, and that confirming a line is the step itself (sec-rules 9, 10).
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"
#include "workflows/sec/meeting/lines.hpp"

using namespace meetings;

STORY("A meeting is called by its reference: the prefix names the body, and its day is that of the date") {
  Story s("2019-03-01");
  const auto wrong = [&](const Dom& body) { return not_done(s, panel, "meetings", "schedule", body); };
  wrong({{"ref", "SECP_66_1503"}, {"date", "2019-03-16"}}).is_malformed_at("/date");
  wrong({{"ref", "SECX_66_1503"}, {"date", "2019-03-15"}}).is_malformed_at("/ref");
  wrong({{"ref", "SECP_66_1503_12"}, {"date", "2019-03-15"}}).is_malformed_at("/ref");
  wrong({{"date", "2019-03-15"}}).is_malformed_at("/ref");
  wrong({{"ref", "SECP_66_1503"}, {"date", "2019-03-15"}, {"body", "change-board"}}).is_malformed_at("/body");
  not_done(s, party("p"), "meetings", "schedule", {{"ref", "SECP_66_1503"}, {"date", "2019-03-15"}}).is_forbidden();

  given_the_meeting(s);
  const auto meeting = view(s, panel_66);
  CHECK(meeting.at("body") == "panel");
  CHECK(meeting.at("number") == 66);
  CHECK(meeting.at("year") == 2019);
  CHECK(meeting.at("papers_due") == "2019-03-08");
  done(s, panel, "meetings", "schedule", {{"ref", "seccb_12_2703"}, {"date", "2019-03-27"}});
  CHECK(view(s, "meetings/SECCB_12_2703").at("body") == "change-board");
}

STORY("Papers are issued, the meeting is held on its day, and minutes are approved when no line is left in draft") {
  Story s("2019-03-08");
  given_the_meeting(s);
  const auto owed = [&] { return s.journal().tasks({"panel-secretary"}); };
  REQUIRE(owed().size() == 1);
  CHECK(owed()[0].task.due == instant("2019-03-08T17:00:00Z"));
  not_done(s, panel, panel_66, "issue-papers").is_refused_for("HasItems");
  given_an_item(s, 11, "Change Status Report - March 2019");
  not_done(s, panel, panel_66, "add-item", {{"item", 11}, {"title", "again"}}).is_refused_for("ItemIsNew");
  not_done(s, panel, panel_66, "add-item", {{"item", 0}, {"title", "none"}}).is_malformed_at("/item");
  CHECK(view(s, panel_66).at("items").at(0).at("paper") == "SECP_66_1503_11");
  not_done(s, panel, panel_66, "hold").has_no_row();
  done(s, panel, panel_66, "issue-papers");
  not_done(s, panel, panel_66, "hold").is_refused_for("DayHasCome");
  given_a_line(s, 11, "NOTED", "the report");
  not_done(s, panel, panel_66, "confirm-line", {{"line", 1}}).has_no_row();

  s.the_day_is("2019-03-15");
  done(s, panel, panel_66, "hold");
  not_done(s, panel, panel_66, "record-discussion", {{"item", 12}, {"text", "t"}}).is_malformed_at("/item");
  done(s, panel, panel_66, "draft-minutes");
  not_done(s, panel, panel_66, "approve-minutes", {{"mode", "ex-committee"}}).is_refused_for("NoDraftLines").says("1");
  CHECK(owed().size() == 2);
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  not_done(s, panel, panel_66, "confirm-line", {{"line", 1}}).is_refused_for("LinesAreDrafts");
  not_done(s, panel, panel_66, "confirm-line", {{"line", 2}}).is_malformed_at("/line");
  s.the_day_is("2019-04-12");
  done(s, panel, panel_66, "approve-minutes", {{"mode", "meeting"}, {"at", "SECP_67_1204"}});
  CHECK(owed().empty());
  done(s, panel, panel_66, "publish-minutes");
  const auto made = paper(s, panel_66, "minutes");
  CHECK(made.header.back().second == "Final Minutes, approved at the meeting SECP_67_1204 on 12 April 2019");
}

STORY("Confirming a line is the step: it is taken with the decision, and line and event name each other") {
  Story s("2019-03-15");
  s.given("SECMP0058", "panel-report-review");
  given_the_meeting(s);
  given_an_item(s, 14, "SECMP0058 Modification Report", {{"modifications", {"SECMP0058"}}});
  given_the_four_lines(s);
  when_it_was_held(s);
  s.then("SECMP0058").in("panel-report-review");

  const auto confirmed = done(s, panel, panel_66, "confirm-line", {{"line", 2}});
  REQUIRE(confirmed.brought.size() == 1);
  s.then("SECMP0058").in("report-consultation").has("/path", "self-governance");
  const auto event = Dom::parse(s.history("SECMP0058").back().event.body);
  CHECK(event.at("decision").at("meeting") == "SECP_66_1503");
  CHECK(event.at("decision").at("item") == 14);
  CHECK(event.at("decision").at("mode") == "meeting");
  CHECK(event.at("decision").at("lines").size() == 4);
  CHECK(event.at("decision").at("lines").at(0).at("text") == "that SECMP0058 should be progressed to the Report Phase");

  const auto lines = view(s, panel_66).at("items").at(0).at("lines");
  REQUIRE(lines.size() == 4);
  for (const auto& line : lines) {
    CHECK(line.at("state") == "confirmed");
    CHECK(line.at("event").at("ref") == "SECMP0058");
    CHECK(line.at("event").at("version") == s.history("SECMP0058").size());
    CHECK(line.at("event").at("href") == "/v1/modifications/SECMP0058/history?cursor=1&limit=1");
  }
}

STORY("A step that is refused refuses the confirmation, says why and of which, and writes nothing") {
  Story s("2019-03-15");
  s.given("SECMP0058", "panel-report-review");
  s.given("SECMP0060", "panel-report-review");
  given_the_meeting(s);
  given_an_item(s, 14, "SECMP0058 Modification Report");
  given_an_item(s, 15, "SECMP0060 Modification Report");
  given_the_four_lines(s);
  given_the_four_lines(s, "SECMP0060", 15,
                       {{"progress_to_report_phase", true},
                        {"report_approved", false},
                        {"implementation_approach_approved", true},
                        {"path", "self-governance"}});
  when_it_was_held(s);
  const auto before = s.journal().last_seq();
  const auto refused = not_done(s, panel, panel_66, "confirm-lines", {{"lines", {1, 6}}});
  refused.is_refused_for("AllFourDecided");
  const auto& why = std::get<engine::Refused>(refused.reply());
  CHECK(why.of == "SECMP0060");
  CHECK(why.cause == "/lines/1");
  CHECK(s.journal().last_seq() == before);
  s.then("SECMP0058").in("panel-report-review");
  CHECK(std::get<engine::Refused>(not_done(s, panel, panel_66, "confirm-line", {{"line", 7}}).reply()).cause ==
        "/line");
  CHECK(view(s, panel_66).at("items").at(0).at("lines").at(0).at("state") == "draft");

  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  s.then("SECMP0058").in("report-consultation");
}

STORY("A body that its step cannot read, or a modification that nobody knows, is wrong at the line that names it") {
  Story s("2019-03-15");
  s.given("SECMP0058", "panel-report-review");
  given_the_meeting(s);
  given_an_item(s, 14, "Modification Reports");
  given_the_four_lines(s, "SECMP0058", 14, {{"path", "a path of its own"}});
  given_a_line(s, 14, "AGREED", "to put it on hold",
               {{"modification", "SECMP0999"}, {"command", "hold"}, {"body", {{"reason", "r"}}}});
  when_it_was_held(s);
  not_done(s, panel, panel_66, "confirm-line", {{"line", 1}}).is_malformed_at("/line/path");
  not_done(s, panel, panel_66, "confirm-lines", {{"lines", {5}}}).is_malformed_at("/lines/0");
}

STORY("A choice of the command's own keeps the Panel's decision beside it") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement");
  given_the_meeting(s);
  given_an_item(s, 12, "SEC Modification Timetables");
  given_a_line(s, 12, "AGREED", "to incur the Impact Assessment costs for SECMP0062",
               {{"modification", "secmp0062"},
                {"command", "decide-ia-cost"},
                {"body", {{"decision", "incur"}, {"reason", "so that it does not miss the cut-off"}}}});
  when_it_was_held(s);
  done(s, manager, panel_66, "confirm-line", {{"line", 1}, {"mode", "ex-committee"}});
  const auto event = Dom::parse(s.history("SECMP0062").back().event.body);
  CHECK(event.at("decision") == "incur");
  CHECK(event.at("decided_by").at("item") == 12);
  CHECK(event.at("decided_by").at("mode") == "ex-committee");
  s.then("SECMP0062").decided("ia-cost-decided", "panel", "incur");
}

STORY("A modification is found by the reference that it has now") {
  Story s("2019-03-15");
  s.given("DP083", "initial-consideration", "", {{"workflow", "sec-2019"}});
  s.when(panel, "DP083", "send-to-refinement", {{"path", "self-governance"}});
  given_the_meeting(s);
  given_an_item(s, 12, "SEC Modification Timetables");
  given_a_line(s, 12, "AGREED", "to put MP083 on hold",
               {{"modification", "MP083"}, {"command", "hold"}, {"body", {{"reason", "resources"}}}});
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  s.then("MP083").has("/status", "on-hold");
  CHECK(view(s, panel_66).at("/items/0/lines/0/event/version"_json_pointer) == s.history("MP083").size());
}

STORY("What the Panel did not decide is rejected or deferred, a step with all its lines, and may be proposed anew") {
  Story s("2019-03-15");
  s.given("SECMP0058", "panel-report-review");
  given_the_meeting(s);
  given_an_item(s, 14, "SECMP0058 Modification Report");
  given_the_four_lines(s);
  given_a_line(s, 14, "AGREED", "the path", {{"modification", "SECMP0058"}});
  when_it_was_held(s);
  CHECK(lines_of(paper(s, panel_66, "minutes", panel), "item-14").size() == 5);  // for those who confirm them
  done(s, panel, panel_66, "publish-minutes", {{"draft", true}});
  CHECK(paper(s, panel_66, "minutes").section("item-14")->rows.empty());
  done(s, panel, panel_66, "reject-line", {{"line", 3}, {"reason", "the approach is not settled"}});
  not_done(s, panel, panel_66, "confirm-line", {{"line", 1}}).is_refused_for("LinesAreDrafts").says("rejected");
  not_done(s, panel, panel_66, "defer-line", {{"line", 3}, {"reason", "r"}}).is_refused_for("LinesAreDrafts");
  done(s, panel, panel_66, "defer-line", {{"line", 5}, {"reason", "more information is needed"}});
  s.then("SECMP0058").in("panel-report-review");
  CHECK(lines_of(paper(s, panel_66, "minutes"), "item-14") == std::vector<std::string>{"DEFERRED the path"});

  given_the_four_lines(s);
  done(s, panel, panel_66, "confirm-line", {{"line", 9}});
  s.then("SECMP0058").in("report-consultation");
  CHECK(lines_of(paper(s, panel_66, "minutes"), "item-14").size() == 5);
}

STORY("A line is about one thing, and its step is one that a body decides") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 1, "Minutes and Actions Outstanding");
  const auto line = [&](const Dom& more) {
    Dom body = {{"item", 1}, {"verb", "AGREED"}, {"text", "so"}};
    body.update(more);
    return not_done(s, panel, panel_66, "propose-decision", body);
  };
  line({{"command", "hold"}}).is_refused_for("StepIsWhole");
  line({{"body", {{"reason", "r"}}}}).is_refused_for("StepIsWhole");
  line({{"modification", "SECMP0001"}, {"release", "november-2019"}}).is_refused_for("StepIsWhole");
  line({{"actions", {"SECP64/01"}}, {"command", "close"}}).is_refused_for("StepIsWhole");
  line({{"actions", {"number one"}}}).is_malformed_at("/actions/0");
  line({{"modification", "SECMP0001"}, {"command", "cast-vote"}}).is_refused_for("StepIsABodys").says("approve-report");
  line({{"release", "november-2019"}, {"command", "go-live"}}).is_refused_for("StepIsABodys");
  line({{"item", 2}}).is_malformed_at("/item");
}

STORY("The Panel agrees a release at its meeting") {
  Story s("2019-03-15");
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  done(s, panel, "releases", "propose",
       {{"id", "november-2019"}, {"title", "November 2019"}, {"kind", "november"}, {"planned_on", "2019-11-07"}});
  done(s, panel, "releases/november-2019", "include", {{"modifications", {{{"ref", "SECMP0018"}, {"part", 1}}}}});
  given_the_meeting(s);
  given_an_item(s, 13, "November 2019 SEC Release update");
  given_a_line(s, 13, "AGREED", "to proceed with a November 2019 SEC Systems Release",
               {{"release", "november-2019"}, {"command", "agree"}});
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  CHECK(current(s, "releases/november-2019").state == "agreed");
  CHECK(view(s, panel_66).at("/items/0/lines/0/event/version"_json_pointer) == 3);
}

STORY("A Red item leaves its neutral line and its decision; what was said is for the Panel alone") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "Credit Cover Process",
                {{"classification", "red"}, {"paper", "none"}, {"recommendation", "zymurgy proposes"}});
  given_an_item(s, 6, "Planned Maintenance Proposal", {{"classification", "green"}});
  given_a_line(s, 7, "NOTED", {{"text", "the presentation"}, {"classification", "white"}});
  given_a_line(s, 7, "AGREED", {{"text", "the quixotry of it"}, {"classification", "red"}});
  when_it_was_held(s);
  done(s, secas, panel_66, "record-discussion", {{"item", 7}, {"confidential_text", "zymurgy is overdue"}});
  done(s, secas, panel_66, "record-discussion", {{"item", 6}, {"confidential_text", "a trial of six months"}});
  done(s, panel, panel_66, "publish-minutes", {{"draft", true}});
  done(s, panel, panel_66, "confirm-lines", {{"lines", {1, 2}}});
  const auto outside = {visitor, party("p"), dcc, member("LS-1")};
  for (const auto& who : outside) {
    CAPTURE(who.role);
    const auto made = paper(s, panel_66, "minutes", who);
    const auto* item = made.section("item-7");
    REQUIRE(item != nullptr);
    CHECK(item->heading == "7. Credit Cover Process (RED)");
    CHECK(item->lead == "The agenda item was marked as RED and therefore recorded in the Confidential Minutes.");
    CHECK(lines_of(made, "item-7").at(0) == "NOTED the presentation");
    for (const auto& all :
         {view(s, panel_66, who).dump(), history(s, panel_66, who),
          Dom::parse(std::get<engine::Answer>(asked(s, "meetings", "SECP_66_1503", "agenda", Dom::object(), who)).json)
              .dump()}) {
      CHECK(all.find("zymurgy") == std::string::npos);
      CHECK(all.find("quixotry") == std::string::npos);
      CHECK(all.find("Credit Cover Process") != std::string::npos);
    }
  }
  const auto made = paper(s, panel_66, "minutes", panel);
  CHECK(made.classification == "RED");
  CHECK(made.section("item-7")->lead == "zymurgy is overdue");
  CHECK(history(s, panel_66, panel).find("zymurgy is overdue") != std::string::npos);
  CHECK(paper(s, panel_66, "minutes").classification == "WHITE");
  CHECK(paper(s, panel_66, "minutes").section("item-6")->lead ==
        "The agenda item was marked as GREEN and therefore recorded for SEC Parties and smart metering stakeholders.");
  CHECK(paper(s, panel_66, "minutes", party("p")).section("item-6")->lead == "a trial of six months");
}

STORY("Minutes say who was there, for whom, and who sent apologies") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 1, "Minutes and Actions Outstanding");
  done(s, panel, panel_66, "issue-papers");
  done(s, panel, panel_66, "hold",
       {{"attendance",
         {{{"category", "Large Suppliers"}, {"name", "An alternate"}, {"alternate_for", "Member 1"}},
          {{"category", "DCC"},
           {"name", "DCC Operations"},
           {"participant", true},
           {"part", true},
           {"teleconference", true}}}},
        {"apologies", {{{"category", "Large Suppliers"}, {"name", "Member 1"}}}}});
  const auto made = paper(s, panel_66, "minutes", panel);
  CHECK(made.title == "SEC Panel Meeting 66");
  CHECK(made.header.at(1).second == "15 March 2019");
  CHECK(engine::text_of(made.section("attendees")->rows.at(0).at(2)) == "Alternate for Member 1");
  CHECK(engine::text_of(made.section("other-participants")->rows.at(0).at(2)) == "Part; teleconference");
  CHECK(made.section("apologies")->rows.size() == 1);
}

STORY("The agenda proposes itself: what waits for the body, in the words in which it would be decided") {
  Story s("2019-03-15");
  s.given("SECMP0058", "panel-report-review", "self-governance");
  s.given("SECMP0025", "sent-back", "authority-determined");
  given_a_referral(s, "SECMP0040");
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  s.given("SECMP0007", "refinement", "self-governance");
  s.given("DP084", "initial-consideration", "", {{"workflow", "sec-2019"}});
  s.given("DP085", "development", "", {{"workflow", "sec-2019"}});
  s.given("SECMP0030", "report-consultation", "self-governance");
  s.given("SECMP0031", "change-board-vote", "self-governance");
  given_the_meeting(s);
  given_an_item(s, 14, "SECMP0058 Modification Report", {{"modifications", {"SECMP0058"}}});
  const auto agenda = answered(s, "meetings", "SECP_66_1503", "agenda");

  const auto report = proposed(agenda, "SECMP0058", "approve-report");
  REQUIRE(report.is_object());
  CHECK(report.at("item") == 14);
  const auto& draft = report.at("drafts").at(0);
  CHECK(draft.at("lines") ==
        Dom::array(
            {{{"verb", "AGREED"}, {"text", "that SECMP0058 should be progressed to the Report Phase"}},
             {{"verb", "APPROVED"}, {"text", "the Modification Report"}},
             {{"verb", "APPROVED"}, {"text", "the implementation approach"}},
             {{"verb", "AGREED"}, {"text", "that SECMP0058 should be progressed as a Self-Governance Modification"}}}));
  CHECK(draft.at("body").at("path") == "self-governance");
  const auto sent_back = proposed(agenda, "SECMP0025", "route-sent-back");
  REQUIRE(sent_back.is_object());
  CHECK(sent_back.at("drafts").at(0).at("lines").at(3).at("text") ==
        "that SECMP0025 remains an Authority Determined Modification");
  CHECK(proposed(agenda, "SECMP0040", "decide-referral").at("drafts").size() == 2);
  CHECK(proposed(agenda, "SECMP0018", "request-revised-date").is_object());
  CHECK(proposed(agenda, "SECMP0007", "agree-timetable").is_object());
  CHECK(proposed(agenda, "DP084", "send-to-refinement").is_object());
  for (const std::string other : {"DP085", "SECMP0030", "SECMP0031"})
    CHECK(agenda.at("proposed").dump().find(other) == std::string::npos);

  done(s, panel, "meetings", "schedule", {{"ref", "SECCB_12_2703"}, {"date", "2019-03-27"}});
  const auto board = answered(s, "meetings", "SECCB_12_2703", "agenda").at("proposed");
  REQUIRE(board.size() == 1);
  CHECK(board.at(0).at("modification") == "SECMP0031");
  done(s, panel, "meetings", "schedule", {{"ref", "SECCSC_03_2603"}, {"date", "2019-03-26"}});
  CHECK(proposed(answered(s, "meetings", "SECCSC_03_2603", "agenda"), "DP085", "recommend-conversion").is_object());
}

STORY("What the agenda proposes can be proposed and confirmed as it is") {
  Story s("2019-03-15");
  s.given("SECMP0058", "panel-report-review", "self-governance");
  given_the_meeting(s);
  given_an_item(s, 14, "SECMP0058 Modification Report");
  const auto draft =
      proposed(answered(s, "meetings", "SECP_66_1503", "agenda"), "SECMP0058", "approve-report").at("drafts").at(0);
  for (const auto& line : draft.at("lines"))
    given_a_line(s, 14, line.at("verb"), line.at("text"),
                 {{"modification", "SECMP0058"}, {"command", draft.at("command")}, {"body", draft.at("body")}});
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-lines", {{"lines", {1, 2, 3, 4}}});
  s.then("SECMP0058").in("report-consultation");
}

STORY("What the agenda proposes of a modification is taken onto it in one step") {
  Story s("2019-03-15");
  s.given("SECMP0058", "panel-report-review", "self-governance");
  s.given("SECMP0025", "sent-back", "authority-determined");
  s.given("SECMP0030", "report-consultation", "self-governance");
  given_the_meeting(s);
  given_an_item(s, 14, "Modification Reports", {{"modifications", {"SECMP0058", "SECMP0030", "SECMP0099"}}});
  given_an_item(s, 11, "Change Status Report", {{"modifications", {"SECMP0025"}}});
  const auto propose = [&](int item, const std::string& ref, Dom more = Dom::object()) {
    more.update({{"item", item}, {"modification", ref}});
    return told(s, panel, panel_66, "propose-drafts", more);
  };
  const auto refused = [&](int item, const std::string& ref, const std::string& why, const Dom& more = Dom::object()) {
    Answer(propose(item, ref, more)).is_refused_for("IsProposed").says(why);
  };
  refused(11, "SECMP0058", "item 11 does not name SECMP0058");
  refused(14, "SECMP0099", "there is no modification SECMP0099");
  refused(14, "SECMP0030", "nothing of SECMP0030 waits for the Panel");
  refused(14, "SECMP0058", "'hold' is not proposed of SECMP0058; these steps are: approve-report, return-report",
          {{"command", "hold"}});
  Answer(propose(15, "SECMP0058")).is_malformed_at("/item");

  REQUIRE(std::holds_alternative<engine::Accepted>(propose(14, "secmp0058")));
  REQUIRE(std::holds_alternative<engine::Accepted>(propose(11, "SECMP0025", {{"command", "route-sent-back"}})));
  const auto items = view(s, panel_66).at("items");
  REQUIRE(items.at(1).at("lines").size() == 4);
  CHECK(items.at(1).at("lines").at(0).at("text") == "that SECMP0058 should be progressed to the Report Phase");
  CHECK(items.at(0).at("lines").at(0).at("line") == 5);
  CHECK(items.at(0).at("lines").at(0).at("command") == "route-sent-back");
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  s.then("SECMP0058").in("report-consultation");
}

TEST_CASE("Every step that a body's secretary may take of a modification has its words for the minutes") {
  for (const auto* workflow : rules().of("modifications"))
    for (const auto& command : workflow->commands()) {
      // A light is set by who keeps the register, a slip is taken back by who made it; no body decides that, and a
      // discussion decides nothing.
      const bool of_a_body =
          command.name != "reclassify" && command.name != "withdraw-document" && command.name != "revoke-last" &&
          command.name != "record-discussion-at" &&
          std::find(command.roles.begin(), command.roles.end(), "panel-secretary") != command.roles.end();
      CAPTURE(command.name);
      const auto* words = sec::meeting::words_of("modifications", command.name);
      CHECK((words != nullptr) == of_a_body);
      if (words == nullptr) continue;
      const auto schema = Dom::parse(command.schema);
      CHECK(schema.at("properties").contains(std::string(words->decision_field)));
      CHECK(schema.at("properties").at(std::string(words->decision_field)).contains("properties"));
    }
}
