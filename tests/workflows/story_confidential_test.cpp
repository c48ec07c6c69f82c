// What is confidential of a meeting stays so: texts that do not say their light, items whose light is raised, drafts
// that were replaced, actions of confidential items and of minutes that are not published (DEF 16.9).
#include "tests/workflows/lives.hpp"
#include "tests/workflows/meeting_told.hpp"

using namespace meetings;

namespace {
const Actor outsiders[] = {visitor, party("p"), member("LS-1")};
const std::string action_1 = "actions/SECP66-01";
Dom red_item(Dom more = Dom::object()) {
  more["classification"] = "red";
  return more;
}
Dom in_light(const std::string& light, const std::string& text) { return {{"text", text}, {"classification", light}}; }

bool knows(Story& s, const Actor& by, const std::string& word) {
  return all_told(s, by).find(word) != std::string::npos;
}
void check_hidden(Story& s, const std::string& word) {
  CAPTURE(word);
  for (const auto& who : outsiders) {
    CAPTURE(who.role);
    CHECK_FALSE(knows(s, who, word));
  }
  CHECK(knows(s, panel, word));
}
void given_an_action(Story& s, Dom body) {
  body.update({{"owner", "secas"}});
  done(s, panel, "actions", "raise", body);
}
void when_published(Story& s) { done(s, panel, panel_66, "publish-minutes", {{"draft", true}}); }
}  // namespace

STORY("A text alone under a confidential item is confidential, unless it is called White") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 6, "Maintenance", {{"classification", "green"}, {"text", "quagga is planned"}});
  given_an_item(s, 7, "Credit Cover", red_item({{"text", "zymurgy owes"}}));
  given_an_item(s, 8, "Defaults", red_item());
  given_an_item(s, 9, "Policy", red_item());
  when_it_was_held(s);
  done(s, secas, panel_66, "record-discussion", {{"item", 8}, {"text", "xerus defaulted"}});
  done(s, secas, panel_66, "record-discussion",
       {{"item", 9}, {"text", "an overview was given"}, {"confidential_text", "wombats are late"}});
  when_published(s);
  for (const auto word : {"zymurgy", "xerus", "wombats"}) check_hidden(s, word);
  CHECK_FALSE(knows(s, visitor, "quagga"));
  CHECK(knows(s, party("p"), "quagga"));
  CHECK(knows(s, visitor, "an overview was given"));
  CHECK(paper(s, panel_66, "minutes", panel).section("item-9")->lead ==
        "an overview was given\n\nRED: wombats are late");
  CHECK(view(s, panel_66).at("items").at(2).at("confidential_text") == in_light("red", "xerus defaulted"));

  const Dom alone = {{"item", 9}, {"text", "another overview"}};
  not_done(s, secas, panel_66, "record-discussion", alone).is_refused_for("SaysWhichText").says("'white'");
  done(s, secas, panel_66, "record-discussion", {{"item", 9}, {"text", in_light("white", "another overview")}});
  done(s, secas, panel_66, "record-discussion", {{"item", 7}, {"text", in_light("white", "a presentation")}});
  CHECK(knows(s, visitor, "another overview"));
  CHECK(knows(s, visitor, "a presentation"));
  for (const auto word : {"zymurgy", "wombats"}) check_hidden(s, word);
}

