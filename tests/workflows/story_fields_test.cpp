// What fields must say beyond their types: each fault at its place, with what would do.
#include "tests/support/asking.hpp"
#include "tests/workflows/lives.hpp"

using namespace story;
using lives::eras;

namespace {
engine::Reply sent(Story& s, const std::string& collection, const std::string& reference, const std::string& command,
                   const Dom& body, const Actor& by = manager) {
  return s.ask({collection, reference, command, body.dump(), by, "", "", {}, {}});
}
Answer but_sent(Story& s, const std::string& collection, const std::string& reference, const std::string& command,
                const Dom& body, const Actor& by = manager) {
  return Answer(sent(s, collection, reference, command, body, by));
}
Dom milestone_on(Story& s, const std::string& code) { return {{"code", code}, {"on", s.day_in(20)}}; }
}  // namespace

STORY("On conversion a proposal takes a reference, and no draft's") {
  for (const auto& era : eras) {
    if (!era.development) continue;
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_initial_consideration(s, era);
    for (const auto* wrong : {"hello world", "a/b?c#d", "DP022", "MP", "SECMP12"}) {
      CAPTURE(wrong);
      s.but(manager, ref, "send-to-refinement", {{"path", "self-governance"}, {"ref", wrong}}).is_malformed_at("/ref");
      s.but(manager, ref, "send-to-report", {{"path", "self-governance"}, {"reason", "r"}, {"ref", wrong}})
          .is_malformed_at("/ref");
    }
  }
}

STORY("A timetable names milestones that there are, each once") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::in_refinement(s, era, "self-governance");
    const auto forecast = [](const std::vector<Dom>& milestones) { return Dom{{"milestones", milestones}}; };
    const auto unknown = in_words(s.but(secas, ref, "forecast", forecast({milestone_on(s, "NOPE")}))
                                      .is_malformed_at("/milestones/0/code")
                                      .reply());
    CHECK(unknown.find("CB_VOTE") != std::string::npos);
    s.but(secas, ref, "forecast", forecast({milestone_on(s, "CB_VOTE"), milestone_on(s, "CB_VOTE")}))
        .is_malformed_at("/milestones/1/code");
    s.but(panel, ref, "agree-timetable", forecast({milestone_on(s, "WG_0")})).is_malformed_at("/milestones/0/code");
    std::vector<Dom> all;
    for (const auto* code : {"WG_1", "WG_12", "SUBCOMMITTEE_VIEW(TABASC)", "RELEASE_SCOPE_CUTOFF", "IMPLEMENTATION",
                             "IMPLEMENTATION(2)", "PANEL_CONVERSION", "PANEL_INITIAL"})
      all.push_back(milestone_on(s, code));
    s.when(secas, ref, "forecast", forecast(all));
    s.when(panel, ref, "agree-timetable", forecast(all));
  }
}

STORY("What is recorded, hashed and viewed is checked") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    s.but(secas, ref, "withdraw", {{"recorded_from", {{"kind", "letter"}, {"on", s.day_in(1)}}}})
        .is_malformed_at("/recorded_from/on");
    const Dom form = {{"kind", "form"}, {"title", "t"}, {"version", "1"}, {"classification", "white"}};
    s.but(secas, ref, "attach-document", lives::with(form, {{"sha256", "zz"}})).is_malformed_at("/sha256");
    s.but(secas, ref, "attach-document", lives::with(form, {{"sha256", std::string(64, 'z')}}))
        .is_malformed_at("/sha256");
    s.when(secas, ref, "attach-document", lives::with(form, {{"sha256", std::string(64, 'a')}}));
    const Dom better = {{"objective", "a"}, {"view", "better"}}, worse = {{"objective", "a"}, {"view", "worse"}};
    s.but(member("LS-1"), ref, "cast-vote",
          {{"seat", "LS-1"}, {"choice", "approve"}, {"reason", "r"}, {"objectives", {better, worse}}})
        .is_malformed_at("/objectives/1/objective");
  }
}

