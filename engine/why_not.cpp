// Picks the reasons of the rows that came nearest, and names the roles that may.
#include "engine/why_not.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace engine {

std::vector<Unmet> nearest_reasons(const Refused& refused) {
  const auto nearness = [](const Option& row) { return std::pair(row.unmet.size(), -row.met); };
  const auto nearest = std::min_element(refused.tried.begin(), refused.tried.end(),
                                        [&](const auto& a, const auto& b) { return nearness(a) < nearness(b); });
  std::vector<Unmet> reasons;
  for (const auto& row : refused.tried) {
    if (nearness(row) != nearness(*nearest)) continue;
    for (const auto& one : row.unmet)
      if (std::none_of(reasons.begin(), reasons.end(), [&](const auto& known) { return known.reason == one.reason; }))
        reasons.push_back(one);
  }
  return reasons;
}

std::string who_may(const Forbidden& forbidden) {
  if (forbidden.roles.empty()) return "nobody sends it: it follows from another step";
  const auto text = fmt::format("these roles may: {}", fmt::join(forbidden.roles, ", "));
  if (forbidden.recorders.empty()) return text;
  return fmt::format("{}; or {}, saying in recorded_from from what they record it", text,
                     fmt::join(forbidden.recorders, ", "));
}

}  // namespace engine
