// Reads codes of milestones: those of the list, and those that carry a number or a name.
#include "workflows/sec/terms/milestones.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include <fmt/ranges.h>

namespace sec {

namespace {
constexpr std::string_view meetings_of_groups = "WG_", views = "SUBCOMMITTEE_VIEW", implementations = "IMPLEMENTATION";

bool digits(std::string_view text) {
  return !text.empty() && text.size() <= 2 && text.front() != '0' &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}
// What stands in brackets after a name; nothing if there are none.
std::optional<std::string_view> in_brackets(std::string_view code, std::string_view name) {
  if (!code.starts_with(name)) return {};
  code.remove_prefix(name.size());
  if (code.size() < 3 || code.front() != '(' || code.back() != ')') return {};
  return code.substr(1, code.size() - 2);
}
}  // namespace

bool is_milestone(std::string_view code) {
  const bool listed =
      std::find(std::begin(milestone_codes), std::end(milestone_codes), code) != std::end(milestone_codes);
  if (listed || code == views || in_brackets(code, views)) return true;
  if (code.starts_with(meetings_of_groups)) return digits(code.substr(meetings_of_groups.size()));
  const auto part = in_brackets(code, implementations);
  return part && digits(*part);
}

const Milestone* named(const std::vector<Milestone>& milestones, std::string_view code) {
  const auto of_part = [](std::string_view one) { return one == implementations ? "IMPLEMENTATION(1)" : one; };
  const auto found = std::find_if(milestones.begin(), milestones.end(),
                                  [&](const auto& one) { return of_part(one.code) == of_part(code); });
  return found == milestones.end() ? nullptr : &*found;
}

bool is_on_working_days(std::string_view code) {
  const bool listed =
      std::find(std::begin(on_working_days), std::end(on_working_days), code) != std::end(on_working_days);
  return listed || (is_milestone(code) && (code.starts_with(meetings_of_groups) || code.starts_with(views)));
}

bool is_cause(std::string_view code) {
  return std::find(std::begin(causes_of_movement), std::end(causes_of_movement), code) != std::end(causes_of_movement);
}

std::string cause_words() { return fmt::format("{}", fmt::join(causes_of_movement, ", ")); }

std::string milestone_words() {
  return fmt::format("{}; also WG_2 and so on, {}(name) and IMPLEMENTATION(part)", fmt::join(milestone_codes, ", "),
                     views);
}

}  // namespace sec