STORY("A timetable gives causes of the Code, and days on which a body can meet") {
  Story s("2019-03-15");
  s.given("MP100", "refinement", "self-governance");
  const auto one = [](const std::string& code, const std::string& on, const Dom& more = Dom::object()) {
    return Dom{{"milestones", {lives::with({{"code", code}, {"on", on}}, more)}}};
  };
  struct Sent {
    Actor by;
    std::string command;
  };
  for (const auto& sent : {Sent{panel, "agree-timetable"}, Sent{secas, "forecast"}}) {
    const auto& by = sent.by;
    const auto& command = sent.command;
    CAPTURE(command);
    const auto free = s.but(by, "MP100", command, one("MR_DRAFTED", "2019-06-03", {{"reason_code", "the weather"}}));
    free.is_malformed_at("/milestones/0/reason_code");
    CHECK(in_words(free.reply()).find("DCC_ASSESSMENT, WG_REWORK") != std::string::npos);
    const auto sunday = s.but(by, "MP100", command, one("CB_VOTE", "2019-09-08"));
    sunday.is_malformed_at("/milestones/0/on");
    CHECK(in_words(sunday.reply()).find("Sunday 8 September 2019") != std::string::npos);
    for (const std::string code : {"PANEL_MR", "WG_1", "WG_2", "SUBCOMMITTEE_VIEW(TABASC)", "RELEASE_SCOPE_CUTOFF"})
      s.but(by, "MP100", command, one(code, "2019-05-06")).is_malformed_at("/milestones/0/on");  // a bank holiday
    s.when(by, "MP100", command, one("IMPLEMENTATION", "2019-11-24"));  // releases do go live on Sundays
    s.when(by, "MP100", command, one("CB_VOTE", "2019-09-25"));
  }
  s.but(panel, "MP100", "hold", {{"reason", "r"}, {"decision", {{"body", "panel"}, {"meeting", "SECP_66_3102"}}}})
      .is_malformed_at("/decision/meeting");
  s.given("MP101", "initial-consideration", "", {{"workflow", "sec-2019"}});
  s.but(panel, "MP101", "send-to-refinement",
        {{"path", "self-governance"}, {"timetable", {{{"code", "CB_VOTE"}, {"on", "2019-09-08"}}}}})
      .is_malformed_at("/timetable/0/on");
  const auto supposed =
      asked(s, "modifications", "MP100", "what-if", {{"moves", {{{"milestone", "CB_VOTE"}, {"on", "2019-09-08"}}}}});
  REQUIRE(std::holds_alternative<engine::Malformed>(supposed));
  CHECK(std::get<engine::Malformed>(supposed).errors.at(0).pointer == "/moves/0/on");
}

STORY("A movement has its cause: the one that it was forecast with, else the Panel's decision, else another") {
  Story s("2019-03-15");
  s.given("MP100", "refinement", "self-governance");
  const auto on = [](const std::string& day) { return Dom{{"milestones", {{{"code", "MR_DRAFTED"}, {"on", day}}}}}; };
  const auto cause = [&] {
    return milestone(answered(s, "modifications", "MP100", "timetable"), "MR_DRAFTED").at("reason_code");
  };
  s.when(panel, "MP100", "agree-timetable", on("2019-06-03"));
  CHECK(cause().is_null());  // nothing has moved
  s.when(secas, "MP100", "forecast", on("2019-06-10"));
  CHECK(cause() == "OTHER");
  s.when(panel, "MP100", "agree-timetable", on("2019-06-11"));
  CHECK(cause() == "PANEL_DECISION");
  auto late = on("2019-07-01");
  late["milestones"][0]["reason_code"] = "LEGAL_TEXT";
  late["milestones"][0]["reason"] = "the lawyers ask for more";
  s.when(secas, "MP100", "forecast", late);
  s.when(panel, "MP100", "agree-timetable", on("2019-07-01"));
  CHECK(cause() == "LEGAL_TEXT");
}

TEST_CASE("A timetable with a free cause and a vote on a Sunday, from before there were rules for it, is read") {
  Story s("2019-03-15");
  s.given("MP100", "refinement", "self-governance");
  s.when(panel, "MP100", "agree-timetable", {{"milestones", {{{"code", "CB_VOTE"}, {"on", "2019-09-06"}}}}});
  auto entries = s.history("MP100");
  auto body = Dom::parse(entries.back().event.body);
  body["milestones"][0]["on"] = "2019-09-08";
  body["milestones"][0]["reason_code"] = "the weather";
  entries.back().event.body = body.dump();
  const auto& workflow = rules().get(entries.back().workflow);
  auto grown = workflow.blank("MP100");
  for (const auto& entry : entries) grown = workflow.evolve(grown, entry);
  const auto seen = Dom::parse(workflow.view(grown, workflow.clearance(manager)));
  CHECK(seen.at("timetable").at(0).at("on") == "2019-09-08");
  CHECK(seen.at("timetable").at(0).at("reason_code") == "the weather");
}

STORY("A body counts by a rule that there is") {
  Story s("2019-03-15");
  const auto wrong =
      but_sent(s, "bodies", "change-board", "set-rule",
               {{"quorum", "nonsense"}, {"policy", "by-colour"}, {"reason", "r"}, {"decision", {{"body", "panel"}}}});
  wrong.is_malformed_at("/quorum");
  wrong.is_malformed_at("/policy");
  CHECK(in_words(wrong.reply()).find("half-of-filled-seats") != std::string::npos);
}

