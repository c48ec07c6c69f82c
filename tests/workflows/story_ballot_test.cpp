// A ballot from its opening to its record: what is frozen, who votes for a seat, corrections, reminders, the Panel in
// place of the Board.
#include <random>

#include "engine/ballot_bundle.hpp"
#include "engine/hash.hpp"
#include "tests/workflows/ballots.hpp"

using namespace story;
using ballots::voter;
using lives::with;

STORY("Opening freezes the question, the subjects, the documents and the roll, and says by which hash") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = ballots::before_the_board(s, "SECMP0025");
  const Dom paper = {{"kind", "legal-text"}, {"title", "Section H"}, {"version", "1.0"}, {"classification", "white"}};
  s.when(secas, ref, "attach-document", paper);
  s.when(secas, ref, "attach-document", with(paper, {{"version", "2.0"}, {"sha256", std::string(64, 'a')}}));
  s.when(secas, ref, "attach-document",
         {{"kind", "costs"}, {"title", "What it costs"}, {"version", "1"}, {"classification", "amber"}});
  const auto opened = s.when(secas, ref, "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
  const auto event = Dom::parse(opened.entry.event.body);
  s.then(ref).due("ballot-1-closes", s.close_in(5)).due("ballot-1-reminder", s.close_in(3));
  const auto ballot = ballots::last_ballot(s, ref, visitor);
  CHECK(ballot["roll_hash"] == event["roll_hash"]);
  CHECK(ballot["question"] == "Shall SECMP0025 be approved, as its Modification Report sets it out?");
  CHECK(ballot["documents"].size() == 2);
  CHECK(ballot["documents"][0]["version"] == "2.0");
  CHECK(ballot["documents"][0]["sha256"] == std::string(64, 'a'));
  // Of an amber paper everybody hears that there is one, and nothing by which it could be recognised.
  CHECK(ballot["documents"][1].dump() == R"({"kind":"confidential","sha256":null,"title":null,"version":""})");
  CHECK(ballot["seats_filled"] == 5);

  // Whatever happens to the Board, the open roll stays.
  ballots::body(s, "vacate", {{"seat", "LS-1"}});
  ballots::body(s, "appoint", {{"seat", "SS-1"}, {"holder", "somebody-else"}});
  ballots::add_seat(s, "LS-2", "large-suppliers");
  ballots::add_seat(s, "LS-3", "large-suppliers");
  ballots::body(s, "remove-seat", {{"seat", "LS-3"}});
  const auto later = ballots::last_ballot(s, ref, visitor);
  CHECK(later["roll"] == ballot["roll"]);
  CHECK(later["quorum"] == ballot["quorum"]);
  s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
  s.but(voter("somebody-else", "SS-1"), ref, "cast-vote", lives::vote("SS-1", "approve"))
      .is_refused_for("MayVoteForTheSeat")
      .says("your token is 'somebody-else'; seat 'SS-1' is held by 'SS-1-member'");
  s.but(voter("LS-2-member", "LS-2"), ref, "cast-vote", lives::vote("LS-2", "approve"))
      .is_refused_for("SeatIsOnTheRoll");
}

