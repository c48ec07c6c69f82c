// Drafts of meetings are for those who make them; what is published is for everybody; what was recorded wrongly is put
// right until minutes are approved (DEF 16.9).
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meetings.hpp"

using namespace meetings;

namespace {
const std::string board_12 = "meetings/SECCB_12_2703";
const Actor outsiders[] = {visitor, party("p"), dcc, proposer("acme"), consumers};
const Actor insiders[] = {secas, manager, panel, authority};

// All that a caller can be given of a meeting; without minutes there is the reason.
std::string all_of_it(Story& s, const std::string& meeting, const Actor& by) {
  const auto ref = meeting.substr(meeting.find('/') + 1);
  auto text = view(s, meeting, by).dump() + history(s, meeting, by);
  const auto agenda = asked(s, "meetings", ref, "agenda", Dom::object(), by);
  text += std::get<engine::Answer>(agenda).json;
  const auto minutes = std::get<engine::Answer>(asked(s, "meetings", ref, "minutes", Dom::object(), by));
  if (!minutes.paper) return text;
  for (const auto& section : minutes.paper->sections) {
    text += section.heading + section.lead;
    for (const auto& row : section.rows)
      for (const auto& cell : row) text += engine::text_of(cell) + " ";
  }
  return text;
}
bool knows(Story& s, const Actor& by, const std::string& word, const std::string& meeting = panel_66) {
  return all_of_it(s, meeting, by).find(word) != std::string::npos;
}
std::string why_no_minutes(Story& s, const Actor& by) {
  return std::get<engine::Answer>(asked(s, "meetings", "SECP_66_1503", "minutes", Dom::object(), by)).why_not;
}
}  // namespace

STORY("Draft lines, draft minutes and papers that are not issued are for those who make them") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "Any other business",
                {{"recommendation", "quagga is recommended"}, {"text", "zymurgy was said"}});
  given_a_line(s, 7, "REJECTED", "the funding of wombats");
  given_a_line(s, 7, "NOTED", "the report on aardvarks");
  for (const auto& who : outsiders)
    for (const auto word : {"quagga", "zymurgy", "wombats", "aardvarks"}) CHECK_FALSE(knows(s, who, word));
  for (const auto& who : insiders)
    for (const auto word : {"quagga", "zymurgy", "wombats", "aardvarks"}) CHECK(knows(s, who, word));
  CHECK_FALSE(knows(s, member("LS-1"), "wombats"));  // it is the Panel's meeting

  when_it_was_held(s);
  CHECK(knows(s, visitor, "quagga"));
  done(s, secas, panel_66, "record-discussion", {{"item", 7}, {"text", "xylophones were discussed"}});
  done(s, panel, panel_66, "confirm-line", {{"line", 2}});
  done(s, panel, panel_66, "reject-line", {{"line", 1}, {"reason", "platypus"}});
  for (const auto& who : outsiders) {
    CHECK(knows(s, who, "aardvarks"));
    for (const auto word : {"xylophones", "wombats", "platypus"}) CHECK_FALSE(knows(s, who, word));
    CHECK(why_no_minutes(s, who) == "the minutes of SECP_66_1503 are not published yet");
    const auto item = view(s, panel_66, who).at("items").at(0);
    CHECK(item.at("text").is_null());
    CHECK(item.at("lines").size() == 1);
  }
  CHECK(why_no_minutes(s, authority).empty());
  not_done(s, manager, panel_66, "publish-minutes", {{"draft", true}}).is_forbidden();
  not_done(s, panel, panel_66, "publish-minutes").is_refused_for("SaysWhetherADraft");
  done(s, panel, panel_66, "publish-minutes", {{"draft", true}});
  not_done(s, panel, panel_66, "publish-minutes", {{"draft", true}}).is_refused_for("NotPublishedYet");
  CHECK(paper(s, panel_66, "minutes").header.back().second == "Draft Minutes");
  CHECK(view(s, panel_66, visitor).at("published").at("draft") == true);
  for (const auto& who : outsiders) {
    CHECK(knows(s, who, "xylophones"));
    for (const auto word : {"wombats", "platypus"}) CHECK_FALSE(knows(s, who, word));
  }
  done(s, panel, panel_66, "draft-minutes");
  done(s, panel, panel_66, "approve-minutes", {{"mode", "ex-committee"}});
  not_done(s, panel, panel_66, "publish-minutes", {{"draft", true}}).is_refused_for("SaysWhetherADraft");
  done(s, panel, panel_66, "publish-minutes");
  not_done(s, panel, panel_66, "publish-minutes").is_refused_for("NotPublishedYet");
  CHECK(view(s, panel_66, visitor).at("published").at("draft") == false);
}

STORY("Members of the Change Board see the drafts of their board's meetings") {
  Story s("2019-03-27");
  done(s, panel, "meetings", "schedule", {{"ref", "SECCB_12_2703"}, {"date", "2019-03-27"}});
  done(s, panel, board_12, "add-item", {{"item", 1}, {"title", "t"}, {"text", "zymurgy was said"}});
  CHECK(knows(s, member("LS-1"), "zymurgy", board_12));
  for (const auto& who : outsiders) CHECK_FALSE(knows(s, who, "zymurgy", board_12));
}

