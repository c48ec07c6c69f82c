// What may stand in the fields of a command on one case: what forms offer, and no more than the rules take.
#include <algorithm>

#include "tests/support/story.hpp"
#include "workflows/all.hpp"

using namespace story;

namespace {

std::vector<std::string> choices_of(Story& s, const std::string& ref, std::string_view command, const Actor& by,
                                    std::string_view field) {
  const auto current = s.now(ref);
  std::vector<std::string> found;
  for (const auto& one :
       workflows::choices()(*rules().find(current.workflow), current, command, s.setting(current, by)))
    if (one.field == field)
      for (const auto& choice : one.among) found.push_back(choice.value);
  return found;
}

std::string with_an_open_vote(Story& s) {
  s.given_a_change_board();
  const auto ref = s.given("SECMP0025", "change-board-vote", "authority-determined");
  s.when(secas, ref, "open-vote", {{"purpose", "final"}, {"mode", "correspondence"}});
  return ref;
}

}  // namespace

TEST_CASE("A member may choose its own seat, SECAS every seat that somebody holds, others none") {
  Story s("2019-03-15");
  const auto ref = with_an_open_vote(s);
  const auto all = choices_of(s, ref, "cast-vote", secas, "/seat");
  REQUIRE(all.size() > 1);
  for (const auto& seat : all)
    CHECK(choices_of(s, ref, "cast-vote", member(seat), "/seat") == std::vector<std::string>{seat});
  CHECK(choices_of(s, ref, "cast-vote", party("somebody"), "/seat").empty());
}

TEST_CASE("The solutions and the Objectives that may be named are those that a vote takes") {
  Story s("2019-03-15");
  const auto ref = with_an_open_vote(s);
  const auto seat = choices_of(s, ref, "cast-vote", secas, "/seat").front();
  const auto subject = choices_of(s, ref, "cast-vote", member(seat), "/subject").front();
  const auto lists = workflows::lists()(*rules().find(s.now(ref).workflow), "cast-vote");
  REQUIRE(lists.front().field == "/objectives/*/objective");
  for (const auto& [objective, title, hint] : lists.front().among) {
    CHECK(!title.empty());
    CHECK(!hint.empty());
    s.when(member(seat), ref, "cast-vote",
           {{"seat", seat},
            {"subject", subject},
            {"choice", "approve"},
            {"reason", "it is clearer"},
            {"objectives", {{{"objective", objective}, {"view", "better"}}}}});
  }
}

TEST_CASE("Where nothing can be known beforehand nothing is offered") {
  Story s("2019-03-15");
  const auto ref = s.given("SECMP0025", "refinement", "authority-determined");
  CHECK(choices_of(s, ref, "cast-vote", secas, "/seat").empty());
  CHECK(choices_of(s, ref, "withdraw", secas, "/reason").empty());
  CHECK(!choices_of(s, ref, "agree-timetable", panel, "/milestones/*/code").empty());
}

TEST_CASE("Parts, releases, milestones, solutions and open questions are offered where a command names them") {
  Story s("2019-03-15");
  const auto ref = s.given("SECMP0025", "pending-implementation", "authority-determined");
  s.when(panel, ref, "agree-phases",
         {{"parts", {{{"part", 1}, {"planned_on", "2019-11-07"}}, {{"part", 2}, {"planned_on", "2020-06-25"}}}}});
  CHECK(choices_of(s, ref, "implement-part", secas, "/part") == std::vector<std::string>{"1", "2"});
  const auto other = s.given("SECMP0026", "refinement", "authority-determined");
  s.when(secas, other, "add-alternative", {{"name", "B"}, {"by", "proposer"}, {"summary", "another way"}});
  CHECK(choices_of(s, other, "record-response", party("somebody"), "/subject") ==
        std::vector<std::string>{"proposed", "B"});
  CHECK(!choices_of(s, other, "return-report", panel, "/timetable/*/code").empty());
  const auto named = workflows::case_choices()("modifications", "approve-report");
  REQUIRE(named.size() == 1);
  CHECK(named[0].collection == "releases");
  const auto states = rules().first_of("releases")->states();
  for (const auto& state : named[0].states)
    CHECK(std::any_of(states.begin(), states.end(), [&](const auto& one) { return one.name == state; }));
}
