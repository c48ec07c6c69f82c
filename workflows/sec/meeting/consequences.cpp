// Sends the steps that confirmed lines decide, each with the lines of its decision, and undoes those of withdrawn ones.
#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "workflows/sec/meeting/corrections.hpp"
#include "workflows/sec/meeting/lines.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/modification/anytime/undoing.hpp"
#include "workflows/sec/terms/command_to.hpp"
#include "workflows/sec/terms/gate.hpp"
#include "workflows/sec/terms/told_by_meeting.hpp"

namespace sec::meeting {

namespace {
// The decision as the event of the step keeps it: every line of it that says so.
BodyDecision decision_of(const Facts& facts, const LinesConfirmed& event, const StepTaken& step) {
  BodyDecision decision{facts.body, facts.ref, {}, event.mode, {}, step.lines.front()};
  for (const int number : step.lines) {
    const auto* line = facts.line(number);
    decision.item = line->item;
    // What is confidential of it stays with the meeting.
    const bool open = line->text.classification == Classification{};
    decision.lines.push_back(
        {line->verb, open ? line->text.text : std::string(neutral_line(line->text.classification))});
  }
  return decision;
}

engine::Json body_of(const Facts& facts, const engine::Entry& entry, const LinesConfirmed& event,
                     const StepTaken& step) {
  nlohmann::json body = nlohmann::json::object();
  for (const int number : step.lines)
    if (const auto* line = facts.line(number); line->body)
      body.update(nlohmann::json::parse(
          classified(step.collection, step.command, line->body->json, facts.least_of(line->item, line->text))));
  if (step.body) body.update(nlohmann::json::parse(step.body->json));
  const auto* words = words_of(step.collection, step.command);
  const auto decision = engine::body::text_of(decision_of(facts, event, step));
  body[std::string(words->decision_field)] = nlohmann::json::parse(decision);
  if (!body.contains("effective_on")) body["effective_on"] = engine::to_text(entry.effective_on);
  return body.dump();
}

// The place in a confirmation of many lines that asked for a step.
std::string place_of(const LinesConfirmed& event, const StepTaken& step) {
  const auto place = std::find_first_of(event.lines.begin(), event.lines.end(), step.lines.begin(), step.lines.end());
  return "/lines/" + std::to_string(place - event.lines.begin());
}

std::vector<engine::Consequence> steps_of(const Facts& before, const LinesConfirmed& event,
                                          const engine::Entry& entry) {
  std::vector<engine::Consequence> found;
  for (const auto& step : event.steps) {
    auto& [command, cause, onward] = found.emplace_back();
    command.collection = step.collection;
    command.reference = step.ref;
    command.name = step.command;
    command.body = body_of(before, entry, event, step);
    command.by = entry.by;  // nobody's rights grow by a meeting
    cause = place_of(event, step);
  }
  return found;
}
}  // namespace

std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const LinesConfirmed& event,
                                        const engine::Entry& entry) {
  return steps_of(before, event, entry);
}
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const LineConfirmed& event,
                                        const engine::Entry& entry) {
  auto found = steps_of(before, event, entry);
  for (auto& one : found) one.cause = "/line";
  return found;
}

// The steps of a withdrawn line are undone by whoever withdraws it.
std::vector<engine::Consequence> brings(const Facts& before, std::string_view, const LineWithdrawn& event,
                                        const engine::Entry& entry) {
  std::vector<engine::Consequence> found;
  for (const auto& step : event.steps) {
    RevokeLast undoing;
    undoing.reason = event.reason;
    undoing.reason.text = fmt::format("line {} of the minutes of {} was withdrawn: {}", step.lines.front(), before.ref,
                                      event.reason.text);
    undoing.version = step.version;
    undoing.decision =
        BodyDecision{before.body, before.ref, before.line(step.lines.front())->item, {}, {}, step.lines.front()};
    auto command = command_to(step.collection, step.ref, undoing, sender_of<RevokeLast>(entry.by));
    command.default_on = entry.effective_on;
    found.push_back({std::move(command), "/line"});
  }
  return found;
}