STORY("Minutes that are approved wait for their publication; those of before this rule do not") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "t", {{"text", "zymurgy was said"}});
  when_it_was_held(s);
  done(s, panel, panel_66, "draft-minutes");
  done(s, panel, panel_66, "approve-minutes", {{"mode", "ex-committee"}});
  CHECK_FALSE(knows(s, visitor, "zymurgy"));
  auto entries = s.journal().entries("SECP_66_1503", {});
  auto body = Dom::parse(entries.back().event.body);
  CHECK(body.at("published") == false);
  body.erase("published");
  entries.back().event.body = body.dump();
  const auto& workflow = rules().get(entries.back().workflow);
  auto grown = workflow.blank("SECP_66_1503");
  for (const auto& entry : entries) grown = workflow.evolve(grown, entry);
  CHECK(workflow.view(grown, workflow.clearance(visitor)).find("zymurgy") != std::string::npos);
}

STORY("An item has an open text and a confidential one, side by side; a text above White is the confidential one") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "Credit Cover Process",
                {{"classification", "red"}, {"text", "an overview was given"}, {"confidential_text", "zymurgy owes"}});
  given_an_item(s, 19, "Sub-Committees", {{"text", {{"text", "quagga complied not"}, {"classification", "amber"}}}});
  given_an_item(s, 20, "Any other business");
  not_done(s, panel, panel_66, "add-item",
           {{"item", 21},
            {"title", "t"},
            {"text", {{"text", "a"}, {"classification", "green"}}},
            {"confidential_text", "b"}})
      .is_malformed_at("/text");
  when_it_was_held(s);
  not_done(s, panel, panel_66, "record-discussion", {{"item", 20}}).is_malformed_at("/text");
  done(s, panel, panel_66, "record-discussion", {{"item", 19}, {"text", "an update was given"}});
  done(s, panel, panel_66, "record-discussion", {{"item", 20}, {"confidential_text", "wombats are late"}});
  done(s, panel, panel_66, "publish-minutes", {{"draft", true}});
  for (const auto& who : {visitor, party("p")})
    for (const auto word : {"zymurgy", "quagga", "wombats"}) CHECK_FALSE(knows(s, who, word));
  CHECK(knows(s, dcc, "quagga"));
  for (const auto word : {"zymurgy", "quagga", "wombats"}) CHECK(knows(s, panel, word));
  done(s, panel, panel_66, "amend-item",
       {{"item", 7}, {"modifications", {"SECMP0777"}}, {"reason", "it is of that one"}});
  CHECK_FALSE(knows(s, visitor, "SECMP0777"));
  CHECK(knows(s, panel, "SECMP0777"));
  const auto made = paper(s, panel_66, "minutes");
  CHECK(made.classification == "WHITE");
  CHECK(made.section("item-7")->lead ==
        "an overview was given The agenda item was marked as RED and therefore recorded in the Confidential Minutes.");
  CHECK(made.section("item-19")->lead ==
        "an update was given The discussion was marked as AMBER and therefore recorded for members of the body.");
  CHECK(made.section("item-20")->lead ==
        "The discussion was marked as RED and therefore recorded in the Confidential Minutes.");
  CHECK(paper(s, panel_66, "minutes", panel).section("item-7")->lead == "an overview was given\n\nRED: zymurgy owes");
  CHECK(view(s, panel_66, visitor).at("items").at(0).at("text") == "an overview was given");
  CHECK(view(s, panel_66, panel).at("items").at(1).at("confidential_text").at("text") == "quagga complied not");
}

