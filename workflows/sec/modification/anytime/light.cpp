// Gives what a modification remembers of an item's words the light that the item has now.
#include "workflows/sec/modification/anytime/light.hpp"

#include <algorithm>

#include "workflows/sec/terms/command_to.hpp"

namespace sec {

Reason ItsItemHasAnotherLight::unmet(const Look& look, const FollowItem& command) {
  return unless(concerns(command, look.facts.words_of_items) && is_news(look.facts.followed, command),
                "nothing that came out of that item has another light than now");
}

namespace {
using Words = FollowedWords;

void follow_in(DecisionRecord& record, const Words& words) {
  words.follow(record.lines, record.version);
  words.follow(record.reason);
}

void follow_in(std::vector<Milestone>& milestones, const Words& words) {
  for (auto& one : milestones) words.follow(one.reason);
}
bool are_in(const std::vector<Milestone>& milestones, const Words& words) {
  return std::any_of(milestones.begin(), milestones.end(),
                     [&](const auto& one) { return one.reason && words.are_in(*one.reason); });
}
void follow_in(engine::Shared<std::vector<Milestone>>& milestones, const Words& words) {
  if (are_in(*milestones, words)) milestones.change([&](auto& list) { follow_in(list, words); });
}

void follow_timetables(Facts& facts, const Words& words) {
  follow_in(facts.timetable, words);
  follow_in(facts.forecast, words);
  for (auto& one : facts.timetables) {
    if (!are_in(one->milestones, words)) continue;
    auto fresh = std::make_shared<TimetableVersion>(*one);
    follow_in(fresh->milestones, words);
    one = std::move(fresh);
  }
}

void follow_ballots(Facts& facts, const Words& words) {
  for (auto& one : facts.ballots) {
    if (!one->opened->reason || !words.are_in(*one->opened->reason)) continue;
    auto opened = std::make_shared<Opened>(*one->opened);
    words.follow(opened->reason);
    auto fresh = std::make_shared<Ballot>(*one);
    fresh->opened = std::move(opened);
    one = std::move(fresh);
  }
}

void follow_parts(Facts& facts, const Words& words) {
  for (auto& one : facts.parts) {
    if (one.moved) words.follow(one.moved->reason);
    words.follow(one.asked_because);
  }
}

void follow_discussions(Facts& facts, const Words& words) {
  const auto is_in = [&](const std::optional<Text>& text) { return text && words.are_in(*text); };
  for (std::size_t i = 0; i < facts.discussions.size(); ++i) {
    if (!is_in(facts.discussions[i].view) && !is_in(facts.discussions[i].next_steps)) continue;
    auto& one = facts.discussions.change(i);
    words.follow(one.view);
    words.follow(one.next_steps);
  }
}

void follow_reasons(Facts& facts, const Words& words) {
  words.follow(facts.problem);
  words.follow(facts.solution);
  if (facts.pause) words.follow(facts.pause->reason);
  if (facts.ia_cost) words.follow(facts.ia_cost->reason);
  for (auto& one : facts.reports) {
    words.follow(one.reason);
    words.follow(one.assessment_waiver);
  }
  for (auto& one : facts.alternatives) words.follow(one.summary);
  for (auto& one : facts.questions) {
    words.follow(one.text);
    words.follow(one.answer);
  }
  if (facts.proposer_referral) words.follow(facts.proposer_referral->reason);
  for (std::size_t i = 0; i < facts.decisions.size(); ++i) follow_in(facts.decisions.change(i), words);
}
}  // namespace

void apply(Facts& facts, const LightFollowed& event, const engine::Entry& entry) {
  const auto told = keep(facts.followed, event, entry.version);
  const Words words(facts.words_of_items, told);
  follow_reasons(facts, words);
  follow_discussions(facts, words);
  follow_parts(facts, words);
  follow_timetables(facts, words);
  follow_ballots(facts, words);
}

std::vector<engine::Circular> told_parts(const Facts& after, const engine::Entry& entry) {
  std::vector<engine::Circular> all;
  if (entry.event.type != LightFollowed::name) return all;
  const FollowItem told = engine::body::read_event<LightFollowed>(entry.event.body);
  for (const auto& part : after.continued_as) all.push_back(circular_to_one("modifications", part, told, entry));
  return all;
}

}  // namespace sec
