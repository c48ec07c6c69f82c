// What each event changes of a meeting, and which draft lines belong to one step.
#include "workflows/sec/meeting/facts.hpp"

#include <algorithm>

#include "workflows/sec/meeting/commands.hpp"

namespace sec::meeting {

const Item* Facts::item(int wanted) const {
  const auto found = std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.item == wanted; });
  return found == items.end() ? nullptr : &*found;
}

const Line* Facts::line(int wanted) const {
  return wanted >= 1 && wanted <= std::ssize(lines) ? &lines[static_cast<std::size_t>(wanted) - 1] : nullptr;
}

RaisedAt raised_at(const engine::Case& meeting) {
  const auto& facts = facts_of(meeting);
  RaisedAt found{facts.ref, {}, facts.published.has_value()};
  for (const auto& item : facts.items) found.items.emplace_back(item.item, item.classification);
  return found;
}

Classification Facts::least_of(int number, const Text& text) const {
  const auto* under = item(number);
  return under == nullptr ? text.classification : std::max(text.classification, under->classification);
}

Text Facts::reason_at(int number, Text reason) const {
  reason.classification = least_of(number, reason);
  return reason;
}

std::vector<std::string> modifications_of(const About& line) {
  auto all = line.modifications;
  if (line.modification) all.insert(all.begin(), *line.modification);
  return all;
}

std::vector<Step> steps_of(const Line& line) {
  std::vector<Step> found;
  for (const auto& action : line.actions) found.push_back({"actions", action, "close"});
  if (!line.command) return found;
  for (auto& ref : modifications_of(line)) found.push_back({"modifications", std::move(ref), *line.command});
  if (line.release) found.push_back({"releases", *line.release, *line.command});
  return found;
}

bool same_step(const Line& one, const Line& other) {
  if (one.item != other.item) return false;
  const auto mine = steps_of(one), theirs = steps_of(other);
  return !mine.empty() && mine.size() == theirs.size() && std::is_permutation(mine.begin(), mine.end(), theirs.begin());
}

std::vector<int> with_their_steps(const Facts& facts, const std::vector<int>& lines) {
  std::vector<int> all;
  const auto add = [&](int line) {
    if (std::find(all.begin(), all.end(), line) == all.end()) all.push_back(line);
  };
  for (const int line : lines) add(line);
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const auto& other : facts.lines)
      if (other.state == LineState::draft && same_step(facts.lines.at(static_cast<std::size_t>(all[i]) - 1), other))
        add(other.line);
  return all;
}

namespace {
void settle(Facts& facts, int number, LineState state, Date on, const std::optional<Text>& reason) {
  auto& line = facts.lines.at(static_cast<std::size_t>(number) - 1);
  line.state = state;
  line.on = on;
  line.reason = reason;
}

// Old journals have one text of an item, open or confidential.
void say(Item& item, const std::optional<Text>& text, const std::optional<Text>& confidential) {
  if (confidential) item.confidential_text = confidential;
  if (!text) return;
  const bool open = text->classification == Classification::white;
  (open ? item.text : item.confidential_text) = text;
}
}  // namespace

