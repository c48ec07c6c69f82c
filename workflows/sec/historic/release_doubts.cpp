// Compares the days that a record tells of its releases with those that the register has of them.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/calendar.hpp"
#include "workflows/sec/historic/bring_in.hpp"

namespace sec::historic {

namespace {
std::string text_in(const nlohmann::json& step, const char* name) {
  return step.contains(name) && step[name].is_string() ? step[name].get<std::string>() : std::string();
}

// The day on which the step says that its release is: when it went live, or when it is to.
std::string day_of(const nlohmann::json& step) {
  const auto code = text_in(step, "code");
  const bool went_live = code == "IMPLEMENTATION" || code == "PART_IMPLEMENTED";
  return went_live ? text_in(step, "on") : text_in(step, "planned_on");
}
}  // namespace

std::vector<Doubt> doubts_of_releases(const Brought& brought, const FindRelease& find) {
  std::vector<Doubt> found;
  if (brought.raise.empty()) return found;
  const auto raise = nlohmann::json::parse(brought.raise);
  for (const auto& step : raise.at("position").at("history")) {
    const auto name = text_in(step, "release"), said = day_of(step);
    const auto known = name.empty() || said.empty() ? std::nullopt : find(name);
    if (!known || !known->on || engine::to_text(*known->on) == said) continue;
    found.push_back(
        {DoubtKind::contradiction, brought.record, "release", fmt::format("{}: {}", name, said),
         fmt::format("the register has the release '{}' {} {}: kept as it is told, and the release is as it "
                     "was",
                     name, known->is_live ? "live since" : "planned for", engine::to_text(*known->on))});
  }
  return found;
}

}  // namespace sec::historic
