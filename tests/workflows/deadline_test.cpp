// Until when: each period of the Code, 17:00 in London on its last day, and instants that are kept and never worked out
// again.
#include "tests/workflows/lives.hpp"

using namespace story;

namespace {
const auto& era = lives::eras[1];

void kept_in_an_event(Story& s, const std::string& ref) {
  const auto deadlines = s.then(ref).view().at("deadlines");
  CHECK_FALSE(deadlines.empty());
  for (const auto& one : deadlines) {
    const auto due = one.at("due").get<std::string>();
    bool kept = false;
    for (const auto& entry : s.history(ref)) kept = kept || entry.event.body.find(due) != std::string::npos;
    CHECK_MESSAGE(kept, one.dump() << " stands in no event: a holiday more would move it");
  }
}
}  // namespace

STORY("Every state but the last ones waits for somebody, for something, on hold too") {
  for (const auto& pack : lives::eras) {
    const auto& workflow = rules().get(pack.pack);
    Story s("2021-09-06");
    int number = 100;
    for (const auto& state : workflow.states()) {
      if (state.name.empty() || state.name == "withdrawal-notice") continue;
      if (state.name == "development" && !pack.development) continue;
      CAPTURE(state.name);
      const auto ref = s.given("MP" + std::to_string(++number), std::string(state.name), "", {{"workflow", pack.pack}});
      const auto waiting = s.then(ref).view().at("waiting_for");
      const bool nowhere = state.name == "not-known";  // nobody knows for whom it waits, nor is it held
      CHECK(waiting.is_null() == (state.terminal || nowhere));
      if (state.terminal || nowhere) continue;
      CHECK_FALSE(waiting.at("who").get<std::string>().empty());
      CHECK_FALSE(waiting.at("what").get<std::string>().empty());
      s.when(panel, ref, "hold", {{"reason", "r"}});
      const bool runs_on = state.stage == "Self-governance decision" || state.name == "authority-referral";
      s.then(ref).waits_for(runs_on ? waiting.at("who").get<std::string>() : "panel");
    }
  }
}

STORY("A window that opens in winter and ends in summer closes at 17:00 in London's summer, which is 16:00 UTC") {
  Story s("2019-03-18");
  s.given_a_change_board();
  s.given("MP050", "change-board-vote", "self-governance");
  s.the_day_is("2019-03-27");
  lives::opens_a_vote(s, "MP050", "final", "meeting");
  lives::everybody_votes(s, "MP050", "approve");
  s.when(secas, "MP050", "close-vote");
  s.then("MP050").due("referral-window-1-ends", "2019-04-10T16:00:00Z");
  s.the_time_is("2019-04-10T15:59:59Z");
  s.then("MP050").in("appeal-window");
  s.the_time_is("2019-04-10T16:00:00Z");
  s.then("MP050").in("pending-implementation");
}

STORY("The Self-Governance window of a vote on 24 April 2019 runs over the early May holiday to 9 May") {
  Story s("2019-04-24");
  s.given_a_change_board();
  s.given("MP050", "change-board-vote", "self-governance");
  s.given("MP051", "change-board-vote", "authority-determined");
  for (const std::string ref : {"MP050", "MP051"}) {
    lives::opens_a_vote(s, ref, "final", "meeting");
    lives::everybody_votes(s, ref, "approve");
    s.when(secas, ref, "close-vote");
  }
  s.then("MP050").due("referral-window-1-ends", "2019-05-09T16:00:00Z");
  s.then("MP051").due("authority-target", "2019-05-31T16:00:00Z");
}

STORY("A decision that is published later than it was taken opens its window on the day of publication") {
  Story s("2017-02-20");
  s.given_a_change_board();
  s.given("SECMP0026", "change-board-vote", "self-governance");
  s.the_day_is("2017-02-22");
  lives::opens_a_vote(s, "SECMP0026", "final", "meeting");
  lives::everybody_votes(s, "SECMP0026", "approve");
  s.the_day_is("2017-02-23");
  s.when(secas, "SECMP0026", "close-vote", {{"effective_on", "2017-02-22"}, {"published_on", "2017-02-23"}});
  s.then("SECMP0026").due("referral-window-1-ends", "2017-03-09T17:00:00Z");
}

STORY("Each deadline is an instant that an event keeps: a bank holiday more changes none of them") {
  Story s("2019-01-07");
  s.given_a_change_board();
  auto ref = lives::with_a_price(s, era, "authority-determined");
  s.when(secas, ref, "request-preliminary-assessment");
  s.when(secas, ref, "open-refinement-consultation");
  lives::opens_a_vote(s, ref, "ia-cost", "correspondence");
  CHECK(s.then(ref).view().at("deadlines").size() == 4);  // the reminder of the vote is one
  kept_in_an_event(s, ref);
  s.when(panel, ref, "hold", {{"reason", "r"}});
  s.working_days_pass(2);
  s.when(panel, ref, "resume");
  kept_in_an_event(s, ref);
  s.when(proposer("acme"), ref, "withdraw");
  kept_in_an_event(s, ref);
  kept_in_an_event(s, lives::in_consultation(s, era, "self-governance"));
  kept_in_an_event(s, lives::with_the_authority(s, era));
  kept_in_an_event(s, lives::sent_back(s, era));
  ref = lives::in_the_appeal_window(s, era);
  kept_in_an_event(s, ref);
  s.when(party("acme"), ref, "refer", {{"party", "acme"}, {"reason", "r"}});
  s.when(panel, ref, "decide-referral", {{"decision", "uphold"}, {"reason", "r"}});
  kept_in_an_event(s, ref);
  s.when(party("acme"), ref, "refer", {{"party", "acme"}, {"reason", "r"}});
  kept_in_an_event(s, ref);
}
