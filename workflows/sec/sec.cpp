// Lists the Code's workflows, and what a new data folder begins with.
#include "workflows/sec/sec.hpp"

#include "workflows/sec/action/action.hpp"
#include "workflows/sec/body/body.hpp"
#include "workflows/sec/holidays/holidays.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/modifications.hpp"
#include "workflows/sec/release/release.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec {

std::vector<std::unique_ptr<engine::Workflow>> workflows() {
  auto all = modifications();
  all.push_back(body::workflow());
  all.push_back(release::workflow());
  all.push_back(holidays::workflow());
  all.push_back(meeting::workflow());
  all.push_back(action::workflow());
  return all;
}

std::vector<std::string> categories() {
  std::vector<std::string> names;
  for (const auto& [_, name] : engine::body::wire_names<Category>()) names.push_back(name);
  return names;
}

std::vector<std::string> uploaders() {
  constexpr auto roles = by::any(by::secas, by::List<1>{"panel-secretary"}, by::authority, by::dcc, by::party,
                                 by::proposer);
  return {roles.begin(), roles.end()};
}

std::vector<std::string> keepers() {
  constexpr auto roles = by::any(by::secas, by::operators);
  return {roles.begin(), roles.end()};
}

std::vector<engine::Command> founding() {
  auto all = body::founding();
  for (auto& one : holidays::founding()) all.push_back(std::move(one));
  return all;
}

}  // namespace sec
