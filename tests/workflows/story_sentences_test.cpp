// Minutes in sentences, the Confidential Minutes beside them, who was there for the quorum, and lines that decide of
// several modifications.
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meeting_told.hpp"
#include "tests/workflows/meetings.hpp"

using namespace meetings;

namespace {
std::vector<std::string> prose(Story& s, int item, const Actor& by = visitor, const std::string& name = "minutes") {
  std::vector<std::string> all;
  const auto made = paper(s, panel_66, name, by);
  const auto* section = made.section("item-" + std::to_string(item));
  if (section == nullptr) return all;
  for (const auto& one : section->prose) all.push_back(one.text());
  return all;
}
using Lines = std::vector<std::string>;
constexpr auto red = "The agenda item was marked as RED and therefore recorded in the Confidential Minutes.";

Dom open(const std::string& text) { return {{"text", text}, {"classification", "white"}}; }
void given_a_seat(Story& s, const std::string& seat, const std::string& until = "") {
  done(s, manager, "bodies/panel", "add-seat", {{"seat", seat}, {"block", "any"}});
  Dom body = {{"seat", seat}, {"holder", "member-" + seat}};
  if (!until.empty()) body["until"] = until;
  done(s, manager, "bodies/panel", "appoint", body);
}
Dom there(const std::string& seat) { return {{"category", "Suppliers"}, {"name", "Panel Member"}, {"seat", seat}}; }
}  // namespace

STORY("What was decided is one sentence, a list of points, or goes on in the sentence before") {
  Story s("2019-03-15");
  given_the_meeting(s);
  for (int item = 1; item <= 5; ++item) given_an_item(s, item, "t");
  given_a_line(s, 1, "NOTED", "the updates");
  given_a_line(s, 1, "AGREED", "that they could be closed.", {{"opening", "and"}});
  given_a_line(s, 2, "DEFERRED", "a decision", {{"opening", "The Panel therefore"}});
  given_a_line(s, 3, "NOTED", "the report");
  given_a_line(s, 3, "APPROVED", "the approach;");
  given_a_line(s, 3, "AGREED", "to vote");
  given_a_line(s, 4, "NOTED", "the contents of the paper");
  given_a_line(s, 5, "NOTED", "a");
  given_a_line(s, 5, "AGREED", "b", {{"opening", "It then"}});
  given_a_line(s, 5, "AGREED", "c", {{"opening", "and"}});
  when_it_was_held(s);
  done(s, panel, panel_66, "record-discussion",
       {{"item", 4}, {"text", "First.\n\nThree points:\n- one;\n- two.\n\nLast."}});
  done(s, panel, panel_66, "confirm-lines", {{"lines", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}});
  done(s, panel, panel_66, "publish-minutes", {{"draft", true}});
  CHECK(prose(s, 1) == Lines{"The Panel NOTED the updates and AGREED that they could be closed."});
  CHECK(prose(s, 2) == Lines{"The Panel therefore DEFERRED a decision."});
  CHECK(prose(s, 3) == Lines{"The Panel:", "- NOTED the report;", "- APPROVED the approach; and", "- AGREED to vote."});
  CHECK(prose(s, 4) ==
        Lines{"First.", "Three points:", "- one;", "- two.", "Last.", "The Panel NOTED the contents of the paper."});
  CHECK(prose(s, 5) == Lines{"The Panel NOTED a.", "It then AGREED b and AGREED c."});
  CHECK(lines_of(paper(s, panel_66, "minutes"), "item-1").at(0) == "NOTED the updates");
}

