// What each event changes of a release, and the days by which things have to be ready for it.
#include "workflows/sec/release/facts.hpp"

#include <algorithm>

#include "engine/calendar.hpp"
#include "workflows/sec/release/commands.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/terms/references.hpp"

namespace sec::release {

const ScopeItem* Facts::item(const Item& wanted) const {
  const auto found = std::find_if(scope.begin(), scope.end(), [&](const auto& one) {
    return same_reference(one.ref, wanted.ref) && one.part == wanted.part;
  });
  return found == scope.end() ? nullptr : &*found;
}

const Revision* Facts::direction() const {
  const auto found =
      std::find_if(revisions.rbegin(), revisions.rend(), [](const auto& one) { return one.stage == Stage::directed; });
  return found == revisions.rend() ? nullptr : &*found;
}

namespace {
std::optional<Date> last_decision_on_documents(Date live, const engine::Calendar& calendar) {
  try {
    return calendar.add(live, -release_periods.decision_cutoff_wd);
  } catch (const engine::OutsideCalendar&) {
    return {};
  }
}

void in_order(std::vector<ScopeItem>& scope) {
  std::stable_sort(scope.begin(), scope.end(), [](const auto& a, const auto& b) {
    return std::pair(reference_place(a.ref), a.part) < std::pair(reference_place(b.ref), b.part);
  });
}

void join(Facts& facts, const Items& items, Date on, bool by_exception, const std::optional<Text>& reason) {
  for (const auto& one : items) {
    if (facts.item(one) != nullptr) continue;
    ScopeItem item;
    item.ref = one.ref;
    if (read_reference(one.ref)) item.ref = canonical_reference(one.ref);  // as older events write it
    item.part = one.part;
    item.since = on;
    auto& ever = facts.ever_in_scope;
    if (std::find(ever.begin(), ever.end(), item.ref) == ever.end()) ever.push_back(item.ref);
    item.by_exception = by_exception;
    item.reason = reason;
    facts.scope.push_back(std::move(item));
  }
  in_order(facts.scope);
}
}  // namespace

namespace {
constexpr std::optional<Date> CutOffs::*counted_back[] = {&CutOffs::ia_cutoff, &CutOffs::decision_cutoff_system,
                                                          &CutOffs::decision_cutoff_document};

// The last day on which something can be ready is a Working Day (DEF).
CutOffs counted_from(Date live, const engine::Calendar& calendar) {
  CutOffs found;
  const auto months_by = [&](int months) { return working_day_by(months_before(live, months), calendar); };
  found.ia_cutoff = months_by(release_periods.ia_cutoff_months);
  found.decision_cutoff_system = months_by(release_periods.decision_cutoff_months);
  found.decision_cutoff_document = last_decision_on_documents(live, calendar);
  return found;
}
void fill(CutOffs& found, const CutOffs& from, const std::optional<Date>& before = {}) {
  for (const auto one : counted_back)
    if (!(found.*one) && from.*one && (!before || *(from.*one) < *before)) found.*one = from.*one;
}
}  // namespace

// One that has passed when the release moves stays where it was.
CutOffs cut_offs_of(const Facts& facts, const engine::Calendar& calendar) {
  CutOffs found = facts.cut_offs;
  if (!found.scope_freeze) found.scope_freeze = facts.agreed_on;
  if (!facts.planned_on) return found;
  auto live = facts.first_planned_on;
  for (const auto& one : facts.revisions) {
    if (one.stage == Stage::requested) continue;
    if (live) fill(found, counted_from(*live, calendar), one.on);
    live = one.to;
  }
  fill(found, counted_from(*facts.planned_on, calendar));
  return found;
}

namespace {
void check_cut_offs(const CutOffs& cut_offs, const engine::Setting& setting, engine::body::Reading& reading) {
  const auto check_one = [&](const std::optional<Date>& day, const char* name) {
    check_working_day(day, "a cut-off is a Working Day", std::string("/cut_offs/") + name, calendar_of(setting),
                      reading);
  };
  check_one(cut_offs.scope_freeze, "scope_freeze");
  check_one(cut_offs.ia_cutoff, "ia_cutoff");
  check_one(cut_offs.decision_cutoff_system, "decision_cutoff_system");
  check_one(cut_offs.decision_cutoff_document, "decision_cutoff_document");
}
}  // namespace

void check(const Propose& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (command.cut_offs) check_cut_offs(*command.cut_offs, setting, reading);
}
void check(const SetCutOffs& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_cut_offs(command.cut_offs, setting, reading);
}

void check(const GoLive& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (command.tag_assurance && command.tag_assurance->on > setting.on)
    reading.fault("/tag_assurance/on", "is after the day on which it goes live: assurance is given before");
}

std::optional<Date> provisional_from(const Facts& facts, std::optional<Date> CutOffs::*cut_off,
                                     const engine::Calendar& calendar) {
  if (!facts.planned_on || facts.cut_offs.*cut_off || cut_off == &CutOffs::scope_freeze) return {};
  if (cut_off == &CutOffs::decision_cutoff_document) return calendar.provisional_from(*facts.planned_on);
  const auto on = cut_offs_of(facts, calendar).*cut_off;
  return on ? calendar.provisional_from(*on) : std::nullopt;
}

void apply(Facts& facts, const Proposed& event, const engine::Entry&) {
  facts.id = event.id;
  facts.title = event.title;
  facts.kind = event.kind;
  facts.first_planned_on = facts.planned_on = event.planned_on;
  if (event.cut_offs) facts.cut_offs = *event.cut_offs;
  facts.specifications = event.specifications;
}
void apply(Facts& facts, const Included& event, const engine::Entry& entry) {
  join(facts, event.modifications, entry.effective_on, false, {});
}
void apply(Facts& facts, const AddedByException& event, const engine::Entry& entry) {
  join(facts, event.modifications, entry.effective_on, true, event.reason);
}
void apply(Facts& facts, const Removed& event, const engine::Entry&) {
  std::erase_if(facts.scope, [&](const auto& one) {
    return same_reference(one.ref, event.ref) && one.part == event.part.value_or(1);
  });
}
void apply(Facts& facts, const TakenIn& event, const engine::Entry& entry) {
  join(facts, event.modifications, entry.effective_on, false, {});
}
void apply(Facts& facts, const TakenOut& event, const engine::Entry&) {
  std::erase_if(facts.scope, [&](const auto& one) {
    return same_reference(one.ref, event.ref) && one.part == event.part.value_or(1);
  });
}
void apply(Facts& facts, const Agreed&, const engine::Entry& entry) { facts.agreed_on = entry.effective_on; }
void apply(Facts&, const Frozen&, const engine::Entry&) {}
void apply(Facts& facts, const CutOffsSet& event, const engine::Entry&) {
  const auto take = [](std::optional<Date>& to, const std::optional<Date>& from) {
    if (from) to = from;
  };
  take(facts.cut_offs.scope_freeze, event.cut_offs.scope_freeze);
  take(facts.cut_offs.ia_cutoff, event.cut_offs.ia_cutoff);
  take(facts.cut_offs.decision_cutoff_system, event.cut_offs.decision_cutoff_system);
  take(facts.cut_offs.decision_cutoff_document, event.cut_offs.decision_cutoff_document);
}
void apply(Facts& facts, const SpecificationsSet& event, const engine::Entry&) {
  facts.specifications = event.specifications;
}
void apply(Facts& facts, const DateSet& event, const engine::Entry& entry) {
  facts.planned_on = event.to;
  facts.revisions.push_back({Stage::set, event.to, {}, entry.effective_on, "panel", event.reason});
}
void apply(Facts& facts, const DateRequested& event, const engine::Entry& entry) {
  facts.revisions.push_back({Stage::requested, event.to, event.until, entry.effective_on, "panel", event.reason});
}
void apply(Facts& facts, const DateDirected& event, const engine::Entry& entry) {
  facts.planned_on = event.on;
  facts.revisions.push_back({Stage::directed, event.on, event.until, entry.effective_on, "authority", event.note});
}
void apply(Facts& facts, const WentLive& event, const engine::Entry& entry) {
  facts.actual_on = entry.effective_on;
  facts.sec_version = event.sec_version;
  facts.tag_assurance = event.tag_assurance;
  if (event.later)
    for (const auto& one : *event.later)
      std::erase_if(facts.scope, [&](const auto& item) { return item.ref == one.ref && item.part == one.part; });
  if (!event.without) return;
  facts.went_live_without = *event.without;
  std::erase_if(facts.scope, [&](const auto& item) {
    return std::find(event.without->begin(), event.without->end(), item.ref) != event.without->end();
  });
}
// What was in it is in no release: each modification was told so.
void apply(Facts& facts, const Cancelled&, const engine::Entry& entry) {
  facts.cancelled_on = entry.effective_on;
  facts.scope.clear();
}
void apply(Facts& facts, const OtherRenamed& event, const engine::Entry&) {
  for (auto& one : facts.scope) take_new_name(one.ref, event);
  for (auto& one : facts.ever_in_scope) take_new_name(one, event);
  in_order(facts.scope);
}
void apply(Facts& facts, const LightFollowed& event, const engine::Entry& entry) {
  const auto told = keep(facts.followed, event, entry.version);
  const FollowedWords words(facts.words_of_items, told);
  for (auto& one : facts.scope) words.follow(one.reason);
  for (auto& one : facts.revisions) words.follow(one.reason);
}

Summary read_summary(const engine::Json& text) { return engine::body::read_event<Summary>(text); }

}  // namespace sec::release