STORY("Attendance, items and lines are put right until the minutes are approved") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 1, "Minuts", {{"recommendation", "r"}, {"confidential_text", "zymurgy"}});
  given_an_item(s, 2, "Twice");
  given_an_item(s, 3, "Decided");
  const Dom because = {{"reason", "recorded wrongly"}};
  const auto amend = [&](Dom more) {
    more.update(because);
    return more;
  };
  not_done(s, secas, panel_66, "amend-item", amend({{"item", 1}})).is_refused_for("AmendsSomething");
  not_done(s, secas, panel_66, "amend-item", amend({{"item", 9}, {"title", "t"}}))
      .is_malformed_at("/item")
      .says("1, 2, 3");
  not_done(s, secas, panel_66, "remove-item", amend({{"item", 4}})).is_malformed_at("/item");
  not_done(s, panel, panel_66, "withdraw-line", amend({{"line", 1}})).is_malformed_at("/line").says("it has none");
  not_done(s, secas, panel_66, "amend-item", amend({{"item", 1}, {"paper", "p"}})).is_malformed_at("/paper");
  not_done(s, secas, panel_66, "amend-item", {{"item", 1}, {"title", "t"}}).is_malformed_at("/reason");
  done(s, secas, panel_66, "amend-item",
       amend({{"item", 1},
              {"title", "Minutes"},
              {"classification", "amber"},
              {"paper", "SECP_66_1503_04"},
              {"modifications", {"secmp0058"}}}));
  const auto item = view(s, panel_66).at("items").at(0);
  CHECK(item.at("title") == "Minutes");
  CHECK(item.at("paper") == "SECP_66_1503_04");
  CHECK(item.at("modifications") == Dom::array({"SECMP0058"}));
  CHECK(item.at("recommendation").at("classification") == "amber");
  CHECK(item.at("confidential_text").at("classification") == "red");  // as it was
  not_done(s, secas, panel_66, "amend-item", amend({{"item", 1}, {"classification", "green"}}))
      .is_refused_for("LoweredByWhoMay");
  done(s, panel, panel_66, "amend-item", amend({{"item", 1}, {"classification", "green"}, {"paper", "none"}}));

  given_a_line(s, 2, "NOTED", "twice");
  given_a_line(s, 3, "NOTED", "once");
  done(s, secas, panel_66, "remove-item", amend({{"item", 2}}));
  CHECK(view(s, panel_66).at("items").size() == 2);
  given_an_item(s, 2, "Another");
  CHECK(view(s, panel_66).at("items").at(1).at("lines").empty());
  done(s, panel, panel_66, "issue-papers");
  not_done(s, panel, panel_66, "correct-attendance", amend({})).has_no_row();
  done(s, panel, panel_66, "hold", {{"attendance", {{{"category", "SECAS"}, {"name", "An analyst"}}}}});
  done(s, panel, panel_66, "correct-attendance",
       amend({{"attendance", {{{"category", "DCC"}, {"name", "Operations"}}}},
              {"apologies", {{{"category", "SECAS"}, {"name", "An analyst"}}}}}));
  CHECK(view(s, panel_66).at("attendance").at(0).at("category") == "DCC");
  CHECK(view(s, panel_66).at("apologies").size() == 1);
  done(s, panel, panel_66, "confirm-line", {{"line", 2}});
  not_done(s, secas, panel_66, "remove-item", amend({{"item", 3}})).is_refused_for("NoConfirmedLines").says("2");
  done(s, panel, panel_66, "withdraw-line", amend({{"line", 2}}));
  not_done(s, panel, panel_66, "withdraw-line", amend({{"line", 2}})).is_refused_for("LineStands");
  done(s, secas, panel_66, "remove-item", amend({{"item", 3}}));
  done(s, panel, panel_66, "draft-minutes");
  done(s, panel, panel_66, "approve-minutes", {{"mode", "ex-committee"}});
  for (const auto command : {"correct-attendance", "amend-item", "remove-item", "withdraw-line"})
    CHECK_FALSE(std::holds_alternative<engine::Accepted>(
        told(s, panel, panel_66, command, amend({{"item", 1}, {"line", 1}, {"title", "t"}}))));
}

STORY("A meeting has its hours, on its day; an action names an item that is there, and may have a day of its own") {
  Story s("2019-03-01");
  const auto call = [&](const Dom& more) {
    Dom body = {{"ref", "SECP_66_1503"}, {"date", "2019-03-15"}};
    body.update(more);
    return body;
  };
  not_done(s, panel, "meetings", "schedule", call({{"starts_at", "2019-03-16T10:00:00Z"}}))
      .is_malformed_at("/starts_at");
  not_done(s, panel, "meetings", "schedule",
           call({{"starts_at", "2019-03-15T10:00:00Z"}, {"ends_at", "2019-03-15T10:00:00Z"}}))
      .is_malformed_at("/ends_at");
  done(s, panel, "meetings", "schedule",
       call({{"starts_at", "2019-03-15T10:00:00Z"}, {"ends_at", "2019-03-15T15:00:00Z"}}));
  CHECK(view(s, panel_66).at("starts_at") == "2019-03-15T10:00:00Z");
  CHECK(view(s, panel_66).at("ends_at") == "2019-03-15T15:00:00Z");

  const auto raise = [&](const std::string& meeting, int item) {
    return Dom{{"meeting", meeting}, {"item", item}, {"text", "t"}, {"owner", "dcc"}, {"due_on", "2019-04-10"}};
  };
  not_done(s, panel, "actions", "raise", raise("SECP_66_1503", 3)).is_malformed_at("/item");
  given_an_item(s, 3, "t");
  not_done(s, panel, "actions", "raise", raise("secp_66_1503", 4)).is_malformed_at("/item");
  done(s, panel, "actions", "raise", raise("SECP_66_1503", 3));
  CHECK(view(s, "actions/SECP66-01").at("due_on") == "2019-04-10");
  CHECK(s.journal().tasks({"dcc"}).at(0).task.due == instant("2019-04-10T16:00:00Z"));
  done(s, panel, "actions", "raise", raise("SECP_67_1204", 30));  // a meeting that is not in the register
}
