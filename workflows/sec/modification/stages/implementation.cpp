// The implementation of what was approved: its parts, their dates and releases, and a reversal on appeal.
#include "workflows/sec/modification/stages/implementation.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/release/facts.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/milestones.hpp"

namespace sec {

Reason PartIsOpen::reason(const Look& look, std::optional<int> number) {
  const auto& facts = look.facts;
  if (!number && facts.parts.size() > 1) return fmt::format("it has {} parts: say which in 'part'", facts.parts.size());
  if (facts.parts.empty()) return unless(number.value_or(1) == 1, "it has no part but the one");
  const auto* part = facts.part(number);
  if (part == nullptr) return fmt::format("it has no part {}", *number);
  return unless(!part->actual_on, fmt::format("part {} is implemented", part->part));
}

namespace {
int parts_open(const Facts& facts) {
  return static_cast<int>(
      std::count_if(facts.parts.begin(), facts.parts.end(), [](const auto& part) { return !part.actual_on; }));
}
// Those that have named a release which the register did not know.
std::vector<int> parts_naming(const Facts& facts, const std::string& release) {
  std::vector<int> found;
  for (const auto& part : facts.parts)
    if (!part.actual_on && part.release == release && part.release_known != true) found.push_back(part.part);
  return found;
}
}  // namespace

Reason PartIsDue::unmet(const Look& look, const ImplementPart& command) {
  const auto* part = look.facts.part(command.part);
  if (part != nullptr && !part->planned_on && part->requested)
    return unless(look.setting.on >= *part->requested, "the Authority was asked for " + date_text(*part->requested) +
                                                           " and has not answered: it is not implemented before");
  if (part == nullptr || !part->planned_on)  // D10: by the approved timetable
    return unless(!waits_for_a_date(look.facts, look.state, part),
                  "no date has been approved or directed for it, and what the Authority decides is implemented by the "
                  "approved timetable: the Panel agrees the date ('agree-phases'), or the Authority directs one");
  return unless(look.setting.on >= *part->planned_on, "it is to be implemented on " + date_text(*part->planned_on) +
                                                          ": an earlier day goes the way of any revised date");
}
// A release that the register does not have is not asked for.
Reason ReleaseIsReached::unmet(const Look& look, const ImplementPart& command) {
  const auto* part = look.facts.part(command.part);
  if (part == nullptr || !part->release) return {};
  for (const auto* one : look.setting.related) {
    if (one == nullptr || one->id != *part->release || one->workflow != release::workflow_name) continue;
    const auto& planned = release::facts_of(*one).planned_on;
    const bool ahead = one->state != "live" && one->state != "cancelled" && planned && look.setting.on < *planned;
    if (ahead) return "its release '" + one->id + "' is not live, and is to go live on " + date_text(*planned);
  }
  return {};
}
Reason LastPart::unmet(const Look& look, const ImplementPart&) {
  return unless(parts_open(look.facts) <= 1,
                fmt::format("{} parts are still to be implemented", parts_open(look.facts)));
}
Reason PartsRemain::unmet(const Look& look, const ImplementPart&) {
  return unless(parts_open(look.facts) > 1, "it is the last part");
}

namespace {
// The Panel sets a date itself within a range that the Authority gave, or if no date of the Authority's is touched.
bool within_discretion(const Facts& facts, const RequestRevisedDate& command) {
  const auto* part = facts.part(command.part);
  if (part != nullptr && part->directed_on) return Discretion{*part->directed_on, part->until}.holds(command.to);
  return facts.path == Path::self_governance || facts.path == Path::fast_track;
}
}  // namespace

Reason WithinThePanelsDiscretion::unmet(const Look& look, const RequestRevisedDate& command) {
  return unless(within_discretion(look.facts, command), "the Authority sets this date: the Panel asks for it");
}
Reason BeyondThePanelsDiscretion::unmet(const Look& look, const RequestRevisedDate& command) {
  return unless(!within_discretion(look.facts, command), "the Panel may set this date itself");
}
Reason RangeRunsForward::unmet(const Look&, const DirectDate& command) {
  return unless(!command.until || *command.until >= command.on, "the range of discretion ends before it begins");
}
Reason PartIsNotDone::unmet(const Look& look, const RecordRelease& command) {
  if (command.parts.empty())
    return unless(!parts_naming(look.facts, command.release).empty(),
                  "no part of it that is open waits for the release '" + command.release + "'");
  const bool all_done = std::all_of(command.parts.begin(), command.parts.end(), [&](int number) {
    const auto* part = look.facts.part(number);
    return part != nullptr && part->actual_on;
  });
  return unless(!all_done, "what the release has of it is implemented");
}

// A release takes nothing away from another one: that is its body's to decide.
Reason InNoOtherRelease::unmet(const Look& look, const RecordRelease& command) {
  if (command.change != ReleaseChange::included) return {};
  for (const int number : command.parts)
    if (const auto* part = look.facts.part(number);
        part != nullptr && !part->actual_on && part->release_known == true && part->release != command.release)
      return fmt::format("part {} is in the scope of the release '{}': the Panel removes it there first", number,
                         *part->release);
  return {};
}

void check(const RequestRevisedDate& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_part(command.part, setting, reading);
}
void check(const DirectDate& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_part(command.part, setting, reading);
}
void check(const ImplementPart& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_part(command.part, setting, reading);
}
void check(const AgreePhases& command, const engine::Setting& setting, engine::body::Reading& reading) {
  std::vector<PlannedPart> parts;
  for (std::size_t i = 0; i < command.parts.size(); ++i)
    if (command.parts[i].planned_on < setting.on)
      reading.fault(fmt::format("/parts/{}/planned_on", i),
                    "lies before " + date_text(setting.on) + ", the day on which the phases are agreed");
  for (const auto& one : command.parts) parts.push_back({one.part, one.release, one.planned_on});
  check_parts(parts, "/parts", reading);
  check_release_days(parts, "/parts", setting, reading);
}
Reason PhasesAreOpen::unmet(const Look& look, const AgreePhases& command) {
  for (const auto& one : command.parts)
    if (const auto* part = look.facts.part(one.part); part != nullptr && part->actual_on)
      return fmt::format("part {} is implemented", one.part);
  return {};
}
Reason DirectedDatesStay::unmet(const Look& look, const AgreePhases& command) {
  for (const auto& one : command.parts) {
    const auto* part = look.facts.part(one.part);
    if (part == nullptr || !part->directed_on) continue;
    const Discretion left{*part->directed_on, part->until};
    if (!left.holds(one.planned_on))
      return fmt::format(
          "the Authority directed the date of part {} ({}): the Panel asks for another one "
          "('request-revised-date')",
          one.part, date_text(left.from));
  }
  return {};
}
RevisedDateSet RevisedDateSet::from(const Look& look, const RequestRevisedDate& command) {
  auto event = kept<RevisedDateSet>(command);
  add_leaving(event.leaving, look, look.facts.part(command.part), {command.to, {}});
  return event;
}
DateDirected DateDirected::from(const Look& look, const DirectDate& command) {
  auto event = kept<DateDirected>(command);
  add_leaving(event.leaving, look, look.facts.part(command.part), {command.on, command.until});
  return event;
}
PhasesAgreed PhasesAgreed::from(const Look& look, const AgreePhases& command) {
  auto event = kept<PhasesAgreed>(command);
  event.releases = releases_named(look, command.parts);
  event.leaving = parts_leaving(look, command.parts);
  return event;
}

ApprovalReversed ApprovalReversed::from(const Look& look, const Reverse& command) {
  return of_either<ApprovalReversed>(look, command);
}

namespace {
// Once a modification is approved the Authority has set the dates of its own, and those that it directed of others:
// no release changes these, except within the range that the Authority left. Nor does a release that goes live without
// a part take away the later date that the part has.
bool is_the_authoritys(const Facts& facts, const Part& part, const RecordRelease& command) {
  if (command.change == ReleaseChange::removed && command.on && part.planned_on && *part.planned_on > *command.on)
    return true;
  if (!decided_by_authority(facts.path) && !part.directed_on) return false;
  const bool within = command.change == ReleaseChange::moved && command.on && part.directed_on &&
                      Discretion{*part.directed_on, part.until}.holds(*command.on);
  return !within;
}
}  // namespace

ReleaseRecorded ReleaseRecorded::from(const Look& look, const RecordRelease& command) {
  auto event = kept<ReleaseRecorded>(command);
  if (event.parts.empty()) event.parts = parts_naming(look.facts, command.release);
  const bool sets_dates = command.change != ReleaseChange::requested && command.change != ReleaseChange::directed;
  if (look.state != PendingImplementation::name || !sets_dates) return event;
  std::vector<int> keeping;
  for (const int number : event.parts) {
    const auto* known = look.facts.part(number);
    Part fresh;
    if (is_the_authoritys(look.facts, known != nullptr ? *known : fresh, command)) keeping.push_back(number);
  }
  if (!keeping.empty()) event.keeping_dates = std::move(keeping);
  return event;
}

void apply(Facts& facts, const RevisedDateRequested& event, const engine::Entry& entry) {
  auto& part = part_to_change(facts, event.part);
  part.requested = event.to;
  part.asked_because = event.reason;
  note_decision(facts, entry, event, "panel", "requested", event.reason);
}
void apply(Facts& facts, const RevisedDateSet& event, const engine::Entry& entry) {
  auto& part = part_to_change(facts, event.part);
  agree_date(part, event.to, entry.effective_on);
  part.moved = Moved{cause_of_agreed, event.reason};
  part.requested.reset();
  leave_releases(facts, event.leaving);
  note_decision(facts, entry, event, "panel", "set", event.reason);
}
void apply(Facts& facts, const DateDirected& event, const engine::Entry& entry) {
  auto& part = part_to_change(facts, event.part);
  // The reason is that for which the Panel asked.
  move_date(part, event.on, entry.effective_on, other_cause, part.requested ? part.asked_because : event.note);
  part.directed_on = event.on;
  part.until = event.until;
  part.requested.reset();
  leave_releases(facts, event.leaving);
  note_decision(facts, entry, event, "authority", "directed", {});
}
void apply(Facts& facts, const PhasesAgreed& event, const engine::Entry& entry) {
  leave_releases(facts, event.leaving);
  for (const auto& one : event.parts) {
    auto& part = part_to_change(facts, one.part);
    if (part.planned_on && part.planned_on != one.planned_on) part.moved = Moved{cause_of_agreed, event.note};
    agree_date(part, one.planned_on, entry.effective_on);
    part.requested.reset();
    plan(facts, {PlannedPart{one.part, one.release, one.planned_on}}, event.releases);
  }
  std::stable_sort(facts.parts.begin(), facts.parts.end(),
                   [](const auto& a, const auto& b) { return a.part < b.part; });
  note_decision(facts, entry, event, "panel", "phases", {});
}
void apply(Facts& facts, const PartImplemented& event, const engine::Entry& entry) {
  auto& part = part_to_change(facts, event.part);
  part.actual_on = entry.effective_on;
  part.implemented_version = entry.version;
  part.sec_version = event.sec_version;
}
void apply(Facts& facts, const ApprovalReversed& event, const engine::Entry& entry) {
  facts.decision = Verdict::reject;
  note_decision(facts, entry, event, panel_or_authority(event, entry), "reversed", event.reason);
}

namespace {
// In pending implementation a date is an approved one, and another one than that is a movement.
void set_date(Part& part, const ReleaseRecorded& event, const engine::Entry& entry) {
  if (!event.on) return part.planned_on.reset();
  if (entry.event.from != PendingImplementation::name) part.planned_on = event.on;
  else
    move_date(part, *event.on, entry.effective_on, cause_of_release, event.reason ? event.reason : part.asked_because);
}

void record_release(Part& part, const ReleaseRecorded& event, const engine::Entry& entry) {
  const auto& keeping = event.keeping_dates;
  part.release_known = event.change == ReleaseChange::removed ? std::nullopt : std::optional(true);
  if (keeping && std::find(keeping->begin(), keeping->end(), part.part) != keeping->end()) {
    part.release = event.change == ReleaseChange::removed ? std::nullopt : std::optional(event.release);
    return;
  }
  if (event.change == ReleaseChange::removed) {
    part.release.reset();
    part.planned_on.reset();
    part.requested.reset();
    return;
  }
  part.release = event.release;
  if (event.change == ReleaseChange::included || event.change == ReleaseChange::proposed) {
    if (!part.planned_on && !part.requested) set_date(part, event, entry);  // one that was set or asked for stays
    return;
  }
  if (event.change == ReleaseChange::requested) {
    part.requested = event.on;
    part.asked_because = event.reason;
    return;
  }
  set_date(part, event, entry);
  part.requested.reset();
  if (event.change != ReleaseChange::directed) return;
  part.directed_on = event.on;
  part.until = event.until;
}
}  // namespace

void apply(Facts& facts, const ReleaseRecorded& event, const engine::Entry& entry) {
  for (const int number : event.parts) {
    auto& part = part_to_change(facts, number);
    if (!part.actual_on) record_release(part, event, entry);
  }
}

}  // namespace sec