STORY("A seat votes by its holder or by an alternate on the days of its mandate; the holder's own vote stands") {
  Story s("2019-03-18");
  s.given_a_change_board();
  ballots::body(s, "name-alternate",
                {{"seat", "LS-1"},
                 {"alternate", "deputy"},
                 {"name", "A deputy"},
                 {"from", "2019-03-19"},
                 {"until", "2019-03-20"}});
  CHECK(ballots::body_refuses(s, "name-alternate", {{"seat", "SS-1"}, {"alternate", "SS-1-member"}})
            .find("no alternate of itself") != std::string::npos);
  const auto ref = ballots::before_the_board(s, "SECMP0025");
  lives::opens_a_vote(s, ref, "final", "correspondence");
  const auto deputy = voter("deputy", "LS-1");
  s.but(deputy, ref, "cast-vote", lives::vote("LS-1", "reject"))
      .is_refused_for("MayVoteForTheSeat")
      .says("'deputy' is its alternate from 19 March 2019 until 20 March 2019");
  s.the_day_is("2019-03-19");
  s.when(deputy, ref, "cast-vote", lives::vote("LS-1", "reject"));
  auto own = ballots::last_ballot(s, ref, deputy);
  REQUIRE(own["votes"].size() == 1);
  CHECK(own["votes"][0]["in_capacity"] == "alternate");
  CHECK(own["votes"][0]["voter"]["id"] == "deputy");
  CHECK(own["votes"][0]["holder"]["id"] == "LS-1-member");
  CHECK(ballots::last_ballot(s, ref, member("LS-1"))["votes"].empty());  // it is not the holder's own

  s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
  s.but(deputy, ref, "cast-vote", lives::vote("LS-1", "reject"))
      .is_refused_for("MayVoteForTheSeat")
      .says("the holder of seat 'LS-1' has voted");
  s.when(secas, ref, "cast-vote",
         ballots::from_form(with(lives::vote("SS-1", "approve"), {{"declaration", "holds shares"}})));
  s.but(secas, ref, "cast-vote", ballots::from_form(with(lives::vote("NET-1", "reject"), {{"alternate", "nobody"}})))
      .is_refused_for("MayVoteForTheSeat");
  s.but(voter("deputy", "SS-1"), ref, "cast-vote", lives::vote("SS-1", "approve")).is_refused_for("MayVoteForTheSeat");
  s.but(voter("NET-1-member", ""), ref, "cast-vote", lives::vote("NET-1", "approve")).is_refused_for("HoldsTheSeat");
  s.but(member("NET-1"), ref, "cast-vote", {{"seat", "NET-1"}, {"choice", "approve"}, {"reason", "r"}})
      .is_refused_for("ObjectiveNamed");
  s.when(member("NET-1"), ref, "cast-vote", {{"seat", "NET-1"}, {"choice", "abstain"}, {"reason", "not ours to say"}});
  s.working_days_pass(6);
  const auto ballot = ballots::last_ballot(s, ref, visitor);
  CHECK(ballot["tally"]["proposed"]["blocks"][0]["approve"] == 1);
  CHECK(ballot["votes"].size() == 3);
  CHECK(ballot["trail"].size() == 1);
  CHECK(ballot["trail"][0]["voter"]["id"] == "deputy");
  const auto bundle = ballots::last_bundle(s, ref);
  CHECK(engine::fault_in_bundle(bundle.text) == std::nullopt);
}

STORY("A vote changed before the close keeps its trail; each has a receipt that anybody can make again") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = ballots::before_the_board(s, "SECMP0025");
  lives::opens_a_vote(s, ref, "final", "correspondence");
  std::vector<std::string> receipts;
  for (const std::string choice : {"approve", "reject", "approve"}) {
    const auto cast = s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", choice));
    receipts.push_back(Dom::parse(cast.entry.event.body).at("receipt"));
  }
  for (const std::string seat : {"SS-1", "NET-1", "OTH-1", "CON-1"})
    s.when(member(seat), ref, "cast-vote", lives::vote(seat, "reject"));
  s.when(secas, ref, "close-vote");
  const auto record = nlohmann::ordered_json::parse(ballots::last_bundle(s, ref).text)["ballot"];
  REQUIRE(record["votes"].size() == 7);
  for (std::size_t i = 0; i < receipts.size(); ++i) {
    CHECK(record["votes"][i]["receipt"] == receipts[i]);
    CHECK(engine::sha256_hex(record["votes"][i]["vote"].dump()) == receipts[i]);
    CHECK(record["votes"][i]["vote"]["roll_hash"] == record["roll_hash"]);
    CHECK(record["votes"][i]["counts"] == (i == 2));
  }
  CHECK(engine::sha256_hex(record["frozen"].dump()) == record["roll_hash"]);
}

