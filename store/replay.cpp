#include "store/replay.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/grow.hpp"

namespace store {

Replay::Standing& Replay::standing_of(const engine::Entry& entry, const engine::Workflow& workflow) {
  const auto found = cases_.find(entry.case_id);
  if (found != cases_.end()) {
    bring_back(found->second);
    return found->second;
  }
  Standing fresh{workflow.blank(entry.case_id), std::string(workflow.collection()), {}, {}};
  auto& standing = cases_.emplace(entry.case_id, std::move(fresh)).first->second;
  keep(standing);
  return standing;
}

void Replay::bring_back(Standing& standing) {
  auto& current = standing.current;
  if (current.facts) return;
  current = engine::case_from(workflows_, entries_(current.id), current.version);
  keep(standing);
}

void Replay::keep(Standing& standing) {
  bytes_ += standing.current.facts->bytes;
  standing.place = at_hand_.size();
  at_hand_.push_back(&standing);
}

void Replay::put_others_away(const Standing& but) {
  while (bytes_ > bytes_max_ && at_hand_.size() > 1) {
    auto place = any_() % at_hand_.size();
    if (place == but.place) place = (place + 1) % at_hand_.size();
    auto& gone = *at_hand_[place];
    gone.last = projection(gone);
    bytes_ -= gone.current.facts->bytes;
    gone.current.facts.reset();
    at_hand_[place] = at_hand_.back();
    at_hand_[place]->place = place;
    at_hand_.pop_back();
  }
}

engine::Listing Replay::take(const engine::Entry& entry) {
  const auto* workflow = workflows_.find(entry.workflow);
  if (workflow == nullptr) throw std::runtime_error("there is no workflow " + entry.workflow);
  auto& standing = standing_of(entry, *workflow);
  if (entry.version != standing.current.version + 1) {
    throw std::runtime_error(entry.case_id + " has no version " + std::to_string(standing.current.version + 1));
  }
  bytes_ -= standing.current.facts->bytes;
  standing.current = workflow->evolve(standing.current, entry);
  bytes_ += standing.current.facts->bytes;
  put_others_away(standing);
  auto after = workflows_.get(standing.current.workflow).listing(standing.current);
  auto& ever = standing.references;
  for (const auto& reference : after.references) {
    if (std::find(ever.begin(), ever.end(), reference) == ever.end()) ever.push_back(reference);
  }
  if (!after.series.empty()) {
    auto& last = numbers_[after.series];
    last = std::max(last, after.number);
  }
  return after;
}

engine::Projection Replay::projection(const Standing& standing) const {
  if (!standing.current.facts) return standing.last;
  return workflows_.get(standing.current.workflow).project(standing.current);
}

}  // namespace store
