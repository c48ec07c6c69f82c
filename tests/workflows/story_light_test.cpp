// What came out of a meeting's item follows the light of that item wherever it stands, up and down again (DEF 16.9).
#include "tests/workflows/lights.hpp"
#include "tests/workflows/lives.hpp"

using namespace lights;

namespace {
void decided(Story& s, const std::string& meeting, const std::string& ref, const std::string& command,
             const Dom& body) {
  done(s, panel, meeting, "propose-decision",
       {{"item", 7},
        {"verb", "AGREED"},
        {"text", "zymurgy line"},
        {"modification", ref},
        {"command", command},
        {"body", body}});
  const auto lines = view(s, meeting).at("items").at(0).at("lines");
  done(s, panel, meeting, "confirm-line", {{"line", lines.back().at("line")}});
}
}  // namespace

STORY("A confirmed line follows its item's light on the modification that it took a step on, under each pack") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era), to = "modifications/" + ref;
    const auto meeting = given_a_meeting(s, era.first_day);
    decided(s, meeting, ref, "hold", {{"reason", "quagga reason"}});
    done(s, panel, meeting, "draft-minutes");
    done(s, panel, meeting, "publish-minutes", {{"draft", true}});
    for (const auto word : {"zymurgy line", "quagga reason"}) check_open(s, to, word);
    const auto before = s.journal().summaries("modifications", {}).front().summary;
    light(s, meeting, "red");
    for (const auto word : {"zymurgy line", "quagga reason"}) check_hidden(s, to, word);
    CHECK(s.history(ref).back().event.type == "light-followed");
    CHECK(Dom::parse(before).at("last_event") == "put-on-hold");
    CHECK(Dom::parse(s.journal().summaries("modifications", {}).front().summary).at("last_event") == "put-on-hold");
    const auto last = view(s, meeting).at("items").at(0).at("lines").at(0).at("event");
    CHECK(last.at("command") == "hold");

    const Dom again = {{"meeting", meeting.substr(9)}, {"item", 7}, {"light", "red"}};
    not_done(s, the_meeting, to, "follow-item", again).is_refused_for("ItsItemHasAnotherLight");
    s.but(panel, ref, "revoke-last", {{"reason", "r"}}).is_refused_for("StepCanBeRevoked").says("withdraw-line");
    light(s, meeting, "white");
    for (const auto word : {"zymurgy line", "quagga reason"}) check_open(s, to, word);
    light(s, meeting, "red");
    done(s, panel, meeting, "withdraw-line", {{"line", 1}, {"reason", "wombat slipped"}});
    s.then(ref).has("/status", "active");
    for (const auto word : {"zymurgy line", "quagga reason", "wombat"}) check_hidden(s, to, word);
  }
}

STORY("A line that was withdrawn before its item's light is raised follows it too, and so does why it was") {
  Story s("2019-03-15");
  s.given("SECMP0060", "refinement");
  const std::string to = "modifications/SECMP0060";
  const auto meeting = given_a_meeting(s, "2019-03-15");
  decided(s, meeting, "SECMP0060", "hold", {{"reason", "quagga reason"}});
  done(s, panel, meeting, "withdraw-line", {{"line", 1}, {"reason", "wombat slipped"}});
  check_open(s, to, "wombat");
  light(s, meeting, "red");
  for (const auto word : {"zymurgy line", "quagga reason", "wombat"}) check_hidden(s, to, word);
  decided(s, meeting, "SECMP0060", "hold", {{"reason", "badger reason"}});
  check_hidden(s, to, "badger reason");
  light(s, meeting, "green");
  CHECK_FALSE(knows(s, to, visitor, "quagga reason"));
  CHECK(knows(s, to, party("p"), "quagga reason"));
  light(s, meeting, "white");
  check_open(s, to, "quagga reason");
  check_hidden(s, to, "badger reason");  // it was decided under a Red item
}

