// Grows the cases of a replay entry by entry, and evicts some when room runs out.
#include "store/replay.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/grow.hpp"
#include "store/projections.hpp"

namespace store {

Replay::CaseInReplay& Replay::case_of(const engine::Entry& entry, const engine::Workflow& workflow) {
  const auto found = cases_.find(entry.case_id);
  if (found != cases_.end()) {
    bring_back(found->second);
    return found->second;
  }
  CaseInReplay fresh{workflow.blank(entry.case_id), std::string(workflow.collection()), {}, {}, {}};
  auto& one = cases_.emplace(entry.case_id, std::move(fresh)).first->second;
  keep(one);
  return one;
}

void Replay::bring_back(CaseInReplay& one) {
  auto& current = one.current;
  if (current.facts) return;
  current = engine::case_from(workflows_, entries_(current.id), current.version);
  keep(one);
}

void Replay::keep(CaseInReplay& one) {
  bytes_ += one.current.facts->bytes;
  one.place = at_hand_.size();
  at_hand_.push_back(&one);
}

void Replay::evict_others(const CaseInReplay& except) {
  while (bytes_ > bytes_max_ && at_hand_.size() > 1) {
    auto place = any_() % at_hand_.size();
    if (place == except.place) place = (place + 1) % at_hand_.size();
    auto& gone = *at_hand_[place];
    gone.last = projection(gone);
    bytes_ -= gone.current.facts->bytes;
    gone.current.facts.reset();
    at_hand_[place] = at_hand_.back();
    at_hand_[place]->place = place;
    at_hand_.pop_back();
  }
}

void Replay::ask_the_table(const engine::Case& before, const engine::Entry& entry) {
  if (const auto why = table_->why_never(before, entry)) throw std::runtime_error(*why);
  const auto why = table_->why_none(before, entry);
  if (!why) return;
  if (unlike_.entries == 0) unlike_ = {0, entry.seq, "entry " + std::to_string(entry.seq) + ": " + *why};
  ++unlike_.entries;
}

const Replay::CaseInReplay* Replay::take(const engine::Entry& entry) {
  const auto* workflow = workflows_.find(entry.workflow);
  if (workflow == nullptr) throw std::runtime_error("there is no workflow " + entry.workflow);
  auto& one = case_of(entry, *workflow);
  if (entry.version != one.current.version + 1) {
    throw std::runtime_error(entry.case_id + " has no version " + std::to_string(one.current.version + 1));
  }
  if (table_ != nullptr) ask_the_table(one.current, entry);
  bytes_ -= one.current.facts->bytes;
  one.current = workflow->evolve(one.current, entry);
  bytes_ += one.current.facts->bytes;
  evict_others(one);
  auto after = workflows_.get(one.current.workflow).listing(one.current);
  auto& ever = one.references;
  for (const auto& reference : after.references) {
    if (std::find(ever.begin(), ever.end(), reference) == ever.end()) ever.push_back(reference);
  }
  for (const auto& likeness : after.likenesses)
    if (std::find(one.likenesses.begin(), one.likenesses.end(), likeness) == one.likenesses.end())
      one.likenesses.push_back(likeness);
  if (!after.series.empty() && after.number > 0) {
    auto& last = numbers_[after.series];
    last = std::max(last, after.number);
  }
  const auto name = name_of(after, entry.case_id);
  const bool same =
      one.said != 0 && name.reference == one.reference && name.place == one.listed_at && after.summary == one.summary;
  if (same) return nullptr;
  one.said = entry.seq;
  one.reference = name.reference;
  one.listed_at = name.place;
  one.summary = std::move(after.summary);
  return &one;
}

engine::Projection Replay::projection(const CaseInReplay& one) const {
  if (!one.current.facts) return one.last;
  return workflows_.get(one.current.workflow).project(one.current);
}

}  // namespace store
