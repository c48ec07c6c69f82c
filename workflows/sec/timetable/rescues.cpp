// What the rules allow when a cut-off would be missed, and who has to allow it.
#include <algorithm>

#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace sec {

namespace {
// A way out as one more thing supposed.
struct Way {
  Rescue rescue;
  Supposition supposed;
};

Way with_move(const Supposition& base, Move move, std::string name, std::string words, std::string authority) {
  Way way{{std::move(name), std::move(words), std::move(authority), true, {}, false}, base};
  std::erase_if(way.supposed.moves, [&](const auto& one) { return one.milestone == move.milestone; });
  way.supposed.moves.push_back(std::move(move));
  return way;
}

void add_early_agreement(std::vector<Way>& ways, const Facts& facts, const Reckoning& now, const Surroundings& around,
                         const Supposition& supposed) {
  const auto agreed = now.programme->place("CB_IA_COST");
  const auto closed = now.programme->place("REFINEMENT_CONSULTATION_CLOSED");
  if (agreed == now.programme->plan.size() || now.standings[agreed].passed || now.standings[closed].passed) return;
  const auto usual = rules_of(facts.pack).ia_cost_body;
  if (usual != "panel")
    ways.push_back(with_move(supposed, {"CB_IA_COST", Body::panel, {}}, "panel-agrees-the-cost-early",
                             "the Panel agrees the cost of the Impact Assessment in place of the Change Board, before "
                             "the consultation ends, and it is asked for on the next Working Day",
                             "panel"));
  const auto meeting = around.meetings_of(usual)->on_or_after(around.today, *around.calendar);
  if (now.dates[agreed].on && meeting < *now.dates[agreed].on)
    ways.push_back(with_move(supposed, {"CB_IA_COST", {}, meeting}, "cost-agreed-before-the-consultation-ends",
                             "the cost of the Impact Assessment is agreed at the next meeting, before the consultation "
                             "ends",
                             std::string(usual)));
}

void add_correspondence(std::vector<Way>& ways, const Reckoning& now, const Surroundings& around,
                        const Supposition& supposed) {
  const auto vote = now.programme->place("CB_VOTE");
  const auto closed = now.programme->place("MRC_CLOSED");
  if (vote == now.programme->plan.size() || now.standings[vote].passed || !now.dates[closed].on) return;
  const auto on = around.calendar->add(*now.dates[closed].on, periods.correspondence_vote_wd);
  if (now.dates[vote].on && on < *now.dates[vote].on)
    ways.push_back(with_move(supposed, {"CB_VOTE", {}, on}, "vote-by-correspondence",
                             "the Change Board votes by correspondence as soon as the consultation has closed",
                             "panel"));
}

void weigh(Rescue& rescue, const Reckoning& now, const Reckoning& then, const engine::Calendar& calendar) {
  const auto gain = [&](std::size_t step) {
    const auto before = now.dates[step].on, after = then.dates[step].on;
    if (before && after && *after < *before)
      rescue.gains.push_back({now.steps()[step].code, *after, calendar.between(*after, *before)});
  };
  if (now.programme->ia_returned) gain(*now.programme->ia_returned);
  gain(now.programme->decision);
  rescue.saves = !then.cut_offs.empty() &&
                 std::none_of(then.cut_offs.begin(), then.cut_offs.end(), [](const auto& one) { return one.missed(); });
}
}  // namespace

namespace {
std::vector<Rescue> weighed(const Facts& facts, std::string_view state, const Surroundings& around,
                            const Supposition& supposed, const Reckoning& now) {
  std::vector<Way> ways;
  add_early_agreement(ways, facts, now, around, supposed);
  add_correspondence(ways, now, around, supposed);
  std::vector<Rescue> found;
  for (auto& way : ways) {
    weigh(way.rescue, now, reckon(facts, state, around, way.supposed), *around.calendar);
    if (!way.rescue.gains.empty()) found.push_back(std::move(way.rescue));
  }
  return found;
}
}  // namespace

std::vector<Rescue> rescues(const Facts& facts, std::string_view state, const Surroundings& around,
                            const Supposition& supposed) {
  if (ends(state)) return {};
  const auto now = reckon(facts, state, around, supposed);
  if (!now.why_not.empty()) return {};
  try {
    return weighed(facts, state, around, supposed, now);
  } catch (const engine::OutsideCalendar&) {
    return {};  // what leads out of the years of the calendar saves nothing
  }
}

}  // namespace sec
