// Actions: raised at a meeting, carried from one to the next, closed in two steps (sec-rules 10.3).
#include "tests/workflows/meetings.hpp"

using namespace meetings;

namespace {
const std::string review = "SECAS to undertake a review of the Other User role";
void given_an_action(Story& s, const std::string& ref, const Dom& text = review, const std::string& owner = "secas") {
  done(s, panel, "actions", "raise", {{"ref", ref}, {"text", text}, {"owner", owner}});
}
Dom agreed_at(const std::string& meeting) {
  return {
      {"decision",
       {{"body", "panel"},
        {"meeting", meeting},
        {"item", 1},
        {"lines", {{{"verb", "AGREED"}, {"text", "that any actions marked as CLOSED could be formally closed"}}}}}}};
}
const Dom agreed = agreed_at("SECP_66_1503");
}  // namespace

STORY("Actions are numbered within their meeting, and found with a hyphen or a slash") {
  Story s("2019-03-15");
  const auto raise = [&](Dom body) {
    body.update({{"text", review}, {"owner", "secas"}});
    return told(s, panel, "actions", "raise", body);
  };
  not_done(s, panel, "actions", "raise",
           {{"ref", "SECP66/01"}, {"text", review}, {"owner", "secas"}, {"due_on", "2019-03-14"}})
      .is_malformed_at("/due_on");
  CHECK(std::get<engine::Accepted>(raise({{"meeting", "SECP_66_1503"}, {"item", 3}})).after.id == "SECP66-01");
  CHECK(std::get<engine::Accepted>(raise({{"meeting", "SECP_66_1503"}, {"item", 9}})).after.id == "SECP66-02");
  CHECK(std::get<engine::Accepted>(raise({{"ref", "secp64/01"}})).after.id == "SECP64-01");
  CHECK(std::get<engine::Accepted>(raise({{"meeting", "SECP_67_1204"}})).after.id == "SECP67-01");
  CHECK(std::get<engine::Accepted>(raise({{"meeting", "SECCB_12_2003"}})).after.id == "SECCB12-01");
  CHECK(std::get<engine::Accepted>(raise({{"meeting", "SECP_66_1503"}})).after.id == "SECP66-03");  // of its own
  CHECK(std::get<engine::Accepted>(raise({{"ref", "SECP66/99"}})).after.id == "SECP66-99");
  CHECK(std::get<engine::Accepted>(raise({{"meeting", "SECP_66_1503"}})).after.id == "SECP66-04");  // what is free
  Answer(raise({{"meeting", "SECP_66_1503"}, {"ref", "SECP65/09"}})).is_malformed_at("/ref");
  Answer(raise({{"ref", "SECP66/01"}})).is_malformed_at("/ref");
  Answer(raise({{"ref", "number one"}})).is_malformed_at("/ref");
  Answer(raise({{"meeting", "the last one"}})).is_malformed_at("/meeting");
  Answer(raise(Dom::object())).is_malformed_at("/meeting");
  CHECK(view(s, "actions/SECP66-01").at("reference") == "SECP66/01");
  CHECK(view(s, "actions/SECP66/01").at("ref") == "SECP66-01");
}

STORY("Marking an action as CLOSED is not closing it: the Panel AGREES that") {
  Story s("2019-03-15");
  given_an_action(s, "SECP65/09");
  not_done(s, panel, "actions/SECP65-09", "close", agreed).has_no_row();
  done(s, secas, "actions/SECP65-09", "update", {{"text", "an update is in SECP_66_1503_12"}});
  done(s, secas, "actions/SECP65-09", "mark-closed", {{"text", "the Panel noted it"}});
  CHECK(current(s, "actions/SECP65-09").state == "marked-closed");
  REQUIRE(s.journal().tasks({"panel-secretary"}).size() == 1);
  not_done(s, panel, "actions/SECP65-09", "close").is_refused_for("ClosingWasAgreed");
  auto others = agreed;
  others["decision"]["body"] = "change-board";
  not_done(s, panel, "actions/SECP65-09", "close", others).is_refused_for("ClosingWasAgreed");
  not_done(s, secas, "actions/SECP65-09", "close", agreed).is_forbidden();
  done(s, panel, "actions/SECP65-09", "close", agreed);
  const auto closed = view(s, "actions/SECP65-09");
  CHECK(closed.at("state") == "closed");
  CHECK(closed.at("decision").at("item") == 1);
  CHECK(s.journal().tasks({"panel-secretary"}).empty());
  done(s, panel, "actions/SECP65-09", "reopen", {{"reason", "the update was of another modification"}});
  CHECK(current(s, "actions/SECP65-09").state == "open");
  CHECK(view(s, "actions/SECP65-09").at("closed_on").is_null());
}

