// The papers of the register, as each of their readers gets them: the report, a modification's page, what a meeting
// brings about.
#include "api/report/build.hpp"
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/terms/calendar.hpp"

using namespace meetings;

namespace {
Dom of_class(const std::string& classification, const std::string& text) {
  return {{"classification", classification}, {"text", text}};
}

engine::Report change_status(const Story& s, const Actor& by = visitor) {
  const auto& workflow = *api::report::workflow_with(rules(), "change-status");
  return api::report::build({rules(), s.journal(), s.today(), false, workflow.clearance(by), nullptr}, workflow,
                            {"change-status", {}, {}, {}});
}

std::string said(const engine::Report& report) {
  std::string all;
  for (const auto& [label, value] : report.header) all += label + ": " + value + "\n";
  for (const auto& section : report.sections)
    for (const auto& row : section.rows) {
      for (const auto& cell : row) all += engine::text_of(cell) + " | ";
      all += "\n";
    }
  return all;
}
// "SECMP0025 | ... |" of a section, row by row.
std::vector<std::string> rows(const engine::Report& report, const std::string& section) {
  const auto* found = report.section(section);
  REQUIRE(found != nullptr);
  std::vector<std::string> all;
  for (const auto& row : found->rows) {
    auto& text = all.emplace_back();
    for (const auto& cell : row) text += engine::text_of(cell) + " | ";
  }
  return all;
}
bool has(const std::vector<std::string>& all, const std::string& part) {
  return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.find(part) != std::string::npos; });
}
}  // namespace

STORY("A modification's page is stamped with the highest class that its reader is shown") {
  Story s("2019-03-18");
  const auto ref = lives::submitted(s, lives::eras[1], {{"problem", of_class("red", "zymurgy cannot pay")}});
  for (const std::string light : {"green", "white"})
    s.when(secas, ref, "attach-document",
           {{"kind", "form"}, {"title", light + " form"}, {"version", "1.0"}, {"classification", light}});
  const auto page = [&](const Actor& by) { return paper(s, "modifications/" + ref, "page", by); };
  CHECK(page(panel).classification == "RED");
  CHECK(page(panel).handling.find("Panel Members") != std::string::npos);
  CHECK(page(panel).confidential);
  CHECK(page(party("p")).classification == "GREEN");
  CHECK(page(visitor).classification == "WHITE");
  CHECK_FALSE(page(visitor).confidential);
  CHECK(page(visitor).section("issue")->lead == "Red: recorded in the Confidential Minutes");
}

STORY("The Change Status Report is stamped with the highest class that its reader is shown, in its header too") {
  Story s("2019-03-18");
  const auto ref = lives::submitted(s, lives::eras[1]);
  s.when(
      panel, ref, "hold",
      {{"reason", "r"},
       {"decision",
        {{"body", "panel"}, {"lines", {{{"verb", "AGREED"}, {"text", of_class("amber", "to wait for zymurgy")}}}}}}});
  const auto amber = change_status(s, dcc), white = change_status(s);
  CHECK(amber.classification == "AMBER");
  CHECK(header(amber, "Classification") == "AMBER");
  CHECK(said(amber).find("zymurgy") != std::string::npos);
  CHECK(white.classification == "WHITE");
  CHECK(header(white, "Classification") == "WHITE");
  CHECK(said(white).find("zymurgy") == std::string::npos);
}

STORY("Minutes and agenda are stamped Red where an action that they carry is shown and Red") {
  Story s("2019-02-18");
  done(s, panel, "actions", "raise",
       {{"meeting", "SECP_65_1502"},
        {"ref", "SECP65/01"},
        {"text", of_class("red", "to ask zymurgy")},
        {"owner", "secas"}});
  s.the_day_is("2019-03-15");
  given_the_meeting(s);
  for (const std::string name : {"agenda", "minutes"}) {
    CAPTURE(name);
    CHECK(paper(s, panel_66, name, panel).classification == "RED");
    if (name == "agenda") CHECK(paper(s, panel_66, name, visitor).classification == "WHITE");
    CHECK(paper(s, panel_66, name, panel).file == "SECP_66_1503-" + name);
  }
}