STORY("An item that becomes confidential takes what was said with it, wherever that stands") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "Credit Cover of Quagga", {{"text", "zymurgy owes"}, {"recommendation", "xerus pays"}});
  given_an_item(s, 8, "Both", {{"text", "wombats are late"}, {"confidential_text", in_light("amber", "aardvarks")}});
  when_it_was_held(s);
  const auto amend = [&](int item, Dom more) {
    more.update({{"item", item}, {"classification", "red"}, {"reason", "platypus asked"}});
    done(s, secas, panel_66, "amend-item", more);
  };
  amend(7, {{"title", "Credit Cover"}});
  when_published(s);
  amend(8, Dom::object());
  for (const auto word : {"zymurgy", "xerus", "Quagga", "wombats", "aardvarks", "platypus"}) check_hidden(s, word);
  CHECK(knows(s, visitor, "Credit Cover"));
  const auto items = view(s, panel_66).at("items");
  CHECK(items.at(0).at("confidential_text") == in_light("red", "zymurgy owes"));
  CHECK(items.at(1).at("confidential_text") == in_light("red", "wombats are late\n\naardvarks"));
  CHECK(view(s, panel_66, visitor).at("items").at(0).at("public_until").is_null());
  CHECK(view(s, panel_66, visitor).at("items").at(1).at("public_until") == "2019-03-15");
  const auto entries = s.journal().entries("SECP_66_1503", {});
  CHECK(Dom::parse(entries.back().event.body).at("published_on") == "2019-03-15");  // it had been open
}

STORY("What was replaced or removed before the minutes were published was a draft, and stays one") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "Any other business", {{"text", "zymurgy owes"}});
  given_an_item(s, 8, "Withdrawn", {{"text", "quagga owes"}});
  when_it_was_held(s);
  done(s, secas, panel_66, "record-discussion", {{"item", 7}, {"text", "xerus owes"}});
  done(s, secas, panel_66, "record-discussion", {{"item", 7}, {"text", "nobody owes"}});
  done(s, secas, panel_66, "remove-item", {{"item", 8}, {"reason", "it was not discussed"}});
  when_published(s);
  for (const auto word : {"zymurgy", "xerus", "quagga"}) check_hidden(s, word);
  CHECK(history(s, panel_66, visitor).find("nobody owes") != std::string::npos);
}

STORY("An action is as confidential as its item, also when the item becomes so later, and what is said of it too") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "Credit Cover", red_item());
  given_an_item(s, 8, "Defaults");
  when_it_was_held(s);
  given_an_action(s, {{"meeting", "SECP_66_1503"}, {"item", 7}, {"text", in_light("white", "write to zymurgy")}});
  given_an_action(s, {{"ref", "SECP66/05"}, {"item", 7}, {"text", "write to quagga"}});
  given_an_action(s, {{"ref", "SECP66/06"}, {"item", 8}, {"text", "write to xerus"}});
  not_done(s, panel, "actions", "raise", {{"ref", "SECP66/07"}, {"item", 9}, {"text", "t"}, {"owner", "secas"}})
      .is_malformed_at("/item");
  CHECK(view(s, "actions/SECP66-05").at("meeting") == "SECP_66_1503");
  when_published(s);
  done(s, secas, action_1, "update", {{"text", "wombats answered"}});
  done(s, secas, action_1, "mark-closed", {{"text", "aardvarks paid"}});
  done(s, panel, action_1, "reopen", {{"reason", "platypus did not"}});
  for (const auto word : {"zymurgy", "quagga", "wombats", "aardvarks", "platypus"}) check_hidden(s, word);
  CHECK(all_of(paper(s, panel_66, "confidential-minutes", panel)).find("SECP66/05: write to quagga") !=
        std::string::npos);
  CHECK(all_of(paper(s, panel_66, "minutes")).find("SECP66/05: Red: recorded in the Confidential Minutes") !=
        std::string::npos);
  CHECK(knows(s, visitor, "xerus"));
  done(s, secas, "actions/SECP66-06", "update", {{"text", "badgers answered"}});
  done(s, secas, panel_66, "amend-item", {{"item", 8}, {"classification", "red"}, {"reason", "r"}});
  for (const auto word : {"xerus", "badgers"}) check_hidden(s, word);
  given_an_item(s, 9, "Funding");
  given_an_action(s, {{"ref", "SECP66/08"}, {"item", 9}, {"text", in_light("red", "ask gnus")}});
  done(s, secas, "actions/SECP66-08", "update", {{"text", in_light("green", "okapis answered")}});
  CHECK(knows(s, party("p"), "okapis"));
  done(s, secas, panel_66, "amend-item", {{"item", 9}, {"classification", "red"}, {"reason", "r"}});
  check_hidden(s, "okapis");
  const Actor the_meeting{"secretary-1", "meeting", "", "", ""};
  not_done(s, the_meeting, action_1, "follow-item", {{"meeting", "SECP_66_1503"}, {"item", 8}, {"light", "red"}})
      .is_refused_for("ItsItemHasAnotherLight");
  not_done(s, the_meeting, action_1, "show-with-minutes", {{"meeting", "SECP_66_1503"}})
      .is_refused_for("WaitsForItsMinutes");
}