namespace {
// Those that name it.
template <class C>
engine::Circular tell_all(std::string_view collection, const Facts& facts, const C& command,
                          const engine::Entry& entry) {
  auto circular = circular_to(collection, command, entry);
  circular.mentioned = facts.ref;
  return circular;
}
}  // namespace

namespace {
// The light that an item has now, if it is another one than before; what was closed with it may come back.
FollowItem light_of(const Facts& facts, const Item& item, bool lowered) {
  FollowItem told;
  told.meeting = facts.ref;
  told.item = item.item;
  told.light = item.classification;
  if (lowered) told.lowered = true;
  return told;
}

// Each case that a step of the item was taken on, or undone again, with the lights of the lines of its steps.
std::map<std::pair<std::string, std::string>, std::vector<StepLights>> steps_of(const Facts& facts, const Item& item) {
  std::map<std::pair<std::string, std::string>, std::vector<StepLights>> found;
  for (const auto* steps : {&facts.steps, &facts.undone_steps})
    for (const auto& step : *steps) {
      if (facts.line(step.lines.front())->item != item.item) continue;
      StepLights its{step.lines.front(), {}};
      for (const int number : step.lines) its.lights.push_back(facts.line(number)->text.classification);
      found[{step.collection, step.ref}].push_back(std::move(its));
    }
  return found;
}

// What was decided under it, wherever it stands. It is said again as often as the item is amended: steps that an older
// program did not tell hear of it then.
void tell_of_the_light(std::vector<engine::Circular>& all, const Facts& after, const Item& item, bool lowered,
                       const engine::Entry& entry) {
  for (auto& [where, steps] : steps_of(after, item)) {
    auto told = light_of(after, item, lowered);
    told.steps = std::move(steps);
    all.push_back(circular_to_one(where.first, where.second, told, entry));
  }
}
// What others have recorded by hand as decided under it is of no line here, so that only its name finds them.
void tell_who_names_it(std::vector<engine::Circular>& all, const Facts& after, const Item& item, bool lowered,
                       const engine::Entry& entry) {
  for (const auto* collection : {"modifications", "releases"})
    all.push_back(tell_all(collection, after, light_of(after, item, lowered), entry));
}

void tell_of_amended(std::vector<engine::Circular>& all, const Facts& before, const Facts& after,
                     const engine::Entry& entry) {
  const auto event = engine::body::read_event<ItemAmended>(entry.event.body);
  const auto *item = after.item(event.item), *was = before.item(event.item);
  if (item == nullptr || was == nullptr || (!item->closed && !was->closed)) return;
  const bool lowered = event.reopens.value_or(false);
  if (lowered || item->classification > was->classification)
    all.push_back(tell_all("actions", after, light_of(after, *item, lowered), entry));
  tell_of_the_light(all, after, *item, lowered, entry);
  tell_who_names_it(all, after, *item, lowered, entry);
}
// Somebody may have named it before it was there.
void tell_of_added(std::vector<engine::Circular>& all, const Facts& after, const engine::Entry& entry) {
  const auto event = engine::body::read_event<ItemAdded>(entry.event.body);
  const auto* item = after.item(event.item);
  if (item == nullptr || item->classification == Classification::white) return;
  all.push_back(tell_all("actions", after, light_of(after, *item, false), entry));
  tell_who_names_it(all, after, *item, false, entry);
}
}  // namespace

std::vector<engine::Circular> told_of_lights(const Facts& before, const Facts& after, const engine::Entry& entry) {
  std::vector<engine::Circular> all;
  if (!before.published && after.published) {
    ShowWithMinutes shown;
    shown.meeting = after.ref;
    all.push_back(tell_all("actions", after, shown, entry));
  }
  if (entry.event.type == ItemAmended::name) tell_of_amended(all, before, after, entry);
  if (entry.event.type == ItemAdded::name) tell_of_added(all, after, entry);
  return all;
}

}  // namespace sec::meeting