STORY("What the step of a Red line says, or of a line under a Red item, stays Red where the step is taken") {
  for (const bool item_is_red : {false, true}) {
    CAPTURE(item_is_red);
    Story s("2019-03-15");
    s.given("SECMP0060", "refinement");
    given_the_meeting(s);
    given_an_item(s, 7, "A matter", item_is_red ? Dom{{"classification", "red"}} : Dom::object());
    const Dom text = item_is_red ? Dom("to put SECMP0060 on hold") : of_class("red", "to wait");
    given_a_line(
        s, 7, "AGREED", text,
        {{"modification", "SECMP0060"}, {"command", "hold"}, {"body", {{"reason", "zymurgy"}, {"note", "quixotry"}}}});
    when_it_was_held(s);
    done(s, panel, panel_66, "confirm-line", {{"line", 1}});
    s.then("SECMP0060", panel).has("/pause/reason", of_class("red", "zymurgy"));
    CHECK(history(s, "modifications/SECMP0060", panel).find("zymurgy") != std::string::npos);
    for (const auto& by : {visitor, party("p"), dcc}) {
      const auto all = history(s, "modifications/SECMP0060", by) + view(s, "modifications/SECMP0060", by).dump() +
                       view(s, panel_66, by).dump() + history(s, panel_66, by);
      CHECK(all.find("zymurgy") == std::string::npos);
      CHECK(all.find("quixotry") == std::string::npos);
      CHECK((all + said(change_status(s, by))).find(item_is_red ? "to put SECMP0060" : "to wait") == std::string::npos);
    }
  }
}

STORY("An approval that the Panel reversed reads as a rejection on its page, without a date or a forecast of one") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::in_the_appeal_window(s, era);
    const auto page = [&] { return paper(s, "modifications/" + ref, "page"); };
    CHECK(has(rows(page(), "timeline"), "Implemented"));
    s.when(party("acme"), ref, "refer", {{"party", "acme"}, {"reason", "prices"}});
    s.when(panel, ref, "decide-referral", {{"decision", "reverse"}, {"reason", "the evidence weighs more"}});
    CHECK(header(page(), "Implementation date") == "None: it is rejected");
    CHECK(header(page(), "Change Board vote").ends_with("; reversed by the Panel: rejected"));
    CHECK(header(page(), "Latest update").find("reversed the decision that was referred to it: rejected") !=
          std::string::npos);
    CHECK_FALSE(has(rows(page(), "timeline"), "Implemented"));
  }
}

STORY("A page says who objected to the Fast-Track way, on which ground it was refused, and who is voting") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto page = [&](const std::string& ref) { return paper(s, "modifications/" + ref, "page"); };
    const auto fast = lives::fast_track(s, era);
    s.when(party("acme"), fast, "object", {{"party", "acme"}, {"reason", "it is no slip of the pen"}});
    CHECK(has(rows(page(fast), "timeline"), "Found valid as a Fast-Track Modification"));
    CHECK(has(rows(page(fast), "timeline"), "A Party objected to the Fast-Track way"));
    const auto refused = lives::in_initial_consideration(s, era), live = lives::submitted(s, era);
    s.when(panel, refused, "refuse",
           {{"ground", "same-effect-as-live"}, {"same_as", live}, {"reason", "both are of gas"}});
    const auto why =
        "Refused by the Panel: it has substantively the same effect as an earlier proposal that is still "
        "live (D3.8): both are of gas (" +
        live + ")";
    CHECK(has(rows(page(refused), "timeline"), why));
    CHECK(header(page(refused), "Latest update").find(why) != std::string::npos);
    const auto voted = lives::before_the_board(s, era, "self-governance");
    lives::opens_a_vote(s, voted, "final", "correspondence");
    CHECK(header(page(voted), "Latest update").find("Waiting for the Change Board to cast its votes until ") !=
          std::string::npos);
  }
}

STORY("The report's own consultation stands in the Report Phase, and not that of the Refinement Process") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "self-governance");
    s.when(secas, ref, "open-refinement-consultation");
    const auto opened = engine::to_text(s.today());
    s.working_days_pass(30);
    s.when(secas, ref, "submit-report", {{"report_version", "1.0"}, {"legal_text", true}});
    s.then(ref).in("panel-report-review");
    const auto listed = rows(change_status(s), "report-phase");
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].find(opened) == std::string::npos);
  }
}

STORY("A report begins where the papers of the last meeting went out: what that meeting decided is in it") {
  Story s("2019-03-08");
  s.given("SECMP0058", "panel-report-review");
  given_the_meeting(s);
  given_an_item(s, 14, "SECMP0058 Modification Report");
  done(s, panel, panel_66, "issue-papers");
  s.the_day_is("2019-03-15");
  done(s, panel, panel_66, "hold");
  given_the_four_lines(s);
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  CHECK(change_status(s).since == date("2019-02-15"));  // of the meeting's own day: none was held before
  s.the_day_is("2019-04-05");
  const auto report = change_status(s);
  CHECK(report.since == date("2019-03-08"));
  CHECK(header(report, "Since") == "8 March 2019, when the papers of SECP_66_1503 went out");
  CHECK(has(rows(report, "movement"), "2019-03-15 | SECMP0058 | Modification Report approved"));
}

