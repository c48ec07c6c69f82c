// Decisions that are sent by hand and not by confirming a line: what they say is as confidential as the item that they
// name, when they are sent and when its light changes later (DEF 16.9).
#include "tests/workflows/lights.hpp"
#include "tests/workflows/lives.hpp"

using namespace lights;

namespace {
Dom red(const std::string& words) { return {{"text", words}, {"classification", "red"}}; }
Dom named(const Dom& meeting, const Dom& item, const Dom& line = "zymurgy line") {
  Dom decision = {{"body", "panel"}, {"meeting", meeting}, {"lines", {{{"verb", "AGREED"}, {"text", line}}}}};
  if (!item.is_null()) decision["item"] = item;
  return decision;
}
Dom put_on_hold(const Dom& decision, const Dom& reason = "quagga reason") {
  return {{"reason", reason}, {"decision", decision}};
}
const std::string at = "SECP_66_1503";

// A Panel's meeting with the White item 7 and the Red item 8, and a modification.
struct OfItems {
  OfItems() {
    s.given("SECMP0060", "refinement");
    meeting = given_a_meeting(s, "2019-03-15");
    done(s, panel, meeting, "add-item", {{"item", 8}, {"title", "Credit Cover"}, {"classification", "red"}});
  }
  void released(const Dom& decision) {
    done(s, panel, "releases", "propose",
         {{"id", "june-2019"}, {"title", "June 2019"}, {"kind", "ad-hoc"}, {"planned_on", "2019-06-27"}});
    done(s, panel, "releases/june-2019", "set-date",
         {{"to", "2019-06-28"}, {"reason", "quagga reason"}, {"decision", decision}});
  }

  Story s{"2019-03-15"};
  std::string meeting;
  const std::string to = "modifications/SECMP0060", action = "actions/SECP64-01";
};
}  // namespace

STORY("What is said by hand of a decision under a Red item is refused at each text that is said in a lower class") {
  OfItems t;
  const auto wrong = not_done(t.s, panel, t.to, "hold", put_on_hold(named(at, 8)));
  wrong.is_malformed_at("/reason").is_malformed_at("/decision/lines/0/text");
  CHECK(in_words(wrong.reply()).find("item 8 of SECP_66_1503 is red") != std::string::npos);
  CHECK(in_words(wrong.reply()).find(R"("classification": "red")") != std::string::npos);
  for (const Dom& spelled : {Dom("secp_66_1503_08"), Dom("SECP_66_1503_08")})
    not_done(t.s, panel, t.to, "hold", put_on_hold(named(spelled, nullptr))).is_malformed_at("/reason");
  auto half = put_on_hold(named(at, 8, red("zymurgy line")), red("quagga reason"));
  half["note"] = {{"text", "n"}, {"classification", "amber"}};
  not_done(t.s, panel, t.to, "hold", half).is_malformed_at("/note");
  CHECK(t.s.history("SECMP0060").size() == 1);
  half.erase("note");
  done(t.s, panel, t.to, "hold", half);
  for (const auto word : {"zymurgy line", "quagga reason"}) check_hidden(t.s, t.to, word);
}

STORY("Which line of the minutes a step came out of is said by the meeting alone") {
  OfItems t;
  auto decision = named(at, 8, red("zymurgy line"));
  decision["line"] = 1;
  const auto wrong = not_done(t.s, panel, t.to, "hold", put_on_hold(decision, red("quagga reason")));
  wrong.is_malformed_at("/decision/line");
  CHECK(in_words(wrong.reply()).find("leave it out") != std::string::npos);
}

STORY("It is refused whoever sends it, of every family, and for the Red item alone") {
  OfItems t;
  const auto decision = named(at, 8);
  not_done(t.s, authority, t.to, "hold", put_on_hold(decision)).is_malformed_at("/reason");
  not_done(t.s, panel, t.to, "decide-ia-cost", {{"decision", "incur"}, {"reason", "r"}, {"decided_by", decision}})
      .is_malformed_at("/decided_by/lines/0/text");
  not_done(t.s, panel, "releases", "propose",
           {{"id", "j"}, {"title", "J"}, {"kind", "ad-hoc"}, {"planned_on", "2019-06-27"}, {"decision", decision}})
      .is_malformed_at("/decision/lines/0/text");
  const Dom raised = {{"ref", "SECP64/01"}, {"text", "t"}, {"owner", "secas"}, {"decision", decision}};
  not_done(t.s, panel, "actions", "raise", raised).is_malformed_at("/text");
  t.s.given_a_panel();
  not_done(t.s, secas, "bodies/panel", "vacate", {{"seat", "LS-1"}, {"decision", decision}})
      .is_malformed_at("/decision/lines/0/text");
  for (const auto& open : {named(at, 7), named(at, 9), named("SECP_65_1502", 8), named("the Panel in March", 8)}) {
    done(t.s, panel, t.to, "hold", put_on_hold(open));
    done(t.s, panel, t.to, "resume", {{"reason", "r"}});
  }
}

