// What may be done on a later day, foretold: after the clock has come to that day it is so. Random lives, by their
// seed.
#include "engine/foresight.hpp"

#include <fmt/format.h>

#include "tests/workflows/walk.hpp"

using namespace story;

namespace {
std::string in_words(const engine::Workflow& rules, const std::vector<engine::Option>& options) {
  std::string text;
  for (const auto& option : options) {
    text += fmt::format("{} -> {}\n", option.command, option.to);
    for (const auto& unmet : option.unmet) text += fmt::format("  {}: {}\n", unmet.guard, unmet.reason);
  }
  return std::string(rules.name()) + "\n" + text;
}

struct Foretold {
  int foretold = 0;
  int moved = 0;  // a deadline fired on the way
  int secret = 0;
};

// One modification, as `by` would be told now of a later day, against how it stands on that day.
void comes_true(Story& s, const std::string& ref, const Actor& by, engine::Date day, Foretold& told) {
  const auto noon = engine::london_time(day, std::chrono::hours{12});
  const auto version = s.now(ref).version;
  const auto entries = s.journal().last_seq();
  const auto foreseen = engine::foreseen(rules(), s.journal(), s.now(ref), s.clock(), noon, by);
  REQUIRE(s.journal().last_seq() == entries);
  const auto& then = foreseen.then;
  auto setting = s.setting(then, by);
  const auto on_the_day = engine::setting_at(noon, then);
  setting.now = on_the_day.now;
  setting.today = on_the_day.today;
  setting.on = on_the_day.on;
  const auto said = in_words(rules().get(then.workflow), rules().get(then.workflow).options(then, setting));
  if (foreseen.secret) {
    REQUIRE(by.role != manager.role);
    REQUIRE(foreseen.secret->due <= noon);
    ++told.secret;
    return;
  }
  s.the_day_is(day);
  const auto now = s.now(ref);
  REQUIRE(then.version == now.version);
  REQUIRE(then.state == now.state);
  REQUIRE(then.effective_on == now.effective_on);
  REQUIRE(then.at == now.at);
  const auto& rules_now = rules().get(now.workflow);
  REQUIRE(rules().get(then.workflow).view(then, rules_now.clearance(manager)) ==
          rules_now.view(now, rules_now.clearance(manager)));
  REQUIRE(said == in_words(rules_now, s.options(ref, by)));
  ++told.foretold;
  told.moved += now.version > version;
}

// Of which others are not told beforehand what its close will bring.
void opens_a_vote(walk::Walk& walk, const lives::Era& era) {
  walk.ref = lives::before_the_board(walk.story, era, "self-governance");
  lives::opens_a_vote(walk.story, walk.ref, "final", "correspondence");
}
}  // namespace

TEST_CASE("What is foretold of a later day is so when the clock stands there, in random lives") {
  Foretold told;
  for (unsigned seed = 1; seed <= 12; ++seed)
    for (const auto& era : lives::eras) {
      walk::Walk walk(era, seed);
      CAPTURE(seed);
      CAPTURE(era.pack);
      for (int life = 0; life < 6; ++life) {
        if (life > 0) walk.opens_a_case();
        else opens_a_vote(walk, era);
        for (int step = walk.dice.below(25); step > 0; --step) walk.goes_on();
        const auto by = walk.dice.chance(70) ? manager : walk.dice.chance(50) ? visitor : member("LS-1");
        const int days = 1 + walk.dice.below(walk.dice.chance(70) ? 40 : 150);
        CAPTURE(walk.ref);
        comes_true(walk.story, walk.ref, by,
                   engine::Date(std::chrono::sys_days(walk.story.today()) + std::chrono::days(days)), told);
      }
    }
  CHECK(told.foretold > 150);
  CHECK(told.moved > 20);
  CHECK(told.secret > 0);
  MESSAGE(told.foretold << " days foretold, " << told.moved << " with a deadline on the way, " << told.secret
                        << " secret");
}

STORY("What a vote that is open will bring is foretold to SECAS alone, whatever has been voted") {
  for (const auto* choice : {"approve", "reject", ""}) {
    Story s("2019-03-18");
    s.given_a_change_board();
    s.given("MP050", "change-board-vote", "self-governance");
    lives::opens_a_vote(s, "MP050", "final", "correspondence");
    if (*choice != 0) lives::everybody_votes(s, "MP050", choice);
    const auto seen = [&](const Actor& by, std::string_view at) {
      return engine::foreseen(rules(), s.journal(), s.now("MP050"), s.clock(), instant(at), by);
    };
    CHECK(seen(manager, "2019-03-26T12:00:00Z").then.state == (*choice != 0 ? "appeal-window" : "change-board-vote"));
    for (const auto& by : {visitor, panel, authority, party("acme"), member("LS-1")}) {
      CHECK_FALSE(seen(by, "2019-03-25T12:00:00Z").secret);
      const auto stopped = seen(by, "2019-03-26T12:00:00Z");
      REQUIRE(stopped.secret);
      CHECK(stopped.secret->name == "ballot-1-closes");
      CHECK(stopped.then.state == "change-board-vote");
    }
  }
}