STORY("An action is as public as the minutes of its meeting, whether it names the meeting or follows by its number") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 1, "Actions");
  when_it_was_held(s);
  given_an_action(s, {{"meeting", "SECP_66_1503"}, {"text", "zymurgy is to be asked"}});
  given_an_action(s, {{"ref", "SECP66/05"}, {"text", "quagga is to be asked"}});
  done(s, panel, "actions", "raise", {{"ref", "SECP66/06"}, {"text", "DCC to ask xerus"}, {"owner", "dcc"}});
  done(s, secas, action_1, "update", {{"text", "wombats were asked"}});
  given_an_action(s, {{"ref", "SECP64/01"}, {"text", "badgers are to be asked"}});
  const std::string drafts[] = {"zymurgy", "quagga", "xerus", "wombats"};
  for (const auto& word : drafts) check_hidden(s, word);
  CHECK(knows(s, visitor, "badgers"));  // the register has no minutes of that meeting
  CHECK(knows(s, dcc, "xerus"));        // its owner has to know
  CHECK_FALSE(knows(s, dcc, "zymurgy"));
  CHECK(view(s, action_1, visitor).at("published") == false);

  s.the_day_is("2019-04-12");
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_67_1204"}, {"date", "2019-04-12"}});
  const auto agenda = [&](const Actor& by) {
    return std::get<engine::Answer>(asked(s, "meetings", "SECP_67_1204", "agenda", Dom::object(), by)).json;
  };
  CHECK(agenda(visitor).find("zymurgy") == std::string::npos);
  CHECK(agenda(visitor).find("whose minutes are not published yet") != std::string::npos);
  CHECK(agenda(panel).find("zymurgy") != std::string::npos);
  when_published(s);
  for (const auto& word : drafts) CHECK(knows(s, visitor, word));
  given_an_action(s, {{"ref", "SECP66/07"}, {"text", "aardvarks are to be asked"}});
  CHECK(knows(s, visitor, "aardvarks"));
}

STORY("What stands before a confidential line, and what is noted of confidential items, lines and actions, is so too") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "Credit Cover", red_item());
  given_an_item(s, 8, "Funding");
  given_a_line(s, 8, "AGREED", in_light("red", "zymurgy pays"), {{"opening", "As quagga owes, the Panel"}});
  given_a_line(s, 7, "NOTED", in_light("white", "the update"),
               {{"note", "xerus asked"}, {"opening", "As planned, the Panel"}});
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-lines", {{"lines", {1, 2}}, {"note", "wombats objected"}});
  given_an_action(s, {{"ref", "SECP66/01"}, {"item", 7}, {"text", "write"}, {"note", "to aardvarks"}});
  when_published(s);
  for (const auto word : {"zymurgy", "quagga", "xerus", "wombats", "aardvarks"}) check_hidden(s, word);
  CHECK(knows(s, visitor, "As planned, the Panel NOTED the update"));  // a line that is called White is open
}

