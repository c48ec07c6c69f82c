// Compares what a step has changed with what the other case says.
#include "workflows/sec/timetable/agreement.hpp"

#include <fmt/format.h>

#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/release/release.hpp"

namespace sec {

bool release::is_before_approval(std::string_view state) {
  return !ends(state) && state != New::name && state != NotKnown::name && state != PendingImplementation::name;
}

bool release::comes_later(const engine::Case& modification, int number, Date on) {
  if (modification.state != PendingImplementation::name) return false;
  for (const auto& part : sec::facts_of(modification).parts)
    if (part.part == number) return !part.actual_on && part.planned_on && *part.planned_on > on;
  return false;
}

}  // namespace sec

namespace sec::agreement {

namespace {
// The release that is known to have the part in its scope.
std::optional<std::string> place_of(const Facts& facts, int number) {
  for (const auto& part : facts.parts)
    if (part.part == number && part.release_known == true) return part.release;
  return {};
}
bool has(const engine::Case& release, const std::string& ref, int part) {
  return release::facts_of(release).item({ref, part}) != nullptr;
}
}  // namespace

std::optional<std::string> broken(const Facts& before, const Facts& after, std::string_view state,
                                  const engine::FindCase& find) {
  if (ends(state)) return {};
  for (const auto& part : after.parts) {
    const auto was = place_of(before, part.part), is = place_of(after, part.part);
    if (part.actual_on || was == is) continue;
    if (is) {
      const auto* release = find("releases", *is);
      if (release == nullptr || !has(*release, after.ref, part.part))
        return fmt::format("{} part {} is said to be in the release '{}', whose scope has not got it", after.ref,
                           part.part, *is);
    }
    if (const auto* former = was ? find("releases", *was) : nullptr;
        former != nullptr && former->state != "cancelled" && has(*former, after.ref, part.part))
      return fmt::format("{} part {} has left the release '{}', whose scope still has it", after.ref, part.part, *was);
  }
  return {};
}

std::optional<std::string> broken(const release::Facts& before, const release::Facts& after,
                                  const engine::FindCase& find) {
  const auto place = [&](const release::ScopeItem& item) -> std::optional<std::string> {
    const auto* modification = find("modifications", item.ref);
    if (modification == nullptr || ends(modification->state)) return {};
    return place_of(facts_of(*modification), item.part);
  };
  for (const auto& item : after.scope)
    if (before.item(item) == nullptr)
      if (const auto is = place(item); is && *is != after.id)
        return fmt::format("the release '{}' has {} part {} in its scope, which is in '{}'", after.id, item.ref,
                           item.part, *is);
  for (const auto& item : before.scope)
    if (after.item(item) == nullptr)
      if (place(item) == after.id)
        return fmt::format("{} part {} has left the scope of '{}', and is said to be in it", item.ref, item.part,
                           after.id);
  return {};
}

}  // namespace sec::agreement