STORY("Where nobody knows when its papers went out, a report begins on the day before the meeting") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 11, "Change Status Report");
  when_it_was_held(s);
  s.the_day_is("2019-03-29");
  CHECK(change_status(s).since == date("2019-03-14"));
  CHECK(header(change_status(s), "Since") == "14 March 2019, the day before SECP_66_1503");
}

STORY("What the Authority sent back is with its questions in the report, until it has been routed") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = lives::with_the_authority(s, lives::eras[1]);
  s.when(authority, ref, "send-back", {{"questions", {"the post-PIT costs", of_class("red", "zymurgy's costs")}}});
  for (const auto& by : {visitor, panel}) {
    const auto listed = rows(change_status(s, by), "authority");
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].find("the post-PIT costs; ") != std::string::npos);
    CHECK((listed[0].find("zymurgy") != std::string::npos) == (by.role == panel.role));
  }
  CHECK(change_status(s, panel).classification == "RED");
  s.when(panel, ref, "route-sent-back", {{"route", "refinement"}});
  CHECK(has(rows(change_status(s), "authority"), "the post-PIT costs"));
  s.the_day_is(s.today() + std::chrono::months{2});
  CHECK(rows(change_status(s), "authority").empty());
}

STORY("What was brought in is told in the words of its register, and its page expects nothing that nobody knows") {
  Story s("2019-03-18");
  const Dom history = {
      {{"on", s.day_in(-20)}, {"code", "RAISED"}, {"state", "submitted"}},
      {{"on", s.day_in(-10)}, {"code", "PA_REQUESTED"}, {"state", "refinement"}},
      {{"on", s.day_in(-5)}, {"code", "CB_VOTE"}, {"text", "Change Board voted to approve"}},
      {{"on", s.day_in(-4)}, {"code", "WG"}},
      {{"on", s.today_text()}, {"code", "REGISTER"}, {"state", "not-known"}, {"status", "on-hold"}, {"undated", true}}};
  s.raised(manager,
           {{"workflow", "sec-2019"},
            {"ref", "MP950"},
            {"title", "From another register"},
            {"position",
             {{"state", "submitted"}, {"as_of", s.day_in(-20)}, {"source", "a register"}, {"history", history}}}});
  const auto page = paper(s, "modifications/MP950", "page");
  const auto timeline = rows(page, "timeline");
  CHECK(timeline.size() == 4);
  for (const std::string words :
       {"Raised", "Preliminary Assessment requested", "Change Board voted to approve", "Working Group meeting"})
    CHECK_MESSAGE(has(timeline, words), words);
  CHECK_FALSE(has(timeline, "| Yes"));
  CHECK(header(page, "Latest update").find("Working Group meeting") != std::string::npos);

  const auto report = change_status(s);
  CHECK(said(report).find("Milestone recorded") == std::string::npos);
  CHECK(has(rows(report, "movement"), s.day_in(-5) + " | MP950 | Change Board vote"));
  CHECK_FALSE(has(rows(report, "movement"), s.today_text()));
  REQUIRE(rows(report, "not-known").size() == 1);
  CHECK(rows(report, "not-known")[0].starts_with("MP950 | From another register"));
  CHECK(rows(report, "held")[0].find(s.today_text()) == std::string::npos);  // since when is not known
  s.then("MP950").has("/pause/since", Dom());
}

STORY("What closed since the last report is listed with its title") {
  Story s("2019-03-18");
  const auto ref = lives::submitted(s, lives::eras[1]);
  s.when(secas, ref, "refuse-invalid", {{"ground", "form-incomplete"}});
  CHECK(rows(change_status(s), "closed") ==
        std::vector<std::string>{ref + " | Clearer wording of Section D |  | " +
                                 engine::text_of(change_status(s).section("closed")->rows.at(0).at(3)) +
                                 " | 2019-03-18 | "});
}

STORY("While a decision is referred nobody expects the end of its window, nor its implementation") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = lives::in_the_appeal_window(s, lives::eras[1]);
  CHECK(has(rows(paper(s, "modifications/" + ref, "page"), "timeline"), "| Yes"));
  s.when(party("other"), ref, "refer", {{"party", "other"}, {"reason", "r"}});
  CHECK_FALSE(has(rows(paper(s, "modifications/" + ref, "page"), "timeline"), "| Yes"));
}