STORY("A new action supersedes an older one") {
  Story s("2019-03-15");
  given_an_action(s, "SECP64/01");
  given_an_action(s, "SECP66/01");
  not_done(s, panel, "actions/SECP64-01", "supersede", {{"by", "SECP64/01"}}).is_refused_for("SupersededByAnother");
  not_done(s, panel, "actions/SECP64-01", "supersede", {{"by", "another"}}).is_refused_for("SupersededByAnother");
  done(s, panel, "actions/SECP64-01", "supersede", {{"by", "SECP66/01"}});
  CHECK(current(s, "actions/SECP64-01").state == "superseded");
  CHECK(view(s, "actions/SECP64-01").at("superseded_by") == "SECP66-01");
  not_done(s, secas, "actions/SECP64-01", "update", {{"text", "t"}}).has_no_row();

  given_an_action(s, "SECP65/09");
  done(s, secas, "actions/SECP65-09", "mark-closed");
  done(s, panel, "actions/SECP65-09", "reopen", {{"reason", "it was marked too early"}});
  done(s, secas, "actions/SECP65-09", "mark-closed");
  done(s, panel, "actions/SECP65-09", "supersede", {{"by", "SECP66-01"}});
  CHECK(current(s, "actions/SECP65-09").state == "superseded");
}

STORY("An action is its owner's task, and outside SECAS owners speak of their own alone") {
  Story s("2019-03-15");
  given_an_action(s, "SECP66/03");
  given_an_action(s, "SECP66/04", "DCC to say what it costs", "dcc");
  CHECK(s.journal().tasks({"secas"}).size() == 1);
  REQUIRE(s.journal().tasks({"dcc"}).size() == 1);
  CHECK(s.journal().tasks({"dcc"})[0].task.name == "SECP66/04: DCC to say what it costs");
  not_done(s, dcc, "actions/SECP66-03", "update", {{"text", "t"}}).is_refused_for("IsTheOwner");
  const Dom later = {{"text", "the quotation is late"}, {"due_on", "2019-04-10"}};
  not_done(s, dcc, "actions/SECP66-04", "update", later).is_malformed_at("/due_on");
  done(s, secas, "actions/SECP66-04", "update", later);
  CHECK(s.journal().tasks({"dcc"})[0].task.due == instant("2019-04-10T16:00:00Z"));
  done(s, dcc, "actions/SECP66-04", "mark-closed");
  not_done(s, party("p"), "actions/SECP66-03", "update", {{"text", "t"}}).is_forbidden();
  not_done(s, panel, "actions", "raise", {{"ref", "SECP66/05"}, {"text", "t"}, {"owner", "Somebody"}})
      .is_malformed_at("/owner");
}

STORY("What is Red of an action stays with the Panel: in its view, its history, its lists and its tasks") {
  Story s("2019-03-15");
  given_an_action(s, "SECP66/05", {{"text", "SECAS to write to zymurgy"}, {"classification", "red"}});
  done(s, secas, "actions/SECP66-05", "update",
       {{"text", {{"text", "zymurgy answered"}, {"classification", "amber"}}}});
  for (const auto& who : {visitor, party("p")}) {
    CHECK(view(s, "actions/SECP66-05", who).dump().find("zymurgy") == std::string::npos);
    CHECK(history(s, "actions/SECP66-05", who).find("zymurgy") == std::string::npos);
  }
  CHECK(view(s, "actions/SECP66-05", dcc).dump().find("zymurgy answered") != std::string::npos);
  CHECK(view(s, "actions/SECP66-05", panel).dump().find("write to zymurgy") != std::string::npos);
  for (const auto& one : s.journal().summaries("actions", {})) CHECK(one.summary.find("zymurgy") == std::string::npos);
  const auto owed = s.journal().tasks({"secas", "dcc", "panel-secretary"});
  REQUIRE_FALSE(owed.empty());
  for (const auto& one : owed) CHECK(one.task.name.find("zymurgy") == std::string::npos);
}