STORY("How a body counts changes by a decision of the body or the Panel, with its reason, and not by an analyst") {
  Story s("2019-03-15");
  const Dom rule = {{"policy", "member-majority"}, {"quorum", "none"}, {"reason", "agreed for the trial"}};
  const Dom board = {{"decision", {{"body", "change-board"}, {"meeting", "CB_15_0319"}}}};
  but_sent(s, "bodies", "change-board", "set-rule", rule).is_malformed_at("/decision");
  const auto neither = but_sent(s, "bodies", "change-board", "set-rule", {{"policy", "member-majority"}});
  neither.is_malformed_at("/reason");
  neither.is_malformed_at("/decision");
  but_sent(s, "bodies", "change-board", "set-rule", {{"policy", "member-majority"}, {"decision", {{"body", "panel"}}}})
      .is_malformed_at("/reason");
  const auto as = [&](const Actor& by, const Dom& body) {
    return Answer(s.ask({"bodies", "change-board", "set-rule", body.dump(), by, "", "", {}, {}}));
  };
  const Dom nowhen = {{"decision", {{"body", "change-board"}, {"meeting", "SECCB_12_9999"}}}};
  as(panel, lives::with(rule, nowhen)).is_malformed_at("/decision/meeting");
  as(secas, lives::with(rule, board)).is_forbidden();
  as(panel, lives::with(rule, {{"decision", {{"body", "csc"}}}})).is_refused_for("DecidedByItselfOrThePanel");
  CHECK(std::holds_alternative<engine::Accepted>(as(panel, lives::with(rule, board)).reply()));
  CHECK(std::holds_alternative<engine::Accepted>(
      as(manager, lives::with(rule, {{"decision", {{"body", "panel"}}}})).reply()));
}

TEST_CASE("A rule that was set before rules needed a reason is read as it was meant") {
  const auto& workflow = rules().get("sec-body");
  auto board = workflow.blank("change-board");
  const auto then = [&](const std::string& type, const std::string& body) {
    engine::Entry entry;
    entry.case_id = "change-board";
    entry.workflow = "sec-body";
    entry.version = board.version + 1;
    entry.event = {type, body, board.state, "standing"};
    board = workflow.evolve(board, entry);
  };
  then("established", R"({"id":"change-board","name":"Change Board"})");
  then("rule-set", R"({"policy":"member-majority"})");
  CHECK(Dom::parse(workflow.view(board, workflow.clearance(visitor)))["policy"] == "member-majority");
}

STORY("A name that is taken is wrong where the body says it") {
  Story s("2019-03-15");
  const Dom release = {
      {"id", "november-2019"}, {"title", "November 2019"}, {"kind", "november"}, {"planned_on", "2019-11-07"}};
  REQUIRE(std::holds_alternative<engine::Accepted>(sent(s, "releases", "", "propose", release, secas)));
  but_sent(s, "releases", "", "propose", release, secas).is_malformed_at("/id");
  const Actor operators{"o", "operator", "", "", ""};
  but_sent(s, "bodies", "", "establish", {{"id", "panel"}, {"name", "Another"}}, operators).is_malformed_at("/id");
}

STORY("A supposition is wrong where it names what there is not") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement", "self-governance");
  const auto pointer = [&](const Dom& supposed) {
    const auto outcome = asked(s, "modifications", "SECMP0062", "what-if", supposed);
    return std::get<engine::Malformed>(outcome).errors.at(0).pointer;
  };
  CHECK(pointer({{"moves", {{{"milestone", "NOPE"}, {"on", "2019-05-01"}}}}}) == "/moves/0/milestone");
  CHECK(pointer({{"moves", {{{"milestone", "CB_VOTE"}}}}}) == "/moves/0");
  CHECK(pointer({{"slips",
                  {{{"milestone", "CB_VOTE"}, {"working_days", 2}},
                   {{"milestone", "RAISED"}, {"working_days", 2}}}}}) == "/slips/1/milestone");
}

STORY("Conclusions are not there before a vote was counted, and why is said") {
  Story s("2019-03-15");
  s.given("SECMP0062", "refinement", "self-governance");
  const auto outcome = asked(s, "modifications", "SECMP0062", "conclusions", Dom::object());
  CHECK(std::get<engine::Answer>(outcome).why_not == "no vote on SECMP0062 has been counted yet");
}

STORY("Urgency that was asked for on the form shows until the Authority is asked") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto asked_for = lives::submitted(s, era, {{"urgent", true}});
    s.then(asked_for).has("/urgency", "not-urgent").has("/urgency_asked", true);
    CHECK(!s.then(lives::submitted(s, era)).view().contains("urgency_asked"));
  }
}

STORY("SECAS records the Authority's decision from its letter, and hears so when it does not say from what") {
  for (const auto& era : eras) {
    CAPTURE(era.pack);
    Story s(era.first_day);
    const auto ref = lives::submitted(s, era);
    const auto reply = s.but(secas, ref, "decide-urgency", {{"urgent", true}}).is_forbidden().reply();
    const auto& forbidden = std::get<engine::Forbidden>(reply);
    CHECK(forbidden.roles == std::vector<std::string>{"authority"});
    CHECK(forbidden.recorders == std::vector<std::string>{"secas-analyst", "secas-manager"});
  }
}
