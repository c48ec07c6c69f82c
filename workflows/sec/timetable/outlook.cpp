// Reckons what is to come: the plan with what is known and what is supposed, then each milestone, slips and the RAG.
#include "workflows/sec/timetable/outlook.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/timetable/slippage.hpp"
#include "workflows/sec/timetable/too_early.hpp"

namespace sec {

namespace {
// RAG limits in Working Days: DEF, sec-rules 8.4.
constexpr int amber_float_wd = 10;
constexpr int red_slip_wd = 20;

// While it is held nothing happens: from which day on it may, and how far what is on record moves.
struct Holding {
  Date from{};  // work goes on
  int so_far_wd = 0;
  int ahead_wd = 0;
  std::optional<Standstill> still;  // until work goes on
};
Holding holding(const Facts& facts, const Surroundings& around, const Supposition& supposed,
                std::vector<std::string>& assumptions) {
  const auto& calendar = *around.calendar;
  Holding found{around.today, 0, 0, {}};
  std::optional<Date> until;
  const auto since = facts.pause ? facts.pause->since.value_or(around.today) : around.today;
  if (facts.pause) {
    found.so_far_wd = std::max(0, calendar.between(since, around.today));
    until = facts.pause->until;
    if (!until && !supposed.hold) assumptions.push_back("it is held without an end: reckoned as resumed today");
  }
  if (supposed.hold) until = std::max(supposed.hold->until, until.value_or(supposed.hold->until));
  if (!facts.pause && !until) return found;
  const bool to_come = until && *until >= around.today;
  if (to_come) found.from = calendar.add(*until, 1);
  // The clock resumes it on the day after its last, and what is on record gets back the days up to then.
  const Date resumed = to_come ? Date(std::chrono::sys_days(*until) + std::chrono::days(1)) : around.today;
  found.ahead_wd = std::max(0, calendar.between(since, resumed));
  found.still = Standstill{since, found.from, false, facts.before_pause};
  return found;
}

// Under a notice of withdrawal work stands still as well (DEF, sec-rules 3.10).
std::vector<Standstill> standstills(const Facts& facts, const Holding& held, Date today) {
  auto all = facts.holds;
  if (held.still) all.push_back(*held.still);
  if (facts.withdrawal_noticed_on) all.push_back({*facts.withdrawal_noticed_on, today, true, facts.before_notice});
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  return all;
}

std::vector<Stopped> stopped(const std::vector<Standstill>& still) {
  std::vector<Stopped> all;
  for (const auto& one : still) all.push_back({one, {}});
  return all;
}

void undo(Reckoning& made, std::size_t step) {
  made.standings[step].passed = false;
  made.standings[step].actual.reset();
  const auto& plan = made.steps();
  for (std::size_t i = step + 1; i < plan.size(); ++i) {
    if (std::find(plan[i].after.begin(), plan[i].after.end(), step) == plan[i].after.end()) continue;
    made.standings[i].set.reset();  // what is on record came of it
    if (made.standings[i].passed) undo(made, i);
  }
}

void look_at_schedule(Reckoning& made, const Surroundings& around) {
  if (!around.schedule || around.schedule->empty()) return;
  made.schedule = around.schedule;
  made.plan = made.programme->plan;
  for (auto& step : made.plan)
    if (step.meetings != nullptr) step.meetings = around.meetings_of(step.meetings->name());
}

void suppose(Reckoning& made, const Supposition& supposed, const Surroundings& around) {
  for (const auto& slip : supposed.slips)
    made.standings[made.programme->place(slip.milestone)].slip_wd += slip.working_days;
  for (const auto& move : supposed.moves) {
    const auto step = made.programme->place(move.milestone);
    undo(made, step);
    made.standings[step].not_before.reset();
    made.standings[step].set = move.on;
    if (!move.body) continue;
    if (made.plan.empty()) made.plan = made.programme->plan;
    made.plan[step].meetings = around.meetings_of(engine::body::wire_name(*move.body));
  }
}

void add_cut_off(Reckoning& made, const release::Facts& release, std::string_view name, const std::optional<Date>& on,
                 std::size_t step, const engine::Calendar& calendar) {
  if (!on) return;
  auto& one =
      made.cut_offs.emplace_back(CutOffView{name, release.id, release.title, *on, step, made.dates[step].on, {}});
  if (one.forecast) one.float_wd = working_days_between(*one.forecast, *on, calendar);
}

void add_cut_offs(Reckoning& made, const Facts& facts, const Surroundings& around) {
  for (const auto* release : around.releases) {
    const auto cut_offs = release::cut_offs_of(*release, *around.calendar);
    if (made.programme->ia_returned)
      add_cut_off(made, *release, "ia_cutoff", cut_offs.ia_cutoff, *made.programme->ia_returned, *around.calendar);
    if (facts.impacts.dcc_systems == DccImpact::system || made.programme->ia_returned)
      add_cut_off(made, *release, "decision_cutoff_system", cut_offs.decision_cutoff_system, made.programme->decision,
                  *around.calendar);
    else
      add_cut_off(made, *release, "decision_cutoff_document", cut_offs.decision_cutoff_document,
                  made.programme->decision, *around.calendar);
  }
}
}  // namespace

const engine::Meetings* Surroundings::meetings_of(std::string_view body) const {
  if (schedule)
    for (const auto& one : *schedule)
      if (one.name() == body) return &one;
  return sec::meetings_of(body);
}

std::vector<Stop> Reckoning::stops_of(const std::string& code) const {
  std::vector<Stop> all;
  for (const auto& one : stopped) {
    const auto known = one.dates.find(code);
    all.push_back({one.still, known == one.dates.end() ? std::nullopt : std::optional(known->second)});
  }
  return all;
}

std::optional<int> Reckoning::least_float() const {
  std::optional<int> least;
  for (const auto& one : cut_offs)
    if (one.float_wd) least = std::min(least.value_or(*one.float_wd), *one.float_wd);
  return least;
}

namespace {
void say_what_is_provisional(Reckoning& made, const engine::Calendar& calendar) {
  for (std::size_t i = 0; i < made.dates.size(); ++i) {
    if (made.standings[i].passed || !made.dates[i].on) continue;
    const auto from = calendar.provisional_from(*made.dates[i].on);
    if (!from) continue;
    made.assumptions.push_back(
        fmt::format("{}: dates from {} on are provisional", not_published(*from), date_text(*from)));
    return;
  }
}

// What comes before a day that the Authority set is done by then, however long it takes otherwise.
void keep_directed_days(Reckoning& made, Date from) {
  const auto& plan = made.steps();
  for (std::size_t i = plan.size(); i-- > 0;) {
    if (made.standings[i].passed || !made.dates[i].on) continue;
    for (const auto before : plan[i].after) {
      auto& earlier = made.dates[before].on;
      const auto& standing = made.standings[before];
      if (standing.passed || standing.set || standing.not_before || !earlier || *earlier <= *made.dates[i].on) continue;
      earlier = std::max(from, *made.dates[i].on);
      made.dates[before].pushed_by = before;
    }
  }
}

// The day of a part that is to come: approved or directed, else the one that was asked for, else its release's.
std::optional<Date> day_of_part(const Part& part, const Surroundings& around) {
  if (part.planned_on) return part.planned_on;
  if (part.requested) return part.requested;
  for (const auto* release : around.releases)
    if (part.release == release->id && !release->cancelled_on) return release->planned_on;
  return {};
}
// What is approved goes live on a day that is set for it, and on no other: without one nobody knows when (DEF 16.15).
void look_for_its_day(Reckoning& made, const Facts& facts, const Surroundings& around) {
  auto& last = made.standings[made.programme->implementation];
  if (last.passed || last.set || last.not_before || facts.parts.empty()) return;
  last.not_before = day_of_part(facts.parts.front(), around);
}
void forget_what_has_no_day(Reckoning& made, std::string_view state) {
  if (state != PendingImplementation::name) return;  // until then it is a plan: the earliest day that there can be
  const auto& last = made.standings[made.programme->implementation];
  if (!last.passed && !last.set && !last.not_before) made.dates[made.programme->implementation].on.reset();
}

Reckoning reckoned(const Facts& facts, std::string_view state, const Surroundings& around,
                   const Supposition& supposed) {
  Reckoning made;
  made.programme = &programme(supposed_course(course_of(facts, state, made.assumptions), supposed));
  const auto held = holding(facts, around, supposed, made.assumptions);
  made.held_wd = facts.held_wd + held.so_far_wd;
  made.stopped = stopped(standstills(facts, held, around.today));
  look_at_schedule(made, around);
  made.standings = standings_of(facts, state, *made.programme, *around.calendar, held.ahead_wd);
  look_for_its_day(made, facts, around);
  suppose(made, supposed, around);
  made.dates = engine::forecast(made.steps(), made.standings, held.from, *around.calendar);
  if (is_directed(facts)) keep_directed_days(made, held.from);
  forget_what_has_no_day(made, state);
  say_what_comes_too_early(made, facts, supposed);
  if (!is_foreseeable(state))
    for (std::size_t i = 0; i < made.dates.size(); ++i)
      if (!made.standings[i].passed || !made.standings[i].actual) made.dates[i].on.reset();
  say_what_is_provisional(made, *around.calendar);
  add_cut_offs(made, facts, around);
  return made;
}

// What is on record, if the rest cannot be reckoned.
Reckoning recorded(const Facts& facts, std::string_view state, const Surroundings& around, const Supposition& supposed,
                   const std::string& why) {
  Reckoning made;
  made.programme = &programme(supposed_course(course_of(facts, state, made.assumptions), supposed));
  made.held_wd = facts.held_wd;
  made.stopped = stopped(facts.holds);
  look_at_schedule(made, around);
  made.standings = standings_of(facts, state, *made.programme, *around.calendar, 0);
  suppose(made, supposed, around);
  made.dates.resize(made.steps().size());
  for (std::size_t i = 0; i < made.dates.size(); ++i) {
    made.dates[i].pushed_by = i;
    if (made.standings[i].passed) made.dates[i].on = made.standings[i].actual;
  }
  made.why_not = "its dates cannot be reckoned: " + why;
  made.assumptions.push_back(made.why_not);
  return made;
}
}  // namespace

Reckoning reckon(const Facts& facts, std::string_view state, const Surroundings& around, const Supposition& supposed) {
  try {
    return reckoned(facts, state, around, supposed);
  } catch (const engine::OutsideCalendar& outside) {
    return recorded(facts, state, around, supposed, outside.what());
  }
}

namespace {
// How late each step may be: nothing when that leads out of the years of the calendar.
std::vector<engine::StepLatest> latest_of(const Reckoning& made, const engine::Calendar& calendar) {
  std::vector<engine::CutOff> cut_offs;
  for (const auto& one : made.cut_offs) cut_offs.push_back({one.step, one.on});
  try {
    return engine::latest(made.steps(), made.standings, cut_offs, calendar);
  } catch (const engine::OutsideCalendar&) {
    return std::vector<engine::StepLatest>(made.steps().size());
  }
}

// Counted on, the last day says whether it is provisional; counted back from a cut-off, the first does.
std::optional<Date> provisional(const MilestoneView& one, const Reckoning& made, const engine::Calendar& calendar) {
  std::optional<Date> last;
  const auto look_at = [&](const std::optional<Date>& day) {
    if (day) last = std::max(last.value_or(*day), *day);
  };
  look_at(one.forecast);
  if (one.latest)
    for (const auto& cut_off : made.cut_offs) look_at(cut_off.on);
  if (one.movement_wd) look_at(one.agreed);
  if (one.total_movement_wd) look_at(one.baseline);
  return last ? calendar.provisional_from(*last) : std::nullopt;
}

void view_milestones(Outlook& found, const Facts& facts, const Surroundings& around) {
  const auto& made = found.reckoning;
  const auto latest = latest_of(made, *around.calendar);
  for (std::size_t i = 0; i < made.steps().size(); ++i) {
    auto& one = found.milestones.emplace_back();
    const auto& step = *made.programme->steps[i];
    one.code = made.steps()[i].code;
    if (i == made.programme->implementation && facts.parts.size() > 1)
      one.code = fmt::format("IMPLEMENTATION({})", facts.parts.front().part);
    one.words = step.words;
    const auto* meetings = made.steps()[i].meetings;
    one.owner = meetings != nullptr ? meetings->name() : std::string(step.owner);
    one.passed = made.standings[i].passed;
    (one.passed ? one.actual : one.forecast) = made.dates[i].on;
    compare(one, facts, i == made.programme->implementation ? facts.part({}) : nullptr, made, meetings,
            *around.calendar);
    if (!one.passed && made.dates[i].pushed_by != i && named(*facts.forecast, one.code) != nullptr) {
      one.reason_code.reset();  // it is not that forecast's day
      one.reason.reset();
    }
    one.latest = latest[i].reached;
    one.start_by = latest[i].start;
    if (one.latest && one.forecast) one.float_wd = working_days_between(*one.forecast, *one.latest, *around.calendar);
    one.provisional_from = provisional(one, made, *around.calendar);
  }
}

// The parts after the first go live with their releases, and not before it is decided.
void view_parts(Outlook& found, const Facts& facts, std::string_view state, const Surroundings& around) {
  for (std::size_t i = 1; i < facts.parts.size(); ++i) {
    const auto& part = facts.parts[i];
    auto& one = found.milestones.emplace_back();
    one.code = fmt::format("IMPLEMENTATION({})", part.part);
    one.words = fmt::format("Implemented, part {}", part.part);
    one.owner = "secas";
    one.actual = part.actual_on;
    one.passed = part.actual_on.has_value();
    const auto* said = named(*facts.forecast, one.code);
    const auto planned = said != nullptr ? std::optional(said->on) : day_of_part(part, around);
    if (!one.passed && planned && is_foreseeable(state)) {
      const auto decided = found.reckoning.dates[found.reckoning.programme->decision].on;
      one.forecast = std::max({*planned, decided.value_or(*planned), around.today});
    }
    compare(one, facts, &part, found.reckoning, nullptr, *around.calendar);
    one.provisional_from = provisional(one, found.reckoning, *around.calendar);
  }
}

void judge(Outlook& found, Rag rag, std::string reason) {
  found.rag = std::max(found.rag, rag);
  found.reasons.push_back(std::move(reason));
}

void view_rag(Outlook& found, const Facts& facts, std::string_view state, const Surroundings& around) {
  if (!found.reckoning.why_not.empty()) judge(found, Rag::amber, found.reckoning.why_not);
  for (const auto& one : found.reckoning.cut_offs) {
    const auto what = [&] { return fmt::format("{} ({})", paper::words_of_cut_off(one.name), one.title); };
    if (one.missed())
      judge(found, Rag::red,
            fmt::format("{}: the cut-off is missed by {}", what(), paper::working_days_text(-*one.float_wd)));
    else if (one.float_wd && *one.float_wd < amber_float_wd && !found.reckoning.standings[one.step].passed)
      judge(found, Rag::amber,
            fmt::format("{}: {} to spare before the cut-off", what(), paper::working_days_text(*one.float_wd)));
  }
  if (const int slip = found.slip_wd.value_or(0); slip > 0)
    judge(found, slip > red_slip_wd ? Rag::red : Rag::amber, lateness(found, facts));
  if (facts.pause || ends(state)) return;
  for (const auto& one : facts.assessments)
    if (is_awaited(one, state) && one.due && engine::london_date(*one.due) < around.today)
      judge(found, Rag::red,
            fmt::format("the DCC's {} assessment was due on {}", engine::body::wire_name(one.kind),
                        date_text(engine::london_date(*one.due))));
  if (state == AuthorityDetermination::name && facts.target && engine::london_date(*facts.target) < around.today)
    judge(found, Rag::red, "the Authority's decision was expected by " + date_text(engine::london_date(*facts.target)));
}

std::size_t most_pressing(const Reckoning& made) {
  const CutOffView* found = nullptr;
  for (const auto& one : made.cut_offs)
    if (!made.standings[one.step].passed && one.float_wd && (found == nullptr || *one.float_wd < *found->float_wd))
      found = &one;
  return found != nullptr ? found->step : made.programme->implementation;
}
}  // namespace

Outlook outlook(const Facts& facts, std::string_view state, const Surroundings& around, const Supposition& supposed) {
  Outlook found;
  found.reckoning = reckon(facts, state, around, supposed);
  look_back(found.reckoning, around);
  view_milestones(found, facts, around);
  view_parts(found, facts, state, around);
  view_slip(found);
  view_rag(found, facts, state, around);
  if (is_foreseeable(state) && found.reckoning.why_not.empty())
    for (const auto step :
         engine::critical_path(found.reckoning.standings, found.reckoning.dates, most_pressing(found.reckoning)))
      found.critical.push_back(found.reckoning.steps()[step].code);
  return found;
}

}  // namespace sec
