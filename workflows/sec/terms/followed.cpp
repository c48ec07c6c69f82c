// Finds the texts that came out of an item, and gives them the light that it has now.
#include "workflows/sec/terms/followed.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/body.hpp"
#include "workflows/sec/terms/cited_items.hpp"
#include "workflows/sec/terms/texts_in.hpp"

namespace sec {

namespace body = engine::body;

void classify(const body::Kind& kind, nlohmann::json& value, Classification least) {
  if (kind.form == body::Form::optional) return classify(*kind.inner, value, least);
  if (kind.form == body::Form::list && value.is_array())
    for (auto& item : value) classify(*kind.inner, item, least);
  if (kind.form == body::Form::classified) {
    if (value.is_string()) value = {{"text", value}};
    if (!value.is_object()) return;
    auto& label = value[std::string(body::classification_field)];
    const auto own = label.is_string() ? body::from_wire<Classification>(label.get<std::string>())
                                       : std::optional(Classification::white);
    if (own) label = body::wire_name(std::max(*own, least));
  }
  if (kind.form == body::Form::object && value.is_object())
    for (const auto& field : kind.fields)
      if (const auto found = value.find(std::string(field.name)); found != value.end())
        classify(*field.kind, *found, least);
}

Classification Followed::light_of(std::optional<int> first, std::size_t place) const {
  for (const auto& step : steps)
    if (step.line == first && place < step.lights.size()) return step.lights[place];
  return light;
}

namespace {
auto known(auto& items, std::string_view meeting, int item) {
  return std::find_if(items.begin(), items.end(),
                      [&](const Followed& one) { return one.meeting == meeting && one.item == item; });
}
auto step_of(auto& steps, int line) {
  return std::find_if(steps.begin(), steps.end(), [&](const StepLights& one) { return one.line == line; });
}
bool are_known(const std::vector<StepLights>& told, const std::vector<StepLights>& steps) {
  return std::all_of(told.begin(), told.end(), [&](const StepLights& one) {
    const auto same = step_of(steps, one.line);
    return same != steps.end() && same->lights == one.lights;
  });
}
}  // namespace

bool is_news(const FollowedItems& items, const FollowItem& told) {
  const auto last = known(items, told.meeting, told.item);
  if (last == items.end()) return !told.lowered.value_or(false) && told.light > Classification::white;
  return last->light != told.light || !are_known(told.steps, last->steps);
}

const Followed& keep(FollowedItems& items, const FollowItem& told, int version) {
  auto last = known(items, told.meeting, told.item);
  if (last == items.end()) last = items.insert(last, Followed{told.meeting, told.item, {}, {}, 0});
  last->light = told.light;
  for (const auto& one : told.steps) {
    const auto same = step_of(last->steps, one.line);
    if (same != last->steps.end()) *same = one;
    else last->steps.push_back(one);
  }
  last->version = version;
  return *last;
}

namespace {
// The field in which an event says which decision it was; nullptr: in none.
nlohmann::json* decision_in(nlohmann::json& event) {
  for (const auto* field : {"decided_by", "decision"})
    if (const auto found = event.find(field); found != event.end() && found->is_object()) return &*found;
  return nullptr;
}
const Followed* item_of(const FollowedItems& items, const nlohmann::json& decision) {
  const auto meeting = decision.find("meeting"), item = decision.find("item");
  if (meeting == decision.end() || !meeting->is_string()) return nullptr;
  const bool says_item = item != decision.end() && item->is_number_integer();
  const auto cited = cited_by(meeting->get<std::string>(), says_item ? std::optional(item->get<int>()) : std::nullopt);
  const auto found = cited ? known(items, cited->meeting, cited->item) : items.end();
  return found == items.end() ? nullptr : &*found;
}

// What is said beside the lines has the light of the item, each line its own.
engine::Json in_its_light(const body::Kind& kind, nlohmann::json event, const Followed& told) {
  auto* decision = decision_in(event);
  auto lines = decision->value("lines", nlohmann::json::array());
  std::optional<int> first;
  if (const auto line = decision->find("line"); line != decision->end() && line->is_number_integer())
    first = line->get<int>();
  for (std::size_t i = 0; i < lines.size(); ++i)
    classify(body::kind_of<DecisionLine>(), lines[i], told.light_of(first, i));
  classify(kind, event, told.light);
  if (!lines.empty()) (*decision_in(event))["lines"] = std::move(lines);
  return event.dump();
}
}  // namespace

engine::Json in_their_light(const EventCodes& events, const FollowedItems& items, const engine::Entry& entry) {
  const auto& text = entry.event.body;
  const bool may_be = !items.empty() && text.find("\"meeting\"") != std::string::npos;
  if (!may_be) return text;
  auto event = nlohmann::json::parse(text);
  auto* decision = decision_in(event);
  const auto* told = decision == nullptr ? nullptr : item_of(items, *decision);
  const auto of_event =
      std::find_if(events.begin(), events.end(), [&](const auto& one) { return one.name == entry.event.type; });
  if (told == nullptr || entry.version >= told->version || of_event == events.end()) return text;
  return in_its_light(*of_event->kind, std::move(event), *told);
}
engine::Entry entry_in_their_light(const EventCodes& events, const FollowedItems& items, engine::Entry entry) {
  entry.event.body = in_their_light(events, items, entry);
  return entry;
}

std::optional<Classification> WordsOfItem::light_of(const Text& text, const Followed& told) const {
  std::optional<Classification> light;
  for (const auto& one : texts) {
    const bool is_in = one.text == text.text || text.text.ends_with(": " + one.text);
    if (is_in) light = std::max({light.value_or(Classification::white), one.classification, told.light});
  }
  return light;
}
void WordsOfItem::follow(std::vector<DecisionLine>& same, const Followed& told) const {
  for (std::size_t i = 0; i < same.size() && i < lines.size(); ++i)
    same[i].text.classification = std::max(lines[i].text.classification, told.light_of(first_line, i));
}

FollowedWords::FollowedWords(const engine::Many<WordsOfItem>& of_all_items, const Followed& told) : told_(told) {
  of_all_items.for_each([&](const WordsOfItem& one) {
    if (one.are_of(told)) all_.push_back(one);
  });
}
std::optional<Classification> FollowedWords::light_of(const Text& text) const {
  std::optional<Classification> light;
  for (const auto& one : all_)
    if (const auto its = one.light_of(text, told_)) light = std::max(light.value_or(*its), *its);
  return light;
}
void FollowedWords::follow(std::vector<DecisionLine>& lines, int version) const {
  for (const auto& one : all_)
    if (one.version == version) one.follow(lines, told_);
}

std::optional<WordsOfItem> words_of_item(const body::Kind& kind, const void* event,
                                         const std::optional<BodyDecision>& decision, int version) {
  const auto cited = decision ? cited_in(*decision) : std::nullopt;
  if (!cited) return {};
  WordsOfItem words{cited->meeting, cited->item, version, decision->line, decision->lines, {}};
  each_text(kind, event, [&](const Text& text, const std::string& pointer) {
    if (!pointer.starts_with("/decision/") && !pointer.starts_with("/decided_by/")) words.texts.push_back(text);
  });
  return words;
}

std::vector<std::string> meetings_named_by_hand(const engine::Many<WordsOfItem>& words) {
  std::vector<std::string> found;
  words.for_each([&](const WordsOfItem& one) {
    const bool is_new = std::find(found.begin(), found.end(), one.meeting) == found.end();
    if (!one.first_line && is_new) found.push_back(one.meeting);
  });
  return found;
}

bool concerns(const FollowItem& told, const engine::Many<WordsOfItem>& words) {
  bool found = !told.steps.empty();
  words.for_each(
      [&](const WordsOfItem& one) { found = found || (!one.first_line && one.are_of(told.meeting, told.item)); });
  return found;
}

}  // namespace sec