STORY("Open and confidential texts stand side by side; the Confidential Minutes have the latter alone") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 6, "Planned Maintenance",
                {{"classification", "green"}, {"text", open("The DCC presented its proposal.")}});
  given_an_item(s, 7, "Credit Cover", {{"classification", "red"}, {"text", open("The DCC presented an overview.")}});
  given_an_item(s, 19, "Sub-Committees", {{"text", "SECAS provided an update."}, {"confidential_text", "quagga"}});
  given_an_item(s, 20, "Risks", {{"text", "Risks were amended."}});
  when_it_was_held(s);
  const auto why_not = [&](const Actor& by) {
    return std::get<engine::Answer>(asked(s, "meetings", "SECP_66_1503", "confidential-minutes", Dom::object(), by))
        .why_not;
  };
  CHECK(prose(s, 7, panel) == Lines{"The DCC presented an overview."});
  done(s, panel, panel_66, "record-discussion", {{"item", 7}, {"confidential_text", "zymurgy"}});
  done(s, panel, panel_66, "publish-minutes", {{"draft", true}});
  CHECK(prose(s, 6) == Lines{"The DCC presented its proposal."});  // it is all open: nothing is in another place
  CHECK(prose(s, 7) == Lines{std::string("The DCC presented an overview. ") + red});
  CHECK(prose(s, 19) == Lines{"SECAS provided an update. The discussion was marked as RED and therefore recorded in "
                              "the Confidential Minutes."});
  CHECK(prose(s, 7, panel, "confidential-minutes") == Lines{"zymurgy"});
  CHECK(prose(s, 19, panel, "confidential-minutes") == Lines{"quagga"});
  CHECK(prose(s, 20, panel, "confidential-minutes").empty());
  const auto made = paper(s, panel_66, "confidential-minutes", panel);
  CHECK(made.sections.size() == 2);
  CHECK(made.classification == "RED");
  for (const auto& who : {visitor, party("p"), dcc, member("LS-1")})
    CHECK(why_not(who) == "there are no Confidential Minutes of SECP_66_1503 that you may see");
  CHECK(why_not(authority).empty());
}

STORY("The seats that were there are counted, and minutes of a meeting without its quorum say so") {
  Story s("2019-03-15");
  for (const auto seat : {"LS-1", "LS-2", "SS-1"}) given_a_seat(s, seat);
  given_a_seat(s, "EN-1", "2019-03-17");  // retires as of 18 March
  done(s, manager, "bodies/panel", "add-seat", {{"seat", "GN-1"}, {"block", "any"}});
  given_the_meeting(s);
  given_an_item(s, 1, "t");
  done(s, panel, panel_66, "issue-papers");
  const auto held = [&](const Dom& attendance) {
    return not_done(s, panel, panel_66, "hold", {{"attendance", attendance}});
  };
  held(Dom::array({there("XX-1")})).is_refused_for("SeatsAreTheBodys").says("no seat 'XX-1'");
  held(Dom::array({there("GN-1")})).is_refused_for("SeatsAreTheBodys").says("vacant");
  held({there("LS-1"), there("LS-1")}).is_refused_for("SeatsAreTheBodys").says("twice");
  done(s, panel, panel_66, "hold", {{"attendance", Dom::array({there("EN-1")})}});
  CHECK(view(s, panel_66).at("quorum") == Dom{{"present", 1}, {"needed", 2}, {"filled", 4}, {"reached", false}});
  CHECK(paper(s, panel_66, "minutes", panel).header.back().second == "inquorate: 1 of 4 seats, 2 are needed");
  done(s, panel, panel_66, "correct-attendance",
       {{"attendance", {there("EN-1"), there("LS-2")}}, {"apologies", Dom::array()}, {"reason", "one more was there"}});
  CHECK(view(s, panel_66).at("quorum").at("reached") == true);
  CHECK(paper(s, panel_66, "minutes", panel).header.back().first == "Status");
  s.the_day_is("2019-04-12");
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_67_1204"}, {"date", "2019-04-12"}});
  done(s, panel, "meetings/SECP_67_1204", "add-item", {{"item", 1}, {"title", "t"}});
  done(s, panel, "meetings/SECP_67_1204", "issue-papers");
  not_done(s, panel, "meetings/SECP_67_1204", "hold", {{"attendance", Dom::array({there("EN-1")})}})
      .is_refused_for("SeatsAreTheBodys")
      .says("vacant");
}