STORY("The owner of a confidential action is told that it is theirs, and who tells them what it asks") {
  Story s("2019-03-15");
  given_an_action(s, "SECP66/07", {{"text", "write to zymurgy"}, {"classification", "red"}}, "party:pA");
  const auto owed = s.journal().tasks({"party:pA"});
  REQUIRE(owed.size() == 1);
  const std::string told = "what it asks is confidential (red); SECAS tells its owner";
  CHECK(owed[0].task.name.starts_with("SECP66/07: " + told));
  for (const auto& who : {visitor, party("pA")}) {
    const auto seen = view(s, "actions/SECP66-07", who);
    CHECK(seen.at("remark").get<std::string>().starts_with(told));
    CHECK(seen.dump().find("zymurgy") == std::string::npos);
  }
  CHECK_FALSE(view(s, "actions/SECP66-07", panel).contains("remark"));
}

STORY("Actions are carried from meeting to meeting with what has become of them, and closed by a line of the minutes") {
  Story s("2019-02-15");
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_65_1502"}, {"date", "2019-02-15"}});
  given_an_action(s, "SECP64/01");
  done(s, secas, "actions/SECP64-01", "update", {{"text", "work began"}});
  s.the_day_is("2019-02-18");
  given_an_action(s, "SECP65/09", "SECAS to provide an update");
  s.the_day_is("2019-03-15");
  done(s, secas, "actions/SECP64-01", "update", {{"text", "findings were presented"}});
  done(s, secas, "actions/SECP65-09", "mark-closed", {{"text", "it is in SECP_66_1503_12"}});
  given_the_meeting(s);
  given_an_item(s, 1, "Minutes and Actions Outstanding");
  given_a_line(s, 1, "AGREED", "that any actions marked as CLOSED could be formally closed",
               {{"actions", {"SECP65/09"}}});
  when_it_was_held(s);
  done(s, panel, "actions", "raise",
       {{"meeting", "SECP_66_1503"}, {"ref", "SECP66/01"}, {"item", 1}, {"text", review}, {"owner", "secas"}});
  const auto confirmed = done(s, panel, panel_66, "confirm-line", {{"line", 1}});
  CHECK(confirmed.brought.size() == 1);
  CHECK(current(s, "actions/SECP65-09").state == "closed");
  CHECK(view(s, "actions/SECP65-09").at("decision").at("meeting") == "SECP_66_1503");

  const auto made = paper(s, panel_66, "minutes", panel);
  const auto& rows = made.section("actions-outstanding")->rows;
  REQUIRE(rows.size() == 2);
  CHECK(engine::text_of(rows[0].at(0)) == "SECP64/01");
  CHECK(engine::text_of(rows[0].at(3)) == "findings were presented");
  CHECK(engine::text_of(rows[0].at(4)) == "OPEN");
  CHECK(engine::text_of(rows[1].at(4)) == "CLOSED");
  CHECK(lines_of(made, "item-1") ==
        std::vector<std::string>{"AGREED that any actions marked as CLOSED could be formally closed",
                                 "SECP66/01 " + review});

  s.the_day_is("2019-04-12");
  done(s, panel, "meetings", "schedule", {{"ref", "SECP_67_1204"}, {"date", "2019-04-12"}});
  const auto next = answered(s, "meetings", "SECP_67_1204", "agenda").at("actions");
  REQUIRE(next.size() == 2);
  CHECK(next.at(0).at("reference") == "SECP64/01");
  CHECK(next.at(0).at("update").is_null());
  CHECK(next.at(1).at("reference") == "SECP66/01");

  // Minutes are of their day, whenever they are printed.
  done(s, secas, "actions/SECP64-01", "mark-closed");
  done(s, panel, "actions/SECP64-01", "close", agreed_at("SECP_67_1204"));
  const auto later = paper(s, panel_66, "minutes", panel).section("actions-outstanding")->rows;
  CHECK(engine::text_of(later[0].at(4)) == "OPEN");
  CHECK(engine::text_of(later[1].at(4)) == "CLOSED");
}