STORY("A vote is in time a moment before the close and late at it, with the server's time in the refusal") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = ballots::before_the_board(s, "SECMP0025");
  lives::opens_a_vote(s, ref, "final", "correspondence");
  s.the_time_is("2019-03-25T16:59:59.999Z");
  s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
  // On the stroke of 17:00 the clock extends the vote, which has no quorum: the new close is as sharp.
  s.the_time_is("2019-03-25T17:00:00Z");
  s.then(ref).due("ballot-1-closes", "2019-04-01T16:00:00Z").has("/ballots/0/extended", true);
  s.when(member("SS-1"), ref, "cast-vote", lives::vote("SS-1", "approve"));
  s.the_time_is("2019-04-01T15:59:59.999Z");
  s.when(member("NET-1"), ref, "cast-vote", lives::vote("NET-1", "approve"));
  s.the_time_is("2019-04-01T16:00:00Z");
  s.then(ref).in("appeal-window").has("/decision", "approve");
  s.but(member("OTH-1"), ref, "cast-vote", lives::vote("OTH-1", "approve"))
      .is_refused_for("FormCameInTime")
      .says("the vote closed on 1 April 2019 at 17:00 (2019-04-01T16:00:00Z)")
      .says("this vote came on 1 April 2019 at 17:00 (2019-04-01T16:00:00Z)");
  CHECK(engine::fault_in_bundle(ballots::last_bundle(s, ref).text) == std::nullopt);
}

STORY("Late at a meeting with a closing hour: the refusal says what time it is") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = ballots::before_the_board(s, "SECMP0025", "authority-determined");
  s.when(secas, ref, "open-vote", {{"purpose", "final"}, {"mode", "meeting"}, {"closes_at", "2019-03-18T12:00:00Z"}});
  s.when(panel, ref, "hold", {{"reason", "the closing stands still while it is held"}});
  s.the_time_is("2019-03-18T12:00:00Z");
  s.when(panel, ref, "resume");
  s.but(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"))
      .is_refused_for("VoteHasNotEnded")
      .says("the vote closed on 18 March 2019 at 12:00 (2019-03-18T12:00:00Z); it is now 18 March 2019 at 12:00");
}

STORY("A seat that was frozen wrongly is corrected with a reason, and that shows") {
  Story s("2019-03-18");
  s.given_a_change_board();
  ballots::body(s, "add-seat", {{"seat", "LS-2"}, {"block", "large-suppliers"}});
  const auto ref = ballots::before_the_board(s, "SECMP0025");
  const Dom right = {
      {"seat", "LS-1"}, {"holder", {{"id", "the-right-one"}}}, {"reason", "the form named another person"}};
  s.but(manager, ref, "correct-roll", right).is_refused_for("VoteIsOpen");
  lives::opens_a_vote(s, ref, "final", "correspondence");
  const auto hash = ballots::last_ballot(s, ref)["roll_hash"];
  s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "reject"));
  s.but(secas, ref, "correct-roll", right).is_forbidden();
  s.but(manager, ref, "correct-roll", {{"seat", "LS-9"}, {"reason", "r"}, {"holder", {{"id", "x"}}}})
      .is_refused_for("SeatCanBeCorrected");
  s.but(manager, ref, "correct-roll", {{"seat", "LS-1"}, {"reason", "r"}}).is_refused_for("SeatCanBeCorrected");
  s.but(manager, ref, "correct-roll", {{"seat", "LS-2"}, {"reason", "r"}, {"alternate", {{"id", "x"}}}})
      .is_refused_for("SeatCanBeCorrected");
  s.when(manager, ref, "correct-roll", right);
  s.but(manager, ref, "revoke-last", {{"reason", "r"}}).is_refused_for("StepCanBeRevoked");
  auto ballot = ballots::last_ballot(s, ref);
  CHECK(ballot["corrections"].size() == 1);
  CHECK(ballot["roll_hash"] == hash);
  CHECK(ballot["quorum"]["votes"] == 0);  // what somebody without a mandate returned counts no longer
  s.but(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "reject")).is_refused_for("MayVoteForTheSeat");
  s.when(voter("the-right-one", "LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
  s.when(manager, ref, "correct-roll",
         {{"seat", "LS-2"}, {"holder", {{"id", "left-out"}}}, {"reason", "it was held on that day"}});
  CHECK(ballots::last_ballot(s, ref)["seats_filled"] == 6);
  s.when(voter("left-out", "LS-2"), ref, "cast-vote", lives::vote("LS-2", "approve"));
  s.when(member("SS-1"), ref, "cast-vote", lives::vote("SS-1", "approve"));
  s.working_days_pass(6);
  s.then(ref).has("/decision", "approve").has("/ballots/0/tally/proposed/blocks/0/approve", 2);
  const auto bundle = ballots::last_bundle(s, ref).text;
  CHECK(engine::fault_in_bundle(bundle) == std::nullopt);
  CHECK(Dom::parse(bundle)["ballot"]["corrections"].size() == 2);
  CHECK(Dom::parse(bundle)["ballot"]["votes"].size() == 4);
}

STORY("Two Working Days before the close the seats that have not voted are reminded; who they are is for SECAS") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = ballots::before_the_board(s, "SECMP0025");
  lives::opens_a_vote(s, ref, "final", "correspondence");
  s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
  const auto tasks_of = [&](const Actor& by) {
    std::vector<std::string> names;
    for (const auto& one : s.journal().tasks(rules().assignees(by))) names.push_back(one.task.name);
    return names;
  };
  CHECK(tasks_of(member("SS-1")) == std::vector<std::string>{"cast the vote of seat SS-1"});
  CHECK(tasks_of(member("LS-1")).empty());
  s.the_day_is("2019-03-21");  // the reminder is due at 17:00
  s.the_time_is("2019-03-21T17:00:00Z");
  CHECK(tasks_of(member("SS-1")) == std::vector<std::string>{"cast the vote of seat SS-1; reminded on 2019-03-21"});
  CHECK(tasks_of(secas) == std::vector<std::string>{"4 of 5 seats have not voted: CON-1, NET-1, OTH-1, SS-1"});
  const auto entry = s.history(ref).back();
  REQUIRE(entry.event.type == "vote-reminded");
  const auto current = s.now(ref);
  const auto& workflow = rules().get(current.workflow);
  CHECK(Dom::parse(*workflow.seen_body(current, entry, manager))["seats"].size() == 4);
  for (const auto& caller : {visitor, member("SS-1"), panel, authority})
    CHECK_FALSE(Dom::parse(workflow.seen_body(current, entry, caller).value()).contains("seats"));
  s.then(ref).not_due("ballot-1-reminder");
  s.the_time_is("2019-03-25T17:00:00Z");  // extended: once more
  s.then(ref).due("ballot-1-reminder", "2019-03-28T17:00:00Z");
  s.working_days_pass(6);
  int reminders = 0;
  for (const auto& one : s.history(ref)) reminders += one.event.type == "vote-reminded";
  CHECK(reminders == 2);
}

