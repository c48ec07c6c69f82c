// How an action follows the light of the item that it was raised under, and of those that its decisions name.
#include "workflows/sec/action/light.hpp"

#include <algorithm>

#include "workflows/sec/action/table.hpp"

namespace sec::action {

Text within(Text text, Classification least) {
  text.classification = std::max(text.classification, least);
  return text;
}

namespace {
bool is_of(const Facts& facts, const FollowItem& told) {
  return facts.meeting == told.meeting && facts.item == told.item;
}
// What rose with its item comes down with it, and nothing else does.
bool follows(const Facts& facts, const FollowItem& told) {
  if (!is_of(facts, told)) return false;
  if (told.lowered.value_or(false)) return facts.before_it_rose && facts.before_it_rose->raised_to > told.light;
  const auto is_lower = [&](const Text& text) { return text.classification < told.light; };
  return is_lower(facts.text) ||
         std::any_of(facts.updates.begin(), facts.updates.end(), [&](const Update& one) { return is_lower(one.text); });
}
}  // namespace

Reason ItsItemHasAnotherLight::unmet(const Look& look, const FollowItem& command) {
  const bool said_of_it = concerns(command, look.facts.words_of_items) && is_news(look.facts.followed, command);
  return unless(said_of_it || follows(look.facts, command),
                "it was raised elsewhere, or has the light of its item already");
}

namespace {
void come_down(Facts& facts) {
  const auto& was = *facts.before_it_rose;
  facts.text.classification = was.text;
  for (std::size_t i = 0; i < was.updates.size() && i < facts.updates.size(); ++i)
    facts.updates[i].text.classification = was.updates[i];
}
// What was said of it since its item rose stays as it was said.
void rise(Facts& facts, Classification light) {
  auto& was = facts.before_it_rose;
  if (!was) was = BeforeItRose{light, facts.text.classification, {}};
  for (std::size_t i = was->updates.size(); i < facts.updates.size(); ++i)
    was->updates.push_back(facts.updates[i].text.classification);
  was->raised_to = light;
  facts.text = within(facts.text, light);
  for (auto& one : facts.updates) one.text = within(one.text, light);
}

void come_down_to(Facts& facts, Classification light) {
  if (!facts.before_it_rose) return;
  come_down(facts);
  facts.before_it_rose->raised_to = light;
  for (std::size_t i = 0; i < facts.before_it_rose->updates.size() && i < facts.updates.size(); ++i)
    facts.updates[i].text = within(facts.updates[i].text, light);
  facts.text = within(facts.text, light);
}
}  // namespace

void apply(Facts& facts, const LightFollowed& event, const engine::Entry& entry) {
  const auto told = keep(facts.followed, event, entry.version);
  if (facts.closing && facts.decision && facts.closing->are_of(told))
    facts.closing->follow(facts.decision->lines, told);
  if (is_of(facts, event)) {
    if (event.lowered.value_or(false)) come_down_to(facts, event.light);
    else rise(facts, event.light);
  }
  const FollowedWords words(facts.words_of_items, told);
  words.follow(facts.text);
  for (auto& one : facts.updates) words.follow(one.text);
}

}  // namespace sec::action
