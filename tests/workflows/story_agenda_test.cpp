// What the agenda of a meeting puts before its body, and in which words.
#include "tests/workflows/meetings.hpp"

using namespace meetings;

STORY("The timetable that the agenda has agreed is the one that is presented, whatever of it somebody forecast") {
  Story s("2019-03-15");
  s.given("SECMP0007", "refinement", "self-governance");
  s.given("SECMP0010", "refinement", "self-governance");
  s.when(secas, "SECMP0007", "forecast", {{"milestones", {{{"code", "MR_DRAFTED"}, {"on", "2019-07-01"}}}}});
  given_the_meeting(s);
  given_an_item(s, 12, "SEC Modification Timetables");
  const auto agenda = answered(s, "meetings", "SECP_66_1503", "agenda");
  std::vector<int> lines;
  for (const std::string ref : {"SECMP0007", "SECMP0010"}) {
    const auto draft = proposed(agenda, ref, "agree-timetable").at("drafts").at(0);
    Dom presented = Dom::object(), shown = Dom::object();
    const auto timetable = answered(s, "modifications", ref, "timetable");
    for (const auto& one : timetable.at("milestones"))
      if (one.at("passed") == false) presented[one.at("code")] = one.at("forecast");
    for (const auto& one : draft.at("body").at("milestones")) shown[one.at("code")] = one.at("on");
    CHECK(shown == presented);
    CHECK(shown.size() > 5);
    given_a_line(s, 12, draft.at("lines").at(0).at("verb"), draft.at("lines").at(0).at("text"),
                 {{"modification", ref}, {"command", draft.at("command")}, {"body", draft.at("body")}});
    lines.push_back(static_cast<int>(lines.size()) + 1);
  }
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-lines", {{"lines", lines}});
  const auto found = answered(s, "modifications", "SECMP0010", "timetable");
  for (const auto& one : found.at("milestones"))
    if (one.at("passed") == false) CHECK(one.at("agreed") == one.at("forecast"));
}

namespace {
// What the agenda's paper asks of a modification; empty: it is not on it.
std::string asked_of(Story& s, const std::string& ref) {
  const auto made = paper(s, panel_66, "agenda");
  std::string all;
  for (const auto& row : made.section("proposed")->rows)
    if (engine::text_of(row.at(0)) == ref) all += engine::text_of(row.back());
  return all;
}
}  // namespace

STORY("A paper asks, takes no side, and has no gaps") {
  Story s("2019-03-15");
  s.given("DP084", "initial-consideration", "", {{"workflow", "sec-2019"}});
  given_a_referral(s, "SECMP0040");
  s.given("SECMP0018", "pending-implementation", "authority-determined");
  given_the_meeting(s);
  CHECK(asked_of(s, "DP084") ==
        "AGREE that DP084 should be progressed to the Refinement Process; AGREE the path on which DP084 should be "
        "progressed");
  CHECK(asked_of(s, "SECMP0040") == "AGREE whether to uphold or to reverse the Change Board's decision on SECMP0040");
  CHECK(asked_of(s, "SECMP0018") == "AGREE to request a revised implementation date from the Authority for SECMP0018");
}

STORY("What is on hold is on the agenda of the meeting before its hold ends, and of none before that") {
  Story s("2019-03-15");
  for (const std::string ref : {"SECMP0001", "SECMP0002", "SECMP0003"})
    s.given(ref, "report-consultation", "self-governance");
  s.when(panel, "SECMP0001", "hold", {{"reason", "r"}, {"until", "2019-06-28"}});
  s.when(panel, "SECMP0002", "hold", {{"reason", "r"}, {"until", "2019-04-05"}});
  s.when(panel, "SECMP0003", "hold", {{"reason", "r"}});
  given_the_meeting(s);
  CHECK(asked_of(s, "SECMP0001") == "");
  CHECK(asked_of(s, "SECMP0002") == "AGREE that work on SECMP0002 should be resumed");
  CHECK(asked_of(s, "SECMP0003") == "AGREE that work on SECMP0003 should be resumed");
}

namespace {
const std::string panel_67 = "meetings/SECP_67_1204";

// Drafted on 18 March for the meeting of 12 April, which confirms it; the confirmation's answer.
Dom confirmed_on_12_april(Story& s, const std::function<void(Story&)>& draft) {
  s.given("SECMP0007", "refinement", "self-governance", {{"impacts", {{"dcc_systems", "system"}}}});
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_67_1204"}, {"date", "2019-04-12"}});
  done(s, panel, panel_67, "add-item", {{"item", 12}, {"title", "Timetables"}, {"modifications", {"SECMP0007"}}});
  draft(s);
  s.the_day_is("2019-04-12");
  done(s, panel, panel_67, "issue-papers");
  done(s, panel, panel_67, "hold");
  const auto told = done(s, panel, panel_67, "confirm-line", {{"line", 1}});
  return Dom::parse(told.entry.event.body);
}
void draft_it(Story& s) {
  done(s, panel, panel_67, "propose-drafts",
       {{"item", 12}, {"modification", "SECMP0007"}, {"command", "agree-timetable"}});
}
// The same by hand, in the words of the agenda.
void copy_it(Story& s) {
  const auto agenda = answered(s, "meetings", "SECP_67_1204", "agenda");
  const auto draft = proposed(agenda, "SECMP0007", "agree-timetable").at("drafts").at(0);
  done(s, panel, panel_67, "propose-decision",
       {{"item", 12},
        {"verb", draft.at("lines").at(0).at("verb")},
        {"text", draft.at("lines").at(0).at("text")},
        {"modification", "SECMP0007"},
        {"command", "agree-timetable"},
        {"body", draft.at("body")}});
}
}  // namespace