STORY("The Panel votes in place of the Change Board on the cost of an Impact Assessment, with its reason") {
  Story s("2019-01-07");
  s.given_a_change_board();
  ballots::add_seat(s, "CHAIR", "chair", {}, "panel");
  ballots::add_seat(s, "P-1", "large-suppliers", {}, "panel");
  ballots::body(s, "set-rule", ballots::by_decision({{"chair", "CHAIR"}}), "panel");
  const auto ref = s.given("SECMP0062", "refinement", "authority-determined", {{"workflow", "sec-2019"}});
  const Dom by_panel = {{"purpose", "ia-cost"}, {"mode", "meeting"}, {"body", "panel"}};
  s.but(secas, ref, "open-vote", by_panel).is_refused_for("BodyIsTheRightOne").says("gives a 'reason'");
  s.but(secas, ref, "open-vote", {{"purpose", "ia-cost"}, {"mode", "meeting"}, {"body", "csc"}})
      .is_refused_for("BodyIsTheRightOne");
  s.when(secas, ref, "open-vote", with(by_panel, {{"reason", "to meet the release"}}));
  s.then(ref).waits_for("panel");
  s.when(member("CHAIR"), ref, "cast-vote", lives::vote("CHAIR", "approve"));
  s.when(member("P-1"), ref, "cast-vote", lives::vote("P-1", "reject"));
  s.when(secas, ref, "close-vote");
  s.then(ref)
      .has("/ia_cost/decision", "incur")
      .has("/ia_cost/by", "panel")
      .has("/ia_cost/reason", "to meet the release");
  s.then(ref)
      .has("/ballots/0/policy", "panel-majority-casting")
      .has("/ballots/0/tally/proposed/casting_vote", "approve");
  CHECK(engine::fault_in_bundle(ballots::last_bundle(s, ref).text) == std::nullopt);
  const auto board = ballots::before_the_board(s, "SECMP0063");
  s.but(secas, board, "open-vote", {{"purpose", "final"}, {"mode", "meeting"}, {"body", "panel"}, {"reason", "r"}})
      .is_refused_for("BodyIsTheRightOne");
}