STORY("What was said by hand follows the light of its item, up and down, under each pack") {
  for (const auto& era : lives::eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era), to = "modifications/" + ref;
    const auto meeting = given_a_meeting(s, era.first_day);
    const auto paper = meeting.substr(9) + "_07";
    done(s, panel, to, "hold", put_on_hold(named(paper, nullptr)));
    for (const auto word : {"zymurgy line", "quagga reason"}) check_open(s, to, word);
    const auto before = s.history(ref).size();
    light(s, meeting, "red");
    for (const auto word : {"zymurgy line", "quagga reason"}) check_hidden(s, to, word);
    CHECK(s.history(ref).size() == before + 1);
    light(s, meeting, "white");
    for (const auto word : {"zymurgy line", "quagga reason"}) check_open(s, to, word);
  }
}

STORY(
    "What a modification is about, and what a body thought of it, follow the light of the item that they came out of") {
  OfItems t;
  done(t.s, manager, t.to, "amend",
       {{"problem", "quagga problem"}, {"solution", "quagga solution"}, {"decision", named(at, 7)}});
  done(t.s, manager, t.to, "record-discussion-at",
       {{"body", "panel"}, {"view", "okapi view"}, {"next_steps", "okapi steps"}, {"decision", named(at, 7)}});
  const std::string words[] = {"quagga problem", "quagga solution", "okapi view", "okapi steps"};
  for (const auto& word : words) check_open(t.s, t.to, word);
  light(t.s, t.meeting, "red");
  for (const auto& word : words) check_hidden(t.s, t.to, word);
  light(t.s, t.meeting, "white");
  for (const auto& word : words) check_open(t.s, t.to, word);
}

STORY("What was said by hand of releases and actions follows the light of its item as well") {
  OfItems t;
  t.s.given("SECMP0018", "pending-implementation", "self-governance");
  done(t.s, panel, "actions", "raise",
       {{"ref", "SECP64/01"}, {"text", "wombat text"}, {"owner", "secas"}, {"decision", named(at, 7)}});
  done(t.s, panel, t.action, "update", {{"text", "quagga update"}, {"decision", named(at, 7, "okapi line")}});
  done(t.s, panel, t.action, "mark-closed");
  done(t.s, panel, t.action, "close", {{"decision", named(at, 7)}});
  t.released(named(at, 7));
  const std::string words[] = {"zymurgy line", "quagga update", "okapi line", "wombat text"};
  for (const auto& word : words) check_open(t.s, t.action, word);
  check_open(t.s, "releases/june-2019", "quagga reason");
  light(t.s, t.meeting, "red");
  for (const auto& word : words) check_hidden(t.s, t.action, word);
  for (const auto word : {"zymurgy line", "quagga reason"}) check_hidden(t.s, "releases/june-2019", word);
  light(t.s, t.meeting, "white");
  for (const auto& word : words) check_open(t.s, t.action, word);
  check_open(t.s, "releases/june-2019", "quagga reason");
}

STORY("A step that was taken back follows the light of the item that it named, however often something is undone") {
  OfItems t;
  t.s.when(panel, "SECMP0060", "hold", {{"reason", "r"}});
  t.s.when(panel, "SECMP0060", "resume", {{"reason", "r"}});
  done(t.s, panel, t.to, "hold", put_on_hold(named(at, 7)));
  for (int i = 0; i < 2; ++i) t.s.when(manager, "SECMP0060", "revoke-last", {{"reason", "a slip"}});
  check_open(t.s, t.to, "quagga reason");
  light(t.s, t.meeting, "red");
  for (const auto word : {"zymurgy line", "quagga reason"}) check_hidden(t.s, t.to, word);
}

STORY("An item that comes later and is confidential closes what had named it before; a split carries that along") {
  OfItems t;
  done(t.s, panel, t.to, "record-discussion-at", {{"body", "panel"}, {"decision", named(at, 9)}});
  t.s.when(panel, "SECMP0060", "split", {{"parts", {{{"title", "One"}}, {{"title", "Two"}}}}, {"reason", "r"}});
  const auto part = "modifications/" + t.s.then("SECMP0060").view().at("continued_as").at(0).get<std::string>();
  check_open(t.s, t.to, "zymurgy line");
  done(t.s, panel, t.meeting, "add-item", {{"item", 9}, {"title", "Credit"}, {"classification", "red"}});
  check_hidden(t.s, t.to, "zymurgy line");
  CHECK_FALSE(knows(t.s, part, visitor, "zymurgy line"));
}