STORY("A timetable that was drafted earlier is agreed as it is reckoned on the day of the decision, and that is said") {
  for (const auto draft : {draft_it, copy_it}) {
    Story s("2019-03-18");
    const auto event = confirmed_on_12_april(s, draft);
    const auto agreed = s.then("SECMP0007").view().at("timetable");
    REQUIRE(agreed.size() > 5);
    for (const auto& one : agreed) CHECK(one.at("on") >= "2019-04-12");
    const auto found = answered(s, "modifications", "SECMP0007", "timetable");
    for (const auto& one : found.at("milestones"))
      if (one.at("passed") == false) CHECK(one.at("agreed") == one.at("forecast"));
    REQUIRE(event.at("warnings").size() == 1);
    const auto warning = event.at("warnings").at(0).get<std::string>();
    CHECK(warning.find("as it is reckoned on 12 April 2019, and not as it was drafted: ") != std::string::npos);
    CHECK(warning.find("WG_1 is ") != std::string::npos);
    // Minutes and history say the same.
    const auto line = view(s, panel_67).at("/items/0/lines/0"_json_pointer);
    CHECK(line.at("body").at("milestones") == event.at("/steps/0/body/milestones"_json_pointer));
  }
}

STORY("A timetable that somebody chose is agreed as it was chosen; what of it is over is said") {
  Story s("2019-03-18");
  const auto event = confirmed_on_12_april(s, [](Story& story) {
    done(story, panel, panel_67, "propose-decision",
         {{"item", 12},
          {"verb", "AGREED"},
          {"text", "the timetable"},
          {"modification", "SECMP0007"},
          {"command", "agree-timetable"},
          {"body", {{"milestones", {{{"code", "IA_REQUESTED"}, {"on", "2019-03-18"}}}}}}});
  });
  s.then("SECMP0007").has("/timetable/0/on", "2019-03-18");
  CHECK(event.at("warnings").at(0) ==
        "the timetable of SECMP0007 has days before 12 April 2019, on which it is confirmed: IA_REQUESTED 2019-03-18");
  CHECK_FALSE(event.at("steps").at(0).contains("body"));
}

STORY("What a confirmation says of a Red line is for those who see the line") {
  const Dom red{{"text", "the timetable"}, {"classification", "red"}};
  for (const bool chosen : {true, false}) {
    Story s("2019-03-18");
    confirmed_on_12_april(s, [&](Story& story) {
      const auto agenda = answered(story, "meetings", "SECP_67_1204", "agenda");
      auto body = proposed(agenda, "SECMP0007", "agree-timetable").at("drafts").at(0).at("body");
      if (chosen) body = {{"milestones", {{{"code", "IA_REQUESTED"}, {"on", "2019-03-18"}}}}};
      done(story, panel, panel_67, "propose-decision",
           {{"item", 12},
            {"verb", "AGREED"},
            {"text", red},
            {"modification", "SECMP0007"},
            {"command", "agree-timetable"},
            {"body", body}});
    });
    const std::string word = chosen ? "has days before 12 April 2019" : "and not as it was drafted";
    CHECK(history(s, panel_67, panel).find(word) != std::string::npos);
    for (const auto& who : {visitor, party("p"), dcc}) {
      CHECK(history(s, panel_67, who).find(word) == std::string::npos);
      CHECK(history(s, panel_67, who).find("IA_REQUESTED") == std::string::npos);
      CHECK(view(s, panel_67, who).dump().find("IA_REQUESTED") == std::string::npos);
    }
  }
}

STORY("A draft that is confirmed on its own day is confirmed as it stands, without a word") {
  Story s("2019-03-15");
  s.given("SECMP0007", "refinement", "self-governance");
  given_the_meeting(s);
  given_an_item(s, 12, "Timetables", {{"modifications", {"SECMP0007"}}});
  done(s, panel, panel_66, "propose-drafts", {{"item", 12}, {"modification", "SECMP0007"}});
  when_it_was_held(s);
  const auto told = done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  const auto event = Dom::parse(told.entry.event.body);
  CHECK_FALSE(event.contains("warnings"));
  CHECK_FALSE(event.at("steps").at(0).contains("body"));
}
