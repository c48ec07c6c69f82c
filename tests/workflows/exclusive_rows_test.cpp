// Rows of one state and command exclude each other: the order of the table decides nothing. Asked of modifications
// wherever random walks have taken them, with bodies and senders of every kind; deciding says so itself when two hold.
#include <fmt/format.h>

#include "engine/alarm.hpp"
#include "tests/support/sanitized.hpp"
#include "tests/workflows/walk.hpp"

using namespace story;

namespace {
constexpr int walks_a_pack = test::sanitized ? 3 : 60;
constexpr bool comes_everywhere = !test::sanitized;  // so few walks do not reach every place
constexpr int cases_a_walk = 5;
constexpr int commands_a_case = 60;
constexpr int between_looks = 6;
constexpr unsigned first_seed = 4711;

// Where a row of many states cannot hold: no target falls into the Development Stage, and who has counted a final vote
// no longer stands before the Board, except when it is opened again.
const std::set<std::pair<std::string, std::string>> goes_one_way = {{"development", "deadline-passed"},
                                                                    {"change-board-vote", "cast-vote"}};

using Ways = std::map<std::pair<std::string, std::string>, std::set<std::string>>;  // state and command; outcomes
using Place = std::tuple<std::string, std::string, std::string>;                    // pack, state, command

struct Asked {
  std::map<Place, int> rows;                     // places with more than one row, and how many
  std::map<Place, std::set<std::string>> taken;  // which of them held: the event and where it leads
};

std::map<Place, int> places_with_a_choice(const engine::Workflow& workflow) {
  std::map<Place, int> found;
  for (const auto& row : workflow.table())
    for (const auto state : row.from)
      ++found[{std::string(workflow.name()), std::string(state), std::string(row.command)}];
  std::erase_if(found, [](const auto& one) { return one.second < 2; });
  return found;
}

void ask(const engine::Case& current, const engine::Command& command, const engine::Setting& setting, Asked& asked) {
  const auto& workflow = rules().get(current.workflow);
  const auto shown = fmt::format("{} in '{}': {} {} by {}", current.workflow, current.state, command.name, command.body,
                                 command.by.role);
  CAPTURE(shown);
  auto fitting = setting;
  if (command.name == "revoke-last") fitting.related.clear();  // the others that a consolidation joined: none
  engine::Decision decision;
  REQUIRE_NOTHROW(decision = workflow.decide(current, command, fitting));
  const Place place{current.workflow, current.state, command.name};
  const auto* decided = std::get_if<engine::Decided>(&decision);
  if (decided != nullptr && asked.rows.contains(place))
    asked.taken[place].insert(decided->event.type + " -> " + decided->event.to);
}

// A proposal that comes in: new, taken over, or a part of another.
void raises_anything(walk::Walk& walk, Asked& asked) {
  static const std::vector<std::string> roles{"secas-manager", "secas-analyst", "proposer", "party", "split"};
  auto body = lives::proposal(walk.era);
  if (walk.dice.chance(50))
    body["position"] = {{"state", "refinement"}, {"as_of", walk.story.today_text()}, {"source", "minutes"}};
  if (walk.dice.chance(50)) body["split_from"] = {{"ref", "MP0001"}, {"state", "refinement"}, {"round", 1}};
  if (walk.dice.chance(50) || body.contains("position")) body["ref"] = "MP0002";
  const auto role = walk.dice.one_of(roles);
  const auto fresh = walk.workflow.blank("MP0002");
  const engine::Actor by{"acme", role, "", "", ""};
  ask(fresh, {"modifications", "", "raise", body.dump(), by, "", "", {}, {}}, walk.story.setting(fresh, by), asked);
}

// All commands there are, as if each were sent now.
void asks_everything(walk::Walk& walk, Asked& asked) {
  const auto current = walk.story.live(walk.ref);
  for (std::size_t i = 0; i < walk.commands(); ++i) {
    const auto& command = walk.command(i);
    auto by = walk.somebody(command);
    auto body = walk.body(i);
    body.erase("effective_on");
    if (by.role == "change-board-member" && body.contains("seat")) by.seat = body["seat"];
    ask(current, {"modifications", walk.ref, std::string(command.name), body.dump(), by, "", "", {}, {}},
        walk.story.setting(current, by), asked);
  }
  // A form for each seat.
  for (const std::string seat : {"LS-1", "SS-1", "NET-1", "OTH-1", "CON-1"})
    ask(current,
        {"modifications",
         walk.ref,
         "cast-vote",
         lives::with(lives::vote(seat, "approve"),
                     {{"recorded_from", {{"kind", "form"}, {"on", walk.story.today_text()}}}})
             .dump(),
         secas,
         "",
         "",
         {},
         {}},
        walk.story.setting(current, secas), asked);
  // And each deadline, as if it were due.
  for (const auto& deadline : rules().get(current.workflow).project(current).deadlines) {
    auto setting = walk.story.setting(current, engine::clock_actor);
    setting.now = std::max(setting.now, deadline.due);
    setting.today = engine::london_date(setting.now);
    setting.on = std::max(setting.on, engine::london_date(deadline.due));
    ask(current,
        {"modifications",
         walk.ref,
         std::string(engine::deadline_passed),
         Dom({{"name", deadline.name}}).dump(),
         engine::clock_actor,
         "",
         "",
         {},
         {}},
        setting, asked);
  }
}
}  // namespace

TEST_CASE("Over random facts no two rows of one state and command hold at once, and each of them holds now and then") {
  Asked asked;
  for (const auto* workflow : rules().of("modifications")) asked.rows.merge(places_with_a_choice(*workflow));
  for (const auto& era : lives::eras)
    for (unsigned seed = first_seed; seed < first_seed + walks_a_pack; ++seed) {
      CAPTURE(era.pack);
      CAPTURE(seed);
      walk::Walk walk(era, seed);
      for (int number = 0; number < cases_a_walk; ++number) {
        walk.opens_a_case();
        for (int i = 0; i < commands_a_case; ++i) {
          if (i % between_looks == 0) {
            asks_everything(walk, asked);
            raises_anything(walk, asked);
          }
          (void)walk.goes_on();
        }
      }
    }
  Ways ways;  // over all packs: the rows are the same
  for (const auto& [place, rows] : asked.rows) ways[{std::get<1>(place), std::get<2>(place)}].merge(asked.taken[place]);
  CHECK(!ways.empty());
  for (const auto& way : ways) {
    const auto& place = way.first;
    const auto& outcomes = way.second;
    CHECK_MESSAGE((outcomes.size() > 1 || !comes_everywhere || goes_one_way.contains(place)),
                  place.second << " in '" << place.first << "' went " << outcomes.size() << " ways");
  }
}