STORY("Who sat at a meeting sat there, though they have retired since, another has their seat, or the seat is gone") {
  Story s("2019-03-15");
  for (const auto seat : {"LS-1", "LS-2", "SS-1", "EN-1"}) given_a_seat(s, seat);
  given_the_meeting(s);
  given_an_item(s, 1, "t");
  when_it_was_held(s);
  s.the_day_is("2019-03-18");
  done(s, manager, "bodies/panel", "vacate", {{"seat", "LS-1"}});
  done(s, manager, "bodies/panel", "appoint", {{"seat", "LS-2"}, {"holder", "successor"}});
  done(s, manager, "bodies/panel", "remove-seat", {{"seat", "SS-1"}});
  const auto correct = [&](const Dom& attendance) {
    return Dom{{"attendance", attendance}, {"apologies", Dom::array()}, {"reason", "it was not recorded"}};
  };
  auto guest = there("EN-1");
  guest["participant"] = true;
  not_done(s, panel, panel_66, "correct-attendance", correct(Dom::array({guest}))).is_refused_for("SeatsAreTheBodys");
  done(s, panel, panel_66, "correct-attendance", correct({there("LS-1"), there("LS-2"), there("SS-1")}));
  CHECK(view(s, panel_66).at("quorum") == Dom{{"present", 3}, {"needed", 2}, {"filled", 4}, {"reached", true}});
  s.the_day_is("2019-04-12");
  const std::string panel_67 = "meetings/SECP_67_1204";
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_67_1204"}, {"date", "2019-04-12"}});
  done(s, panel, panel_67, "add-item", {{"item", 1}, {"title", "t"}});
  done(s, panel, panel_67, "issue-papers");
  for (const auto seat : {"LS-1", "SS-1"})
    not_done(s, panel, panel_67, "hold", {{"attendance", Dom::array({there(seat)})}})
        .is_refused_for("SeatsAreTheBodys");
  done(s, panel, panel_67, "hold", {{"attendance", Dom::array({there("LS-2")})}});
  CHECK(view(s, panel_67).at("quorum") == Dom{{"present", 1}, {"needed", 1}, {"filled", 2}, {"reached", true}});
}

STORY("Minutes of an earlier meeting that were approved ex-committee are recorded by one command") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 1, "Minutes and Actions Outstanding");
  when_it_was_held(s);
  const auto approve = [&](const Dom& more) {
    Dom body = {{"of", "the February 2019 SEC Panel meeting"}, {"mode", "ex-committee"}};
    body.update(more);
    return body;
  };
  not_done(s, panel, panel_66, "approve-earlier-minutes", approve({{"of", "SECP_66_1503"}}))
      .is_refused_for("EarlierIsAnother");
  not_done(s, panel, panel_66, "approve-earlier-minutes", approve({{"item", 2}})).is_refused_for("EarlierIsAnother");
  not_done(s, panel, panel_66, "approve-earlier-minutes", approve({{"on", "2019-03-16"}})).is_malformed_at("/on");
  done(s, panel, panel_66, "approve-earlier-minutes", approve({{"mode", "meeting"}}));  // a slip, put right by the next
  done(s, panel, panel_66, "approve-earlier-minutes", approve({{"item", 1}}));
  done(s, panel, panel_66, "approve-earlier-minutes", approve({{"of", "SECP_65_0802"}}));  // not on the register
  done(s, panel, panel_66, "approve-earlier-minutes",
       approve({{"of", "SECP_65_0802"}, {"item", 1}, {"on", "2019-03-01"}}));
  const auto printed = [&] { return all_of(paper(s, panel_66, "minutes", panel)); };
  const std::string february = "The minutes of the February 2019 SEC Panel meeting were approved ex-committee.";
  CHECK(printed().find("The minutes of SECP_65_0802 were approved ex-committee on 1 March 2019.") != std::string::npos);
  CHECK(printed().find(february) != std::string::npos);
  done(s, secas, panel_66, "record-discussion",
       {{"item", 1}, {"text", "The Panel approved those of the February 2019 SEC Panel meeting."}});
  CHECK(printed().find(february) == std::string::npos);  // said already
  const auto earlier = view(s, panel_66).at("earlier_minutes");
  REQUIRE(earlier.size() == 2);
  CHECK(earlier.at(0).at("of") == "the February 2019 SEC Panel meeting");
  CHECK(earlier.at(0).at("mode") == "ex-committee");

  s.the_day_is("2019-04-12");
  const std::string panel_67 = "meetings/SECP_67_1204";
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_67_1204"}, {"date", "2019-04-12"}});
  done(s, panel, panel_67, "add-item", {{"item", 1}, {"title", "Minutes"}});
  done(s, panel, panel_67, "issue-papers");
  done(s, panel, panel_67, "hold");
  not_done(s, panel, panel_67, "approve-earlier-minutes", {{"of", "SECP_66_1503"}, {"mode", "meeting"}}).has_no_row();
  done(s, panel, panel_66, "draft-minutes");
  done(s, panel, panel_67, "approve-earlier-minutes", {{"of", "secp_66_1503"}, {"mode", "meeting"}});
  CHECK(current(s, panel_66).state == "minutes-approved");
  CHECK(view(s, panel_66).at("minutes").at("at") == "SECP_67_1204");
}