void apply(Facts& facts, const Scheduled& event, const engine::Entry&) {
  facts.ref = event.ref;
  facts.body = event.body;
  facts.number = read_meeting(event.ref).value().number;
  facts.date = event.date;
  facts.title = event.title;
  facts.place = event.place;
  facts.starts_at = event.starts_at;
  facts.ends_at = event.ends_at;
  facts.papers_due = event.papers_due;
  facts.papers_counted = event.papers_counted;
}
void apply(Facts& facts, const ItemAdded& event, const engine::Entry&) {
  Item item{event.item, event.title, event.classification, event.recommendation, event.modifications, event.paper, {},
            {},         {}};
  say(item, event.text, event.confidential_text);
  const auto behind =
      std::find_if(facts.items.begin(), facts.items.end(), [&](const auto& one) { return one.item > event.item; });
  facts.items.insert(behind, std::move(item));
}
void apply(Facts& facts, const PapersIssued&, const engine::Entry& entry) {
  facts.papers_issued_on = entry.effective_on;
}
void apply(Facts& facts, const Held& event, const engine::Entry&) {
  facts.attendance = event.attendance;
  facts.apologies = event.apologies;
  facts.quorum = event.quorum;
}
void apply(Facts& facts, const EarlierApproved& event, const engine::Entry&) {
  const EarlierMinutes approved{event.of, event.mode, event.on, event.item};
  const auto known = std::find_if(facts.earlier_minutes.begin(), facts.earlier_minutes.end(),
                                  [&](const auto& one) { return one.of == event.of; });
  if (known != facts.earlier_minutes.end()) *known = approved;  // put right
  else facts.earlier_minutes.push_back(approved);
}
void apply(Facts& facts, const DiscussionRecorded& event, const engine::Entry&) {
  for (auto& item : facts.items)
    if (item.item == event.item) say(item, event.text, event.confidential_text);
}
void apply(Facts& facts, const DecisionProposed& event, const engine::Entry&) {
  Line line;
  static_cast<About&>(line) = event;
  line.line = event.line;
  line.item = event.item;
  line.verb = event.verb;
  line.text = event.text;
  line.opening = event.opening;
  line.reckoned = event.reckoned.value_or(false);
  facts.lines.push_back(std::move(line));
}
void apply(Facts& facts, const DraftsProposed& event, const engine::Entry&) {
  for (std::size_t i = 0; i < event.lines.size(); ++i) {
    auto& line = facts.lines.emplace_back();
    line.line = event.line + static_cast<int>(i);
    line.item = event.item;
    line.verb = event.lines[i].verb;
    line.text = event.lines[i].text;
    line.modification = event.modification;
    line.command = event.command;
    if (i == 0) line.body = event.body;
    line.reckoned = true;
  }
}
void apply(Facts& facts, const LinesConfirmed& event, const engine::Entry& entry) {
  for (const int line : event.lines) settle(facts, line, LineState::confirmed, entry.effective_on, {});
  for (const auto& step : event.steps)
    for (const int number : step.lines)
      if (auto& line = facts.lines.at(static_cast<std::size_t>(number) - 1); step.body && line.body)
        line.body = step.body;
  facts.steps.insert(facts.steps.end(), event.steps.begin(), event.steps.end());
}
void apply(Facts& facts, const LineConfirmed& event, const engine::Entry& entry) {
  apply(facts, static_cast<const LinesConfirmed&>(event), entry);
}
void apply(Facts& facts, const LineRejected& event, const engine::Entry& entry) {
  for (const int line : event.lines) settle(facts, line, LineState::rejected, entry.effective_on, event.reason);
}
void apply(Facts& facts, const LineDeferred& event, const engine::Entry& entry) {
  for (const int line : event.lines) settle(facts, line, LineState::deferred, entry.effective_on, event.reason);
}
// Texts stay as they were written.
void apply(Facts& facts, const OtherRenamed& event, const engine::Entry&) {
  for (auto& item : facts.items)
    for (auto& ref : item.modifications) take_new_name(ref, event);
  for (auto& line : facts.lines) {
    if (line.modification) take_new_name(*line.modification, event);
    for (auto& ref : line.modifications) take_new_name(ref, event);
  }
  for (auto* steps : {&facts.steps, &facts.undone_steps})
    for (auto& step : *steps)
      if (step.collection == "modifications") take_new_name(step.ref, event);
}
void apply(Facts&, const MinutesDrafted&, const engine::Entry&) {}
void apply(Facts& facts, const MinutesApproved& event, const engine::Entry& entry) {
  facts.minutes = Approval{event.mode, event.at, entry.effective_on};
  if (event.published.value_or(true)) facts.published = Publication{entry.effective_on, false};
}

}  // namespace sec::meeting
