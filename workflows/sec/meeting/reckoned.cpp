// Reckons a drafted timetable again, compares it with its draft, and words what differs.
#include "workflows/sec/meeting/reckoned.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/meeting/drafting.hpp"
#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/terms/milestones.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/timetable/outlook.hpp"

namespace sec::meeting {

namespace {
// Of the body of a step, what is reckoned or known when it is drafted.
struct Drafted {
  std::vector<Milestone> milestones;
  std::optional<Path> path;
};
BOOST_DESCRIBE_STRUCT(Drafted, (), (milestones, path))

// Of a body that may be of any command: what has another shape says nothing.
Drafted drafted_in(const engine::Json& body) {
  engine::body::Reading reading{engine::body::Unknown::pass_over, {}};
  auto found = engine::body::read_command<Drafted>(body, reading);
  return reading.errors.empty() ? found : Drafted{};
}

bool same_days(const std::vector<Milestone>& one, const std::vector<Milestone>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const auto& a, const auto& b) { return a.code == b.code && a.on == b.on; });
}

// "CB_VOTE is 2019-07-24 and not 2019-06-26".
std::string what_differs(const std::string& ref, Date day, const std::vector<Milestone>& drafted,
                         const std::vector<Milestone>& now) {
  std::vector<std::string> differs;
  const auto add = [&](std::string what) { differs.push_back(std::move(what)); };
  for (const auto& was : drafted) {
    const auto* is = named(now, was.code);
    if (is == nullptr) add(fmt::format("{} of {} has happened", was.code, engine::to_text(was.on)));
    else if (is->on != was.on)
      add(fmt::format("{} is {} and not {}", was.code, engine::to_text(is->on), engine::to_text(was.on)));
  }
  for (const auto& is : now)
    if (named(drafted, is.code) == nullptr) add(fmt::format("{} of {} has come in", is.code, engine::to_text(is.on)));
  if (differs.empty()) return "";
  return fmt::format("the timetable of {} is confirmed as it is reckoned on {}, and not as it was drafted: {}", ref,
                     date_text(day), fmt::join(differs, ", "));
}

// What somebody chose stays as they chose it, and what of it is over already is said.
std::string what_is_over(const std::string& ref, Date day, const std::vector<Milestone>& chosen) {
  std::vector<std::string> over;
  for (const auto& one : chosen)
    if (one.on < day) over.push_back(one.code + " " + engine::to_text(one.on));
  if (over.empty()) return "";
  return fmt::format("the timetable of {} has days before {}, on which it is confirmed: {}", ref, date_text(day),
                     fmt::join(over, ", "));
}

// A cause that an older timetable has and the Code does not is kept in words.
Milestone as_presented(const MilestoneView& step, const engine::Calendar& calendar) {
  Milestone made{step.code, *step.forecast, step.reason_code, step.reason};
  if (is_on_working_days(made.code)) made.on = working_day_by(made.on, calendar);
  if (!made.reason_code || is_cause(*made.reason_code)) return made;
  if (!made.reason) made.reason = Text(*made.reason_code);
  made.reason_code = std::string(other_cause);
  return made;
}
}  // namespace

std::vector<Milestone> presented(const engine::Case& modification, Date day, const engine::Calendar& calendar) {
  std::vector<Milestone> milestones;  // none, if nobody can reckon them: nobody agrees those
  const auto found = outlook(sec::facts_of(modification), modification.state, {day, &calendar, {}});
  if (!found.reckoning.why_not.empty()) return milestones;
  for (const auto& step : found.milestones)
    if (!step.passed && step.forecast) milestones.push_back(as_presented(step, calendar));
  return milestones;
}

bool is_as_reckoned(const ProposeDecision& command, const Look& look) {
  if (command.command != AgreeTimetable::name || !command.modification || !command.body) return false;
  const auto given = drafted_in(command.body->json).milestones;
  for (const auto* one : look.setting.related)
    if (one != nullptr && is_modification(*one) && same_reference(sec::facts_of(*one).ref, *command.modification))
      return !given.empty() && same_days(given, presented(*one, look.setting.on, calendar_of(look.setting)));
  return false;
}

void reckon_again(StepTaken& step, std::vector<Text>& warnings, const Look& look, const engine::Case* modification) {
  if (modification == nullptr || !is_modification(*modification)) return;
  const auto& facts = sec::facts_of(*modification);
  bool reckoned = false, chosen = false, presented_alone = false;
  Drafted all;
  auto least = Classification::white;
  for (const int number : step.lines) {
    const auto* line = look.facts.line(number);
    least = std::max(least, look.facts.least_of(line->item, line->text));
    // A line that agrees what was presented of several modifications says no days.
    presented_alone = presented_alone || (!line->body && !line->modifications.empty());
    if (!line->body) continue;
    const auto says = drafted_in(line->body->json);
    if (says.path && line->reckoned) all.path = says.path;  // what somebody chose is meant to be another
    if (says.milestones.empty()) continue;
    (line->reckoned ? reckoned : chosen) = true;
    all.milestones = says.milestones;
  }
  const auto warn = [&](std::string words) {
    if (!words.empty()) warnings.push_back(Text(std::move(words), least));
  };
  if (all.path && facts.path && all.path != facts.path)
    warn(fmt::format("{} has come to the path {} since then, and {} is confirmed", facts.ref, display(*facts.path),
                     display(*all.path)));
  if (step.command != AgreeTimetable::name) return;
  const auto day = look.setting.on;
  const auto as_reckoned = [&](const std::vector<Milestone>& days) {
    const auto body = fmt::format(R"({{"milestones":{}}})", engine::body::text_of(days));
    step.text = Text("as it is reckoned on " + date_text(day), least);
    step.body = engine::body::AnyObject{classified(step.collection, step.command, body, least)};
  };
  if (all.milestones.empty()) {
    if (!presented_alone) return;
    const auto days = presented(*modification, day, calendar_of(look.setting));
    return days.empty() ? void() : as_reckoned(days);
  }
  const auto now =
      chosen || !reckoned ? std::vector<Milestone>{} : presented(*modification, day, calendar_of(look.setting));
  if (now.empty()) return warn(what_is_over(facts.ref, day, all.milestones));  // nobody can reckon it again
  if (same_days(now, all.milestones)) return;
  warn(what_differs(facts.ref, day, all.milestones, now));
  as_reckoned(now);
}

}  // namespace sec::meeting