STORY("Seats have dates: a term that has ended or not begun leaves a seat vacant on that day's roll") {
  Story s("2019-03-18");
  for (const std::string seat : {"A", "B", "C"}) ballots::add_seat(s, seat, "networks");
  ballots::body(s, "appoint", {{"seat", "A"}, {"holder", "a"}, {"until", "2019-03-20"}});
  ballots::body(s, "appoint", {{"seat", "B"}, {"holder", "b"}, {"from", "2019-03-22"}});
  ballots::body(s, "add-seat", {{"seat", "D"}, {"block", "networks"}, {"until", "2019-03-19"}});
  CHECK(ballots::body_refuses(s, "appoint",
                              {{"seat", "C"}, {"holder", "c"}, {"from", "2019-03-22"}, {"until", "2019-03-21"}})
            .find("ends before") != std::string::npos);
  CHECK(
      ballots::body_refuses(s, "add-seat", {{"seat", "E"}, {"block", "networks"}, {"weight", 0}}).find("at least 1") !=
      std::string::npos);
  CHECK(ballots::body_refuses(s, "set-rule", ballots::by_decision({{"chair", "Z"}})).find("no seat 'Z'") !=
        std::string::npos);
  const auto filled_on = [&](const std::string& day, const std::string& ref) {
    s.the_day_is(day);
    const auto one = ballots::before_the_board(s, ref);
    lives::opens_a_vote(s, one, "final", "meeting");
    return std::pair<int, std::size_t>(ballots::last_ballot(s, one)["seats_filled"],
                                       ballots::last_ballot(s, one)["roll"].size());
  };
  CHECK(filled_on("2019-03-19", "SECMP0001") == std::pair<int, std::size_t>(2, 4));
  CHECK(filled_on("2019-03-21", "SECMP0002") == std::pair<int, std::size_t>(1, 3));
  CHECK(filled_on("2019-03-22", "SECMP0003") == std::pair<int, std::size_t>(2, 3));
}

STORY("A ballot that was put off is not published; one that was counted stays so when it is made void") {
  Story s("2019-03-18");
  s.given_a_change_board();
  const auto ref = ballots::before_the_board(s, "SECMP0025", "authority-determined");
  lives::opens_a_vote(s, ref, "final", "meeting");
  s.when(member("LS-1"), ref, "cast-vote", lives::vote("LS-1", "approve"));
  CHECK(ballots::last_bundle(s, ref).why_not.find("the vote is open") != std::string::npos);
  s.when(panel, ref, "defer-vote", {{"reason", "clarification"}});
  CHECK(ballots::last_bundle(s, ref).why_not.find("without being counted") != std::string::npos);
  CHECK(ballots::last_ballot(s, ref, visitor)["votes"].empty());
  CHECK(ballots::last_ballot(s, ref, member("LS-1"))["votes"][0]["counts"] == false);
  CHECK(ballots::last_ballot(s, ref)["votes"][0]["choice"] == "approve");  // SECAS keeps it, and it counts nowhere
  CHECK(ballots::last_ballot(s, ref)["votes"][0]["counts"] == false);
  lives::opens_a_vote(s, ref, "final", "meeting");
  lives::everybody_votes(s, ref, "approve");
  s.when(secas, ref, "close-vote");
  const auto before = ballots::last_bundle(s, ref).text;
  s.when(authority, ref, "send-back", {{"questions", {"What does it cost?"}}});
  CHECK(ballots::last_ballot(s, ref, visitor)["state"] == "void");
  CHECK(ballots::last_bundle(s, ref).text == before);
  CHECK(ballots::last_ballot(s, ref)["number"] == 2);
}