STORY("A line under a confidential item is as confidential, unless it is called White, and so is what its step keeps") {
  Story s("2019-03-15");
  s.given("SECMP0060", "refinement");
  given_the_meeting(s);
  given_an_item(s, 6, "Maintenance", {{"classification", "amber"}});
  given_an_item(s, 7, "Credit Cover", red_item());
  const Dom on_hold = {{"modification", "SECMP0060"}, {"command", "hold"}, {"body", {{"reason", "r"}}}};
  given_a_line(s, 7, "AGREED", "to wait for zymurgy", on_hold);
  given_a_line(s, 7, "NOTED", in_light("green", "what quagga owes"));
  given_a_line(s, 6, "NOTED", "that xerus is late");
  given_a_line(s, 7, "NOTED", in_light("white", "the presentation"));
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-lines", {{"lines", {1, 2, 3, 4}}});
  when_published(s);
  for (const auto word : {"zymurgy", "quagga"}) check_hidden(s, word);
  for (const auto& who : {visitor, party("p")}) CHECK_FALSE(knows(s, who, "xerus"));
  CHECK(knows(s, dcc, "xerus"));
  CHECK(knows(s, visitor, "the presentation"));
  CHECK(view(s, panel_66).at("items").at(1).at("lines").at(1).at("text") == in_light("red", "what quagga owes"));
  const std::string to = "modifications/SECMP0060";
  for (const auto& who : outsiders)
    CHECK((view(s, to, who).dump() + history(s, to, who)).find("zymurgy") == std::string::npos);
}

STORY("What was decided under an item follows its light when that is raised") {
  Story s("2019-03-15");
  s.given("SECMP0058", "panel-report-review");
  given_the_meeting(s);
  given_an_item(s, 7, "Credit Cover", {{"modifications", {"SECMP0058"}}});
  given_a_line(s, 7, "NOTED", "what zymurgy owes");
  done(s, panel, panel_66, "propose-drafts", {{"item", 7}, {"modification", "SECMP0058"}});
  when_it_was_held(s);
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  when_published(s);
  CHECK(knows(s, visitor, "zymurgy"));
  done(s, secas, panel_66, "amend-item", {{"item", 7}, {"classification", "red"}, {"reason", "it names a Party"}});
  check_hidden(s, "zymurgy");
  CHECK(view(s, panel_66).at("items").at(0).at("lines").at(1).at("text").at("classification") == "red");
}

STORY("Two texts of a confidential item that older programs recorded one after the other are shown as they were") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "Credit Cover", red_item());
  given_an_item(s, 8, "Maintenance", {{"classification", "amber"}});
  when_it_was_held(s);
  done(s, secas, panel_66, "record-discussion", {{"item", 7}, {"text", in_light("white", "an overview was given")}});
  done(s, secas, panel_66, "record-discussion", {{"item", 7}, {"confidential_text", "zymurgy owes"}});
  done(s, secas, panel_66, "record-discussion", {{"item", 8}, {"confidential_text", "quagga is planned"}});
  when_published(s);
  auto entries = s.journal().entries("SECP_66_1503", {});
  const auto& workflow = rules().get(entries.back().workflow);
  auto grown = workflow.blank("SECP_66_1503");
  for (auto& entry : entries) {
    auto body = Dom::parse(entry.event.body);
    if (entry.event.type == "discussion-recorded" && body.at("item") == 7 && body.contains("text"))
      CHECK(body == Dom{{"item", 7}, {"text", "an overview was given"}});  // as they wrote it
    // Before there were two texts, the one bore the light.
    if (body.contains("confidential_text") && body.at("item") == 8)
      entry.event.body = Dom{{"item", 8}, {"text", body.at("confidential_text")}}.dump();
    grown = workflow.evolve(grown, entry);
  }
  const auto told = [&](const Actor& by) {
    std::string text = workflow.view(grown, workflow.clearance(by));
    for (const auto& entry : entries) text += workflow.seen_body(grown, entry, by).value_or("");
    return text;
  };
  const auto item = Dom::parse(workflow.view(grown, workflow.clearance(panel))).at("items").at(0);
  CHECK(item.at("text") == "an overview was given");
  CHECK(item.at("confidential_text") == in_light("red", "zymurgy owes"));
  CHECK(told(visitor).find("an overview was given") != std::string::npos);
  for (const auto word : {"zymurgy", "quagga"}) CHECK(told(visitor).find(word) == std::string::npos);
  const auto amber = told(dcc);
  CHECK(amber.find("quagga") != amber.rfind("quagga"));  // in the view and in the history
  CHECK(amber.find("zymurgy") == std::string::npos);
}
