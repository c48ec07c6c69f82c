// Takes out of items, lines and events what is a draft, for those who do not see drafts.
#include "workflows/sec/meeting/drafts_seen.hpp"

#include <algorithm>

#include "workflows/sec/meeting/corrections.hpp"

namespace sec::meeting {

bool sees_drafts(const Facts& facts, engine::Clearance clearance) {
  return clearance >= (facts.body == Body::change_board ? for_the_board : for_the_panel);
}
bool sees_minutes(const Facts& facts, engine::Clearance clearance) {
  return facts.published || sees_drafts(facts, clearance);
}
// What was put off is in the minutes; what was rejected or withdrawn is not.
bool sees_line(const Facts& facts, const Line& line, engine::Clearance clearance) {
  if (line.state == LineState::confirmed || sees_drafts(facts, clearance)) return true;
  return line.state == LineState::deferred && facts.published;
}

std::optional<std::string> opening_for(const Line& line, engine::Clearance clearance) {
  const bool shown = line.opening == "and" || shows(line.text.classification, clearance);
  return shown ? line.opening : std::nullopt;
}

Item seen_item(const Facts& facts, Item item, engine::Clearance clearance) {
  if (!sees_minutes(facts, clearance)) {
    item.text.reset();
    item.confidential_text.reset();
  }
  if (!facts.papers_issued_on && !sees_drafts(facts, clearance)) item.recommendation.reset();
  return item;
}
std::vector<Item> seen_items(const Facts& facts, engine::Clearance clearance) {
  std::vector<Item> seen;
  for (const auto& item : facts.items) seen.push_back(seen_item(facts, item, clearance));
  return seen;
}

namespace {
using engine::Json;
using engine::body::read_event;
using engine::body::text_of;

// Which lines an event is about; what else it says is a draft.
struct OfLines {
  std::optional<int> line;
  std::optional<int> item;
};
BOOST_DESCRIBE_STRUCT(OfLines, (), (line, item))

bool sees_line(const Facts& facts, int number, engine::Clearance clearance) {
  const auto* line = facts.line(number);
  return line != nullptr && meeting::sees_line(facts, *line, clearance);
}

// What an event said stands as its item says it now, in that light; what the item says no more, if it is there at all,
// was a draft, or is closed.
void keep_what_stands(std::optional<Text>& said, const std::optional<Text>& now) {
  if (said && now && said->text == now->text) said = now;
  else said.reset();
}
void keep_what_stands(auto& event, const Item& now) {
  const bool open =
      !event.text || event.text->classification == Classification::white;  // in old journals it may not be
  keep_what_stands(event.text, open ? now.text : now.confidential_text);
  keep_what_stands(event.confidential_text, now.confidential_text);
}
// The item that the entry is about, as this reader sees it now; if it has gone, as it was called, without what it said.
Item item_now(const Facts& facts, int number, int version, engine::Clearance clearance) {
  for (const auto& one : facts.gone)
    if (one.item == number && version <= one.version) {
      Item item;
      item.title = one.title;
      item.classification = one.classification;
      return item;
    }
  const auto* now = facts.item(number);
  return now == nullptr ? Item{} : seen_item(facts, *now, clearance);
}

Json item_added(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  auto event = read_event<ItemAdded>(entry.event.body);
  const auto now = item_now(facts, event.item, entry.version, clearance);
  keep_what_stands(event, now);
  keep_what_stands(event.recommendation, now.recommendation);
  if (now.classification > event.classification) {
    event.classification = now.classification;
    event.title = now.title;
  }
  event.note.reset();  // the secretary's, on a draft
  return text_of(event);
}

// Why an item was put right may say what it is no more.
Json item_amended(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  auto event = read_event<ItemAmended>(entry.event.body);
  const auto now = item_now(facts, event.item, entry.version, clearance);
  auto& light = event.reason.classification;
  light = std::max({light, now.classification, event.classification.value_or(now.classification)});
  if (event.title && event.classification && now.classification > *event.classification) event.title = now.title;
  event.note.reset();
  return text_of(event);
}

Json discussion(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  auto event = read_event<DiscussionRecorded>(entry.event.body);
  if (!sees_minutes(facts, clearance)) return text_of(OfLines{{}, event.item});
  keep_what_stands(event, item_now(facts, event.item, entry.version, clearance));
  event.note.reset();
  return text_of(event);
}

// What the secretary noted of items and lines is as confidential as they are.
void raise_note(auto& event, Classification least) {
  if (event.note) event.note->classification = std::max(event.note->classification, least);
}
// And why something was done with them.
void raise_said(auto& event, Classification least) {
  raise_note(event, least);
  if constexpr (requires { event.reason.classification; })
    event.reason.classification = std::max(event.reason.classification, least);
}
Classification least_of_lines(const Facts& facts, const std::vector<int>& lines) {
  Classification least{};
  for (const int number : lines)
    if (const auto* line = facts.line(number)) least = std::max(least, facts.least_of(line->item, line->text));
  return least;
}
// The text of a line, and the body of its step, in the light that they have now.
void keep_light(DecisionProposed& event, const Facts&, const Line& line, engine::Clearance clearance) {
  event.text = line.text;
  if (event.body && line.body) event.body = line.body;
  event.opening = opening_for(line, clearance);
}
void keep_light(DraftsProposed& event, const Facts& facts, const Line& line, engine::Clearance clearance) {
  for (std::size_t i = 0; i < event.lines.size(); ++i)
    if (const auto& text = facts.line(event.line + static_cast<int>(i))->text; !shows(text.classification, clearance))
      event.lines[i].text = neutral_line(text.classification);
  if (line.body) event.body = *line.body;
}
template <class Event>
Json proposed(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  auto event = read_event<Event>(entry.event.body);
  if (!sees_line(facts, event.line, clearance)) return text_of(OfLines{event.line, event.item});
  const auto& line = *facts.line(event.line);
  keep_light(event, facts, line, clearance);
  raise_note(event, facts.least_of(line.item, line.text));
  return text_of(event);
}
Json item_removed(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  auto event = read_event<ItemRemoved>(entry.event.body);
  raise_note(event, item_now(facts, event.item, entry.version, clearance).classification);
  return text_of(event);
}
template <class Event>
Json settled(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  auto event = read_event<Event>(entry.event.body);
  if (!sees_line(facts, event.line, clearance)) return text_of(OfLines{event.line, {}});
  raise_said(event, least_of_lines(facts, event.lines));
  return text_of(event);
}

// Of a draft that they do not see they do not hear this either.
bool shows_name(const Facts& facts, const std::string& ref, engine::Clearance clearance) {
  for (const auto& item : facts.items)
    if (std::find(item.modifications.begin(), item.modifications.end(), ref) != item.modifications.end()) return true;
  return std::any_of(facts.lines.begin(), facts.lines.end(), [&](const Line& line) {
    const auto refs = modifications_of(line);
    return std::find(refs.begin(), refs.end(), ref) != refs.end() && meeting::sees_line(facts, line, clearance);
  });
}
Json renamed(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  const auto event = read_event<OtherRenamed>(entry.event.body);
  return shows_name(facts, event.ref, clearance) || shows_name(facts, event.former, clearance) ? entry.event.body
                                                                                               : "{}";
}

struct Rule {
  std::string_view event;
  Json (*seen)(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance);
};
// For those below the Panel's class, who may see drafts of a meeting of theirs.
constexpr Rule of_items[] = {
    {ItemAdded::name, item_added},
    {ItemAmended::name, item_amended},
    {DiscussionRecorded::name, discussion},
    {DecisionProposed::name, proposed<DecisionProposed>},
    {DraftsProposed::name, proposed<DraftsProposed>},
    {ItemRemoved::name, item_removed},
    {LineRejected::name, settled<LineRejected>},
    {LineDeferred::name, settled<LineDeferred>},
};
// For those who see none.
constexpr Rule of_drafts[] = {
    {OtherRenamed::name, renamed},
};
}  // namespace

namespace {
// By the rule for its event; nothing: there is none.
std::optional<Json> seen_by(const auto& rules, const Facts& facts, const engine::Entry& entry,
                            engine::Clearance clearance) {
  const auto* rule =
      std::find_if(std::begin(rules), std::end(rules), [&](const Rule& one) { return one.event == entry.event.type; });
  if (rule == std::end(rules)) return {};
  return rule->seen(facts, entry, clearance);
}

// What was reckoned on the day of the confirmation, and what came out otherwise than it was drafted.
void raise_steps(auto& event, Classification least) {
  for (auto& step : event.steps)
    if (step.text) step.text->classification = std::max(step.text->classification, least);
  if constexpr (requires { event.warnings; })
    if (event.warnings)
      for (auto& one : *event.warnings) one.classification = std::max(one.classification, least);
}

// Versions as this reader counts them: votes of an open ballot are none for them.
template <class Event>
Json versions_counted(const Facts& facts, const Json& body, engine::Clearance clearance) {
  auto event = read_event<Event>(body);
  const auto least = least_of_lines(facts, event.lines);
  bool differs = event.note.has_value() || least > Classification::white;
  raise_said(event, least);
  raise_steps(event, least);
  for (auto& step : event.steps) {
    step.version = step.version_for(clearance);
    differs = differs || step.seen_as;
    step.seen_as.reset();
  }
  return differs ? text_of(event) : body;
}
}  // namespace

std::optional<Json> seen_body(const Facts& facts, const engine::Entry& entry, engine::Clearance clearance) {
  if (clearance < for_secas) {
    const auto& type = entry.event.type;
    if (type == LinesConfirmed::name || type == LineConfirmed::name)
      return versions_counted<LinesConfirmed>(facts, entry.event.body, clearance);
    if (type == LineWithdrawn::name) {
      auto counted = entry;
      counted.event.body = versions_counted<LineWithdrawn>(facts, entry.event.body, clearance);
      return sees_drafts(facts, clearance) ? counted.event.body : settled<LineWithdrawn>(facts, counted, clearance);
    }
  }
  if (clearance < for_the_panel)
    if (auto seen = seen_by(of_items, facts, entry, clearance)) return seen;
  if (sees_drafts(facts, clearance)) return entry.event.body;
  return seen_by(of_drafts, facts, entry, clearance).value_or(entry.event.body);
}

}  // namespace sec::meeting