STORY("A line of several modifications confirms no line of one of them, and agrees nothing of one that is withdrawn") {
  Story s("2019-03-15");
  for (const std::string ref : {"SECMP0007", "SECMP0010"}) s.given(ref, "refinement", "self-governance");
  given_the_meeting(s);
  given_an_item(s, 12, "SEC Modification Timetables", {{"modifications", {"SECMP0007", "SECMP0010"}}});
  given_a_line(s, 12, "AGREED", "the timetables presented",
               {{"modifications", {"SECMP0007", "SECMP0010"}}, {"command", "agree-timetable"}});
  done(s, panel, panel_66, "propose-drafts",
       {{"item", 12}, {"modification", "SECMP0007"}, {"command", "agree-timetable"}});
  when_it_was_held(s);
  s.when(secas, "SECMP0010", "withdraw");
  not_done(s, panel, panel_66, "confirm-line", {{"line", 1}})
      .is_refused_for("NotBeingWithdrawn")
      .says("SECMP0010 is withdrawn");
  s.when(party("gamma"), "SECMP0010", "adopt", {{"party", "gamma"}, {"category", "large-suppliers"}});
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  const auto lines = view(s, panel_66).at("items").at(0).at("lines");
  CHECK(lines.at(0).at("state") == "confirmed");
  CHECK(lines.at(1).at("state") == "draft");
}

STORY("One line agrees the timetables of all modifications that it names, each as it is reckoned then") {
  Story s("2019-03-15");
  for (const std::string ref : {"SECMP0007", "SECMP0010", "SECMP0062"}) s.given(ref, "refinement", "self-governance");
  given_the_meeting(s);
  given_an_item(s, 12, "SEC Modification Timetables");
  const Dom all = {"secmp0007", "SECMP0010", "SECMP0062"};
  not_done(s, panel, panel_66, "propose-decision",
           {{"item", 12}, {"verb", "AGREED"}, {"text", "t"}, {"modifications", all}})
      .is_refused_for("StepIsWhole");
  given_a_line(s, 12, "AGREED", "the programmes of work and the progression timetables presented",
               {{"modifications", all}, {"command", "agree-timetable"}});
  when_it_was_held(s);
  const auto confirmed = done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  CHECK(confirmed.brought.size() == 3);
  for (const std::string ref : {"SECMP0007", "SECMP0010", "SECMP0062"}) {
    const auto modification = s.then(ref).view();
    CHECK(modification.at("timetable_version") == 1);
    CHECK(modification.at("timetable").size() > 3);
    const auto found = answered(s, "modifications", ref, "timetable");
    for (const auto& one : found.at("milestones"))
      if (one.at("passed") == false) CHECK(one.at("agreed") == one.at("forecast"));
  }
  const auto line = view(s, panel_66).at("/items/0/lines/0"_json_pointer);
  CHECK(line.at("modifications") == Dom{"SECMP0007", "SECMP0010", "SECMP0062"});
}

STORY("Minutes say when and where the meeting was, by the clocks of London") {
  Story s("2019-06-14");
  done(s, panel, "meetings", "schedule",
       {{"ref", "SECP_69_1406"},
        {"date", "2019-06-14"},
        {"starts_at", "2019-06-14T09:00:00Z"},
        {"ends_at", "2019-06-14T12:30:00Z"},
        {"place", "8 Fenchurch Place"}});
  const auto header = paper(s, "meetings/SECP_69_1406", "minutes", panel).header;
  CHECK(header.at(2) == std::pair<std::string, std::string>{"Time", "10:00 – 13:30"});
  CHECK(header.at(3).second == "8 Fenchurch Place");
}