STORY("The words of ten steps that a body decides under an item stand in no place below its light") {
  const Dom why = {{"reason", "quagga reason"}};
  const Dom days = {{"milestones", {{{"code", "CB_VOTE"}, {"on", "2019-06-26"}, {"reason", "quagga reason"}}}}};
  struct Decided {
    std::string state, command;
    Dom body;
  };
  const Decided all[] = {
      {"refinement", "hold", why},
      {"refinement", "suspend", why},
      {"initial-consideration",
       "refuse",
       {{"ground", "same-effect-as-live"}, {"same_as", "SECMP0060"}, {"reason", "quagga reason"}}},
      {"initial-consideration", "send-to-report", {{"path", "self-governance"}, {"reason", "quagga reason"}}},
      {"panel-report-review", "return-report", why},
      {"refinement", "agree-timetable", days},
      {"refinement", "request-urgency", why},
      {"refinement", "consolidate", {{"with", {"SECMP0060"}}, {"reason", "quagga reason"}}},
      {"pending-implementation", "request-revised-date", {{"to", "2019-11-07"}, {"reason", "quagga reason"}}},
      {"pending-implementation", "reverse", why},
  };
  for (const auto& one : all) {
    CAPTURE(one.command);
    Story s("2019-03-15");
    s.given("SECMP0060", "refinement");
    s.given("SECMP0061", one.state, one.state == "pending-implementation" ? "authority-determined" : "");
    const std::string to = "modifications/SECMP0061";
    const auto meeting = given_a_meeting(s, "2019-03-15");
    done(s, panel, meeting, "propose-decision",
         {{"item", 7},
          {"verb", "AGREED"},
          {"text", "zymurgy line"},
          {"modification", "SECMP0061"},
          {"command", one.command},
          {"body", one.body}});
    const auto confirmed = told(s, panel, meeting, "confirm-line", {{"line", 1}});
    const auto words = in_words(confirmed);
    CAPTURE(words);
    CHECK(std::holds_alternative<engine::Accepted>(confirmed));
    if (!std::holds_alternative<engine::Accepted>(confirmed)) continue;
    light(s, meeting, "red");
    for (const auto word : {"zymurgy line", "quagga reason"}) check_hidden(s, to, word);
    light(s, meeting, "white");
    check_open(s, to, "quagga reason");
  }
}

STORY(
    "A release follows the light of the item that it was decided under, and so do the modifications that hear of it") {
  Story s("2019-03-15");
  s.given("SECMP0018", "pending-implementation", "self-governance");
  const std::string to = "releases/november-2019", of = "modifications/SECMP0018";
  done(s, panel, "releases", "propose",
       {{"id", "november-2019"}, {"title", "November 2019"}, {"kind", "november"}, {"planned_on", "2019-11-07"}});
  done(s, panel, to, "include", {{"modifications", {{{"ref", "SECMP0018"}, {"part", 1}}}}});
  const auto meeting = given_a_meeting(s, "2019-03-15");
  done(s, panel, meeting, "propose-decision",
       {{"item", 7},
        {"verb", "AGREED"},
        {"text", "zymurgy line"},
        {"release", "november-2019"},
        {"command", "set-date"},
        {"body", {{"to", "2019-11-28"}, {"reason", "quagga reason"}}}});
  done(s, panel, meeting, "confirm-line", {{"line", 1}});
  check_open(s, to, "zymurgy line");
  for (const auto& where : {to, of}) check_open(s, where, "quagga reason");
  light(s, meeting, "red");
  check_hidden(s, to, "zymurgy line");
  for (const auto& where : {to, of}) check_hidden(s, where, "quagga reason");
  not_done(s, the_meeting, to, "follow-item", {{"meeting", meeting.substr(9)}, {"item", 7}, {"light", "red"}})
      .is_refused_for("ItsItemHasAnotherLight");
  light(s, meeting, "white");
  for (const auto& where : {to, of}) check_open(s, where, "quagga reason");
}

