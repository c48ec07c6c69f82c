// Finds the meetings among other cases, and adds their days to those on which their bodies meet by rule.
#include "workflows/sec/meeting/scheduled.hpp"

#include <map>

#include "workflows/sec/meeting/facts.hpp"
#include "workflows/sec/meeting/states.hpp"

namespace sec::meeting {

std::vector<engine::CasesLike> like_of_scheduled(const engine::Question&, const std::vector<const engine::Case*>&) {
  std::vector<engine::CasesLike> all;
  for (const auto state : {ScheduledState::name, PapersIssuedState::name, HeldState::name, MinutesDraftState::name})
    all.push_back({"meetings", {{"state", std::string(state)}}});
  return all;
}

std::shared_ptr<const sec::Schedule> schedule_among(const std::vector<const engine::Case*>& others) {
  std::map<std::string, std::vector<Date>> days;
  for (const auto* one : others)
    if (one != nullptr && one->workflow == workflow_name) {
      const auto& meeting = facts_of(*one);
      days[std::string(engine::body::wire_name(meeting.body))].push_back(meeting.date);
    }
  if (days.empty()) return nullptr;
  auto schedule = std::make_shared<sec::Schedule>();
  for (const auto& [body, on] : days)
    if (const auto* usual = sec::meetings_of(body)) schedule->push_back(usual->with(on));
  return schedule;
}

Surroundings surroundings_of(const sec::Facts& facts, Date today, const std::vector<const engine::Case*>& others) {
  auto around = sec::surroundings_of(facts, today, others);
  around.schedule = schedule_among(others);
  return around;
}

}  // namespace sec::meeting