STORY("A hold ends with its last day, and not with the day after") {
  Story s("2019-03-18");
  const auto ref = lives::submitted(s, lives::eras[1]);
  s.when(panel, ref, "hold", {{"reason", "r"}, {"until", "2019-06-28"}});
  s.then(ref).has("/waiting_for/until", "2019-06-28T16:00:00Z");
  CHECK(has(rows(change_status(s), "new"), ref));
  CHECK(said(change_status(s)).find("2019-06-29") == std::string::npos);
}

STORY("What happened on one day stands in the order of a life, and what is due on a day says so once") {
  Story s("2019-01-07");
  s.given_a_change_board();
  const auto& era = lives::eras[1];
  const auto ref = lives::before_the_panel(s, era, "authority-determined");
  const Dom parts = {{{"part", 1}, {"planned_on", "2020-06-25"}}};
  s.when(panel, ref, "approve-report",
         lives::with(lives::approval_of_the_report(era, "authority-determined"), {{"implementation", parts}}));
  s.working_days_pass(16);
  lives::opens_a_vote(s, ref, "final", "meeting");
  lives::everybody_votes(s, ref, "approve");
  s.when(secas, ref, "close-vote");
  s.when(authority, ref, "determine", lives::determination("approve"));
  const auto page = paper(s, "modifications/" + ref, "page");
  CHECK(header(page, "Latest update").find("implement it on 25 June 2020.") != std::string::npos);
  std::string all;
  for (const auto& row : rows(page, "timeline")) all += row + "\n";
  const auto place = [&](const std::string& words) {
    const auto found = all.find(words);
    CHECK_MESSAGE(found != std::string::npos, words << " is not in " << all);
    return found;
  };
  CHECK(place("Raised") < place("Modification Report submitted"));
  CHECK(place("Modification Report submitted") < place("Modification Report approved"));
  CHECK(place("Modification Report approved") < place("Modification Report Consultation |"));
  CHECK(place("Modification Report Consultation |") < place("Change Board vote |"));
}

STORY("What happened on one day stands in the page's timeline in the order of the journal") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    s.given_a_change_board();
    const auto ref = lives::sent_back(s, era);
    s.when(panel, ref, "route-sent-back",
           {{"route", "refinement"}, {"report_approved", true}, {"reason", "more work is needed"}});
    const auto timeline = [&] {
      std::vector<std::string> all;
      const auto page = paper(s, "modifications/" + ref, "page");
      for (const auto& row : page.section("timeline")->rows)
        if (engine::text_of(row.at(3)).empty()) all.push_back(engine::text_of(row.at(2)));
      return all;
    };
    const auto all = timeline();
    const auto place = [&](const std::string& event) {
      const auto found = std::find_if(all.begin(), all.end(), [&](const std::string& words) {
        return words == sec::paper::words_of_event(event) || words == sec::paper::words_of_step(event, "refinement");
      });
      REQUIRE_MESSAGE(found != all.end(), event);
      return found - all.begin();
    };
    CHECK(place("sent-back") < place("sent-back-routed"));
  }
}

STORY("In the report, votes that were counted on one day stand in the order of the journal") {
  Story s("2019-03-15");
  s.given_a_change_board();
  for (const auto& [ref, path] : {std::pair{"MP101", "authority-determined"}, std::pair{"MP102", "self-governance"}})
    s.given(ref, "change-board-vote", path);
  s.working_days_pass(1);
  for (const std::string ref : {"MP101", "MP102"}) {
    lives::opens_a_vote(s, ref, "final", "meeting");
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
  }
  std::vector<std::string> all;
  const auto report = change_status(s);
  for (const auto& row : report.section("board-outcomes")->rows) all.push_back(engine::text_of(row.at(1)));
  CHECK(all == std::vector<std::string>{"MP101", "MP102"});
}

STORY("Once a Fast-Track notice has run, the page says since when the Panel is waited for") {
  Story s(lives::eras[1].first_day);
  const auto ref = lives::fast_track(s, lives::eras[1]);
  const auto update = [&] { return meetings::paper(s, "modifications/" + ref, "page", visitor).header.back().second; };
  const auto ends = engine::read_time(s.then(ref).view().at("waiting_for").at("until").get<std::string>()).value();
  const auto day = sec::date_text(engine::london_date(ends));
  CHECK(update().ends_with("once the notice period has run until " + day + "."));
  s.working_days_pass(18);
  CHECK(update().find("Waiting since " + day + " for the Panel to decide unanimously") != std::string::npos);
  CHECK(update().find("until") == std::string::npos);
}