STORY("A light that was raised by mistake is lowered again, and what it had closed comes back; nothing else does") {
  Story s("2019-03-15");
  const auto meeting = given_a_meeting(s, "2019-03-15");
  done(s, panel, "actions", "raise",
       {{"meeting", "SECP_66_1503"}, {"item", 7}, {"owner", "secas"}, {"text", "write to zymurgy"}});
  done(s, secas, "actions/SECP66-01", "update", {{"text", "xerus answered"}});
  done(s, panel, meeting, "propose-decision", {{"item", 7}, {"verb", "NOTED"}, {"text", "what quagga owes"}});
  done(s, panel, meeting, "propose-decision", {{"item", 7}, {"verb", "AGREED"}, {"text", "badgers wait"}});
  done(s, panel, meeting, "confirm-line", {{"line", 1}});
  done(s, panel, meeting, "defer-line", {{"line", 2}, {"reason", "wombats are away"}});
  done(s, panel, meeting, "publish-minutes", {{"draft", true}});
  const auto hears = [&](const Actor& by, const std::string& word) {
    return all_told(s, by).find(word) != std::string::npos;
  };
  const std::string all[] = {"aardvark", "zymurgy", "xerus", "quagga", "badgers", "wombats"};
  const auto shown = view(s, meeting, visitor);
  for (const auto& word : all) CHECK(hears(visitor, word));
  light(s, meeting, "red", secas);
  for (const auto& word : all) {
    CAPTURE(word);
    CHECK_FALSE(hears(visitor, word));
    CHECK(hears(panel, word));
  }
  done(s, secas, "actions/SECP66-01", "update", {{"text", "gnus came"}});
  done(s, panel, meeting, "propose-decision", {{"item", 7}, {"verb", "NOTED"}, {"text", "okapis"}});
  not_done(s, secas, meeting, "amend-item", {{"item", 7}, {"classification", "white"}, {"reason", "r"}})
      .is_refused_for("LoweredByWhoMay");
  light(s, meeting, "green");
  for (const auto& word : all) {
    CAPTURE(word);
    CHECK_FALSE(hears(visitor, word));
    CHECK(hears(party("p"), word));
  }
  light(s, meeting, "white");
  for (const auto& word : all) {
    CAPTURE(word);
    CHECK(hears(visitor, word));
  }
  for (const auto word : {"gnus", "okapis"}) CHECK_FALSE(hears(visitor, word));
  const auto now = view(s, meeting, visitor).at("items").at(0);
  for (const auto member : {"text", "confidential_text", "public_until", "classification"})
    CHECK(now.at(member) == shown.at("items").at(0).at(member));
  CHECK(now.at("lines").at(0) == shown.at("items").at(0).at("lines").at(0));
}

STORY("An item that was confidential from the start publishes nothing when its light is lowered") {
  Story s("2019-03-15");
  given_the_meeting(s);
  given_an_item(s, 7, "Credit Cover", {{"classification", "red"}, {"text", "zymurgy owes"}});
  when_it_was_held(s);
  given_a_line(s, 7, "NOTED", "quagga pays");
  done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  done(s, panel, panel_66, "publish-minutes", {{"draft", true}});
  const auto lowered =
      done(s, panel, panel_66, "amend-item", {{"item", 7}, {"classification", "white"}, {"reason", "r"}});
  const auto remark = Dom::parse(lowered.entry.event.body).at("remark").get<std::string>();
  CHECK(remark.find("its confidential text, line 1; record the discussion anew") != std::string::npos);
  for (const auto word : {"zymurgy", "quagga"}) CHECK(all_told(s, visitor).find(word) == std::string::npos);
}

STORY("A line that closed an action is as confidential there as it is in the minutes") {
  Story s("2019-03-15");
  done(s, panel, "actions", "raise", {{"ref", "SECP64/01"}, {"text", "t"}, {"owner", "secas"}});
  done(s, secas, "actions/SECP64-01", "mark-closed");
  const auto meeting = given_a_meeting(s, "2019-03-15");
  done(s, panel, meeting, "propose-decision",
       {{"item", 7}, {"verb", "AGREED"}, {"text", "zymurgy line"}, {"actions", {"SECP64/01"}}});
  done(s, panel, meeting, "confirm-line", {{"line", 1}});
  check_open(s, "actions/SECP64-01", "zymurgy");
  light(s, meeting, "red");
  check_hidden(s, "actions/SECP64-01", "zymurgy");
  light(s, meeting, "white");
  check_open(s, "actions/SECP64-01", "zymurgy");
}

STORY("What was decided of a whole before it was split follows in its parts") {
  Story s("2019-03-15");
  for (const auto ref : {"SECMP0060", "SECMP0061"}) s.given(ref, "refinement");
  const auto meeting = given_a_meeting(s, "2019-03-15");
  decided(s, meeting, "SECMP0060", "consolidate", {{"with", {"SECMP0061"}}, {"reason", "quagga reason"}});
  s.when(panel, "SECMP0060", "split", {{"parts", {{{"title", "One"}}, {{"title", "Two"}}}}, {"reason", "r"}});
  const auto part = "modifications/" + s.then("SECMP0060").view().at("continued_as").at(0).get<std::string>();
  CHECK(knows(s, part, visitor, "quagga reason"));
  light(s, meeting, "red");
  for (const auto& where : {part, std::string("modifications/SECMP0060")})
    for (const auto& who : outsiders) CHECK_FALSE(knows(s, where, who, "quagga reason"));
  light(s, meeting, "white");
  CHECK(knows(s, part, visitor, "quagga reason"));
}
