// A published deadline moves by an event, and everybody may read whose step that was: in random lives, while holidays
// come and go.
#include <map>

#include "tests/workflows/walk.hpp"

using namespace story;

namespace {
constexpr unsigned first_seed = 20190401, seeds_a_pack = 24;
constexpr int commands_a_case = 40;
const Actor an_operator{"operator-1", "operator", "", "", ""};

struct Moves {
  int found = 0;
  int of_the_calendar = 0;
};

std::map<std::string, engine::Time> deadlines(const engine::Case& current) {
  std::map<std::string, engine::Time> found;
  for (const auto& one : rules().get(current.workflow).project(current).deadlines) found[one.name] = one.due;
  return found;
}

void a_holiday_comes_or_goes(walk::Walk& walk) {
  const Dom day = {{"date", walk.story.day_in(walk.dice.below(25))}, {"name", "A day"}, {"reason", "r"}};
  const Dom gone = {{"date", day["date"]}, {"reason", "r"}};
  const bool comes = walk.dice.chance(60);
  walk.story.ask_only({"calendar",
                       "england-and-wales",
                       comes ? "add-holiday" : "withdraw-holiday",
                       (comes ? day : gone).dump(),
                       an_operator,
                       "",
                       "",
                       {},
                       {}});
}

// Time goes by and others do something: without an event of its own, a case publishes what it published before.
void goes_on(walk::Walk& walk) {
  const auto before = walk.story.now(walk.ref);
  walk.goes_on();
  if (walk.dice.chance(25)) a_holiday_comes_or_goes(walk);
  const auto after = walk.story.now(walk.ref);
  if (after.version == before.version) REQUIRE(deadlines(after) == deadlines(before));
}

// Entry by entry: what moves a deadline says who did it, to everybody.
void says_who_moved_what(Story& s, const std::string& ref, Moves& moves) {
  const auto now = s.now(ref);
  const auto& workflow = rules().get(now.workflow);
  auto current = workflow.blank(now.id);
  for (const auto& entry : s.history(ref)) {
    const auto before = deadlines(current);
    current = workflow.evolve(current, entry);
    for (const auto& [name, due] : deadlines(current)) {
      const auto was = before.find(name);
      if (was == before.end() || was->second == due) continue;
      const auto moved = name + " by " + entry.event.type;
      CAPTURE(ref);
      CAPTURE(moved);
      ++moves.found;
      moves.of_the_calendar += entry.by.role == "calendar";
      CHECK_FALSE(entry.by.role.empty());
      CHECK(workflow.seen_body(now, entry, visitor).has_value());
      CHECK(workflow.tells_who(now, entry, visitor));
    }
  }
  CHECK(deadlines(current) == deadlines(s.live(ref)));
}
}  // namespace

TEST_CASE("No published deadline moves without an event that says who moved it, in random lives") {
  Moves moves;
  for (const auto& era : lives::eras)
    for (unsigned seed = first_seed; seed < first_seed + seeds_a_pack; ++seed) {
      CAPTURE(era.pack);
      CAPTURE(seed);
      walk::Walk walk(era, seed);
      walk.opens_a_case();
      for (int step = 0; step < commands_a_case; ++step) goes_on(walk);
      says_who_moved_what(walk.story, walk.ref, moves);
    }
  MESSAGE("from seed " << first_seed << ": " << moves.found << " moves, " << moves.of_the_calendar
                       << " of them by the calendar");
  CHECK(moves.found > 20);
  CHECK(moves.of_the_calendar > 0);
}
