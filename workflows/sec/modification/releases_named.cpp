// What naming a release brings about, and what becomes of the dates of parts.
#include "workflows/sec/modification/releases_named.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "workflows/sec/modification/decisions.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/release/commands.hpp"
#include "workflows/sec/release/states.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/command_to.hpp"

namespace sec {

const engine::Case* release_called(const engine::Setting& setting, const std::string& id) {
  for (const auto* one : setting.related)
    if (one != nullptr && one->workflow == release::workflow_name && one->id == id) return one;
  return nullptr;
}

std::vector<std::string> releases_in(const engine::Command& command) {
  std::vector<std::string> found;
  const auto dom = nlohmann::json::parse(command.body, nullptr, false);
  if (!dom.is_object()) return found;
  const auto add_from = [&](const nlohmann::json& from, const char* field) {
    if (!from.is_object() || !from.contains(field) || !from[field].is_array()) return;
    for (const auto& part : from[field])
      if (part.is_object() && part.contains("release") && part["release"].is_string())
        found.push_back(part["release"].get<std::string>());
  };
  add_from(dom, "implementation");
  add_from(dom, "parts");
  if (dom.contains("position")) add_from(dom["position"], "implementation");
  return found;
}

namespace {
bool holds(const Facts& facts, const engine::Case& release, int part) {
  const auto& known = release::facts_of(release);
  const auto has = [&](const std::string& ref) { return known.item({ref, part}) != nullptr; };
  return has(facts.ref) || std::any_of(facts.former_refs.begin(), facts.former_refs.end(), has);
}
}  // namespace

Reason release_refuses(const Look& look, int part, const std::string& release) {
  const auto* known = release_called(look.setting, release);
  if (known == nullptr) return {};  // kept as a name
  const auto& state = known->state;
  if (state == release::ProposedState::name || state == release::AgreedState::name) return {};
  if (state == release::LiveState::name)
    return fmt::format("the release '{}' is live already: name one that is to come", release);
  if (state == release::CancelledState::name)
    return fmt::format("the release '{}' was cancelled: name one that is to come", release);
  return unless(holds(look.facts, *known, part),
                fmt::format("the scope of the release '{}' is closed: name another one, or none, and the Panel adds it "
                            "by exception ('add-by-exception')",
                            release));
}

NamedRelease named_release(const Look& look, const std::string& release) {
  const auto* known = release_called(look.setting, release);
  if (known == nullptr) return {release, false, {}};
  return {release, true, release::facts_of(*known).planned_on};
}

namespace {
// The day of a release that is still to come.
std::optional<Date> day_to_come(const engine::Setting& setting, const std::string& release) {
  const auto* known = release_called(setting, release);
  if (known == nullptr || known->state == release::LiveState::name || known->state == release::CancelledState::name)
    return {};
  return release::facts_of(*known).planned_on;
}
}  // namespace

void check_release_days(const std::vector<PlannedPart>& parts, const std::string& at, const engine::Setting& setting,
                        engine::body::Reading& reading) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto& part = parts[i];
    if (!part.release || !part.planned_on) continue;
    const auto live = day_to_come(setting, *part.release);
    if (!live || *live == *part.planned_on) continue;
    reading.fault(fmt::format("{}/{}/planned_on", at, i),
                  fmt::format("is not the day of the release '{}', which is to go live on {}: name that day, or no "
                              "release",
                              *part.release, date_text(*live)));
  }
}

void add_leaving(Leaving& leaving, const Look& look, const Part* part, const Discretion& days) {
  if (part == nullptr || part->actual_on || !part->release || part->release_known != true) return;
  const auto live = day_to_come(look.setting, *part->release);
  if (!live || days.holds(*live)) return;
  if (!leaving) leaving.emplace();
  leaving->push_back(part->part);
}
void leave_releases(Facts& facts, const Leaving& leaving) {
  if (!leaving) return;
  for (auto& part : facts.parts) {
    if (std::find(leaving->begin(), leaving->end(), part.part) == leaving->end()) continue;
    part.release.reset();
    part.release_known.reset();
  }
}

void plan(Facts& facts, const std::vector<PlannedPart>& parts, const NamedReleases& releases) {
  for (const auto& planned : parts) {
    auto& part = part_to_change(facts, planned.part);
    const bool another = planned.release && part.release != planned.release;
    if (another) part.release_known.reset();
    if (planned.release) part.release = planned.release;
    if (planned.planned_on) part.planned_on = planned.planned_on;
    if (!planned.release || !releases) continue;
    const auto named = std::find_if(releases->begin(), releases->end(),
                                    [&](const auto& one) { return one.release == *planned.release; });
    if (named == releases->end()) continue;
    part.release_known = named->known;
    if (!planned.planned_on && named->planned_on && (another || !part.planned_on)) part.planned_on = named->planned_on;
  }
}

void agree_date(Part& part, Date day, Date on) {
  if (!part.baseline) part.baseline = AgreedDay{part.planned_on.value_or(day), on};
  part.agreed = AgreedDay{day, on};
  part.planned_on = day;
}
void move_date(Part& part, Date day, Date on, std::string_view cause, const std::optional<Text>& reason) {
  const auto before = part.planned_on.value_or(day);
  if (!part.baseline) part.baseline = AgreedDay{before, on};
  if (!part.agreed) part.agreed = AgreedDay{before, on};
  part.planned_on = day;
  if (before != day) part.moved = Moved{cause, reason};
}
void approve_dates(Facts& facts, Date on) {
  for (auto& part : facts.parts)
    if (part.planned_on && !part.actual_on) {
      agree_date(part, *part.planned_on, on);
      part.moved.reset();
    }
}

bool waits_for_a_date(const Facts& facts, std::string_view state, const Part* part) {
  const bool past_unknown = !facts.taken_over_in.empty() && facts.taken_over_in == state;
  return decided_by_authority(facts.path) && !past_unknown && (part == nullptr || !part->planned_on);
}

bool came_to_nothing(std::string_view state) { return ends(state) && state != Implemented::name; }

namespace {
// Where a part is, if a release is to know of it.
const std::string* place_of(const Facts& facts, std::string_view state, int number) {
  if (came_to_nothing(state)) return nullptr;
  for (const auto& part : facts.parts)
    if (part.part == number) return part.release && part.release_known == true ? &*part.release : nullptr;
  return nullptr;
}

}  // namespace

std::vector<engine::Circular> told_releases(const Facts& before, const Facts& after, const engine::Entry& entry) {
  std::vector<engine::Circular> all;
  std::vector<int> numbers;
  for (const auto* facts : {&before, &after})
    for (const auto& part : facts->parts)
      if (!part.actual_on && std::find(numbers.begin(), numbers.end(), part.part) == numbers.end())
        numbers.push_back(part.part);
  for (const int number : numbers) {
    const auto* was = place_of(before, entry.event.from, number);
    const auto* is = place_of(after, entry.event.to, number);
    if ((was == nullptr) == (is == nullptr) && (was == nullptr || *was == *is)) continue;
    if (was != nullptr) {
      release::TakeOut out;
      out.ref = after.ref;
      out.part = number;
      all.push_back(circular_to_one("releases", *was, out, entry));
    }
    if (is != nullptr) {
      release::TakeIn in;
      in.modifications = {release::Item{after.ref, number}};
      all.push_back(circular_to_one("releases", *is, in, entry));
    }
  }
  return all;
}

}  // namespace sec