TEST_CASE("The same votes in any order of arrival come to the same count") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int turn = 0; turn < 20; ++turn) {
    std::vector<std::pair<std::string, std::string>> votes;
    for (const std::string seat : {"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1"})
      if (random() % 5 != 0) votes.emplace_back(seat, random() % 2 == 0 ? "approve" : "reject");
    std::optional<Dom> first;
    for (int order = 0; order < 3; ++order) {
      std::shuffle(votes.begin(), votes.end(), random);
      Story s("2019-03-18");
      s.given_a_change_board();
      const auto ref = ballots::before_the_board(s, "SECMP0025");
      lives::opens_a_vote(s, ref, "final", "correspondence");
      for (const auto& [seat, choice] : votes) {
        if (random() % 3 == 0)  // what it changes later does not count
          s.when(member(seat), ref, "cast-vote", lives::vote(seat, random() % 2 == 0 ? "approve" : "reject"));
        s.when(member(seat), ref, "cast-vote", lives::vote(seat, choice));
      }
      s.working_days_pass(12);
      const auto tally = ballots::last_ballot(s, ref)["tally"];
      if (!first) first = tally;
      CHECK(tally == *first);
    }
  }
}

TEST_CASE("A step on a ballot of many seats shares what it does not change with the step before") {
  Story s("2019-03-18");
  constexpr int seats = 500;
  for (int i = 0; i < seats; ++i) ballots::add_seat(s, "S-" + std::to_string(i), i % 2 == 0 ? "networks" : "consumers");
  const auto ref = ballots::before_the_board(s, "SECMP0025");
  lives::opens_a_vote(s, ref, "final", "correspondence");
  const auto& workflow = rules().get("sec-2019");
  const auto before = workflow.project(s.live(ref));
  s.when(voter("S-250-member", "S-250"), ref, "cast-vote", lives::vote("S-250", "approve"));
  const auto after = workflow.project(s.live(ref));
  REQUIRE(before.task_groups.size() == after.task_groups.size());
  REQUIRE(before.task_groups.size() > 10);
  std::size_t fresh = 0, owed = 0;
  for (std::size_t i = 0; i < after.task_groups.size(); ++i) {
    fresh += before.task_groups[i] != after.task_groups[i];
    owed += after.task_groups[i]->size();
  }
  CHECK(fresh == 1);
  CHECK(owed == seats - 1);
  const auto view = s.then(ref).view();
  CHECK(view["waiting_for"]["seats"].size() == 30);
  CHECK(view["waiting_for"]["more"] == seats - 1 - 30);
  CHECK(view.dump().size() < 20'000);  // neither roll nor votes are in the modification itself
}

TEST_CASE("A vote that was opened before the whole question was frozen is read, counted, and has no record") {
  Story s("2019-03-18");
  const auto ref = ballots::before_the_board(s, "SECMP0025");
  const auto& workflow = rules().get("sec-2019");
  auto current = s.now(ref);
  const auto then = [&](const std::string& type, const Dom& body) {
    engine::Entry entry;
    entry.case_id = ref;
    entry.workflow = "sec-2019";
    entry.version = current.version + 1;
    entry.event = {type, body.dump(), current.state, current.state};
    entry.effective_on = s.today();
    entry.at = s.clock();
    entry.by = manager;
    current = workflow.evolve(current, entry);
  };
  then("vote-opened", {{"purpose", "final"},
                       {"mode", "meeting"},
                       {"subjects", {"proposed"}},
                       {"policy", "category-majority"},
                       {"quorum_rule", "half-of-filled-seats"},
                       {"roll_hash", "ab"},
                       {"roll", {{{"seat", "LS-1"}, {"block", "large-suppliers"}, {"holder", "a-member"}}}}});
  then("vote-cast", with(lives::vote("LS-1", "approve"), {{"receipt", "cd"}, {"subject", "proposed"}}));
  const auto ballot = Dom::parse(workflow.part(current, "ballots", manager).back());
  CHECK(ballot["roll"][0]["holder"]["id"] == "a-member");
  CHECK(ballot["quorum"]["votes"] == 1);
  engine::Setting setting;
  setting.now = s.clock();
  setting.today = setting.on = s.today();
  setting.by = manager;
  const auto decision =
      workflow.decide(current, {"modifications", ref, "close-vote", "{}", manager, "", "", {}, {}}, setting);
  const auto& decided = std::get<engine::Decided>(decision);
  CHECK(Dom::parse(decided.event.body)["outcome"] == "approve");
  then(decided.event.type, Dom::parse(decided.event.body));
  CHECK(workflow.part_document(current, "ballots", 0, "bundle").why_not.find("before such records") !=
        std::string::npos);
}
