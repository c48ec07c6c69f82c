// Actions: the conditions of their rows, what each event changes, how their numbers follow and how they are shown.
#include "workflows/sec/action/action.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/calendar.hpp"

#include "workflows/sec/action/light.hpp"
#include "workflows/sec/action/table.hpp"
#include "workflows/sec/terms/small_family.hpp"

namespace sec::action {

using meeting::ActionReference;
using meeting::read_action;
using meeting::read_meeting;

Reason ClosingWasAgreed::unmet(const Look& look, const Close& command) {
  if (!command.decision || command.decision->lines.empty())
    return fmt::format(
        "marking it is not closing it: say in 'decision' where the {} AGREED it, or confirm a line of its "
        "minutes that names it",
        meeting::prefix_of(look.facts.body).short_name);
  return unless(command.decision->body == look.facts.body, fmt::format("it was given by the {}, and is closed by it",
                                                                       meeting::prefix_of(look.facts.body).short_name));
}
Reason SupersededByAnother::unmet(const Look& look, const Supersede& command) {
  const auto other = read_action(command.by_);
  if (!other) return "'" + command.by_ + "' is no reference of an action: they look like SECP66/01";
  return unless(other->id() != look.facts.ref, "it cannot take its own place");
}

Reason WaitsForItsMinutes::unmet(const Look& look, const ShowWithMinutes& command) {
  return unless(look.facts.held_back && look.facts.meeting == command.meeting, "it does not wait for these minutes");
}
namespace {
// The ids of all meetings that may be meant: the reference of an action does not say the day.
std::vector<std::string> meetings_named(const std::string& meeting, const std::string& ref) {
  if (const auto at = read_meeting(meeting)) return {at->meeting()};
  const auto action = read_action(ref);
  return action ? meeting::meetings_of(*action) : std::vector<std::string>{};
}
// The one that this register has; nothing: it has none of them.
std::optional<meeting::RaisedAt> meeting_of(const Raise& command, const engine::Setting& setting) {
  const auto ids = meetings_named(command.meeting.value_or(""), command.ref.value_or(""));
  for (const auto* one : setting.related)
    if (one != nullptr && std::find(ids.begin(), ids.end(), one->id) != ids.end()) return meeting::raised_at(*one);
  return {};
}

// What bears no light of its own is as confidential as the action that it is of.
Text of_it(const Facts& facts, const Text& text) {
  return text.classification == Classification::white ? within(text, facts.text.classification) : text;
}
Classification light_of(const meeting::RaisedAt& at, int wanted) {
  for (const auto& [item, light] : at.items)
    if (item == wanted) return light;
  return {};
}
}  // namespace

// What a confidential item gave rise to is as confidential.
Raised Raised::from(const Look& look, const Raise& command) {
  Raised event;
  event.ref = look.facts.ref;
  if (command.meeting) event.meeting = read_meeting(*command.meeting).value().meeting();
  event.item = command.item;
  event.text = command.text;
  event.owner = command.owner;
  event.due_on = command.due_on;
  const auto at = meeting_of(command, look.setting);
  if (at || event.meeting) event.held_back = at && !at->minutes_published;
  if (!at) return event;
  event.meeting = at->meeting;
  if (command.item) event.text = within(command.text, light_of(*at, *command.item));
  return event;
}
Updated Updated::from(const Look& look, const RecordUpdate& command) {
  Updated event;
  static_cast<RecordUpdate&>(event) = command;
  event.text = of_it(look.facts, command.text);
  return event;
}
MarkedClosed MarkedClosed::from(const Look& look, const MarkClosed& command) {
  MarkedClosed event;
  static_cast<MarkClosed&>(event) = command;
  if (command.text) event.text = of_it(look.facts, *command.text);
  return event;
}
Reopened Reopened::from(const Look& look, const Reopen& command) {
  Reopened event;
  static_cast<Reopen&>(event) = command;
  event.reason = of_it(look.facts, command.reason);
  return event;
}

void apply(Facts& facts, const Raised& event, const engine::Entry& entry) {
  const auto reference = read_action(event.ref).value();
  facts.ref = reference.id();
  facts.reference = reference.written();
  facts.meeting = event.meeting;
  facts.meeting_number = reference.meeting;
  facts.body = reference.prefix->body;
  facts.item = event.item;
  facts.text = event.text;
  facts.owner = event.owner;
  facts.due_on = event.due_on;
  facts.raised_on = entry.effective_on;
  facts.hears = event.held_back.has_value();
  facts.held_back = event.held_back.value_or(false);
}
void apply(Facts& facts, const Updated& event, const engine::Entry& entry) {
  facts.updates.push_back({entry.effective_on, event.text});
  if (event.due_on) facts.due_on = event.due_on;
}
void apply(Facts& facts, const MarkedClosed& event, const engine::Entry& entry) {
  facts.marked_closed_on = entry.effective_on;
  if (event.text) facts.updates.push_back({entry.effective_on, *event.text});
}
void apply(Facts& facts, const Closed& event, const engine::Entry& entry) {
  facts.closed_on = entry.effective_on;
  facts.decision = event.decision;
  facts.closing = words_of_item(event, event.decision, entry.version);
}
void apply(Facts& facts, const Reopened& event, const engine::Entry& entry) {
  facts.marked_closed_on.reset();
  facts.closed_on.reset();
  facts.decision.reset();
  facts.closing.reset();
  facts.updates.push_back({entry.effective_on, event.reason});
}
void apply(Facts& facts, const Superseded& event, const engine::Entry& entry) {
  facts.closed_on = entry.effective_on;
  facts.decision = event.decision;
  facts.closing = words_of_item(event, event.decision, entry.version);
  facts.superseded_by = read_action(event.by_).value().id();
}

void apply(Facts& facts, const Shown&, const engine::Entry&) { facts.held_back = false; }
bool shows_text(const Facts& facts, engine::Clearance clearance) {
  if (!facts.held_back || clearance >= (facts.body == Body::change_board ? for_the_board : for_the_panel)) return true;
  return facts.owner == by::dcc[0] && clearance == for_bodies;
}

namespace {
// A meeting that is not in the register may have any item.
void check_item(const Raise& command, const engine::Setting& setting, engine::body::Reading& reading) {
  const auto at = meeting_of(command, setting);
  if (!at || !command.item) return;
  std::vector<int> items;
  for (const auto& [item, light] : at->items) items.push_back(item);
  if (std::find(items.begin(), items.end(), *command.item) != items.end()) return;
  reading.fault("/item", items.empty() ? at->meeting + " has no items yet"
                                       : fmt::format("{} has no item {}: it has {}", at->meeting, *command.item,
                                                     fmt::join(items, ", ")));
}
}  // namespace

void check(const Raise& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_item(command, setting, reading);
  if (command.owner.find_first_not_of("abcdefghijklmnopqrstuvwxyz-:0123456789") != std::string::npos &&
      !command.owner.starts_with("party:"))
    reading.fault("/owner", "is somebody's role: secas, dcc, panel, authority, or party:ID");
  if (command.due_on && *command.due_on < setting.on)
    reading.fault("/due_on", "lies before " + date_text(setting.on) + ", the day on which it is raised");
}

void check(const RecordUpdate& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (command.due_on && setting.by.role == by::dcc[0])
    reading.fault("/due_on", "is for the body or SECAS to say: ask them for another day");
}

namespace {
using engine::JsonObject;
using engine::Malformed;

constexpr int numbers_of_a_meeting = 1'000;
constexpr int actions_max = 99;  // that number themselves: minutes write two digits

// The numbers of actions as one series: by body, meeting, and place in it.
int number_of(const ActionReference& reference) {
  const int body = static_cast<int>(reference.prefix - meeting::prefixes);
  return (body * 1'000 + reference.meeting) * numbers_of_a_meeting + reference.number;
}

struct Family : SmallFamily<Family, action::Facts, action::Rows> {
  using States = action::States;
  static constexpr std::string_view collection = "actions";
  static constexpr std::string_view noun = "action";
  static constexpr std::string_view workflow_name = action::workflow_name;
  static constexpr std::string_view title = "Actions that the SEC's bodies gave";
  static constexpr std::string_view series = "sec-actions";

  static void begin(Facts& facts, const std::string& case_id, std::string_view) { facts.ref = case_id; }

  static std::vector<std::string> related_by_body(const engine::Command& command) {
    auto found = meetings_cited(command);
    if (command.name != Raise::name) return found;
    for (auto& at : meetings_named(engine::body::text_in(command.body, "meeting").value_or(""),
                                   engine::body::text_in(command.body, "ref").value_or("")))
      found.push_back(std::move(at));
    return found;
  }

  static std::variant<engine::Identity, Malformed> identify(std::string_view, const engine::Command& command,
                                                            const engine::Numbers& numbers) {
    const auto ref = engine::body::text_in(command.body, "ref").value_or("");
    const auto at = engine::body::text_in(command.body, "meeting").value_or("");
    if (ref.empty() && at.empty())
      return Malformed{{{"/meeting", "is missing, and so is ref: one of them says where it was raised"}}};
    const auto meeting = read_meeting(at);
    if (!at.empty() && (!meeting || meeting->paper))
      return Malformed{{{"/meeting", "is no reference of a meeting: they look like SECP_66_1503"}}};
    if (ref.empty()) return next_in(*meeting, numbers);
    const auto named = read_action(ref);
    if (!named) return Malformed{{{"/ref", "is no reference of an action: they look like SECP66/01"}}};
    if (meeting && (meeting->prefix != named->prefix || meeting->number != named->meeting))
      return Malformed{{{"/ref", "is not of the meeting that is named"}}};
    return engine::Identity{named->id()};
  }
  static std::variant<engine::Identity, Malformed> next_in(const meeting::MeetingReference& meeting,
                                                           const engine::Numbers& numbers) {
    const auto called = [&](int number) { return ActionReference{meeting.prefix, meeting.number, number}; };
    const auto taken = [&](int after, int up_to) {
      return numbers.highest(likeness(called(after).id()), likeness(called(up_to).id()));
    };
    const auto last = taken(0, actions_max);
    int next = last ? std::stoi(*last) % numbers_of_a_meeting + 1 : 1;
    if (next > actions_max)  // somebody chose the last one: the first that is free
      for (next = 1; next <= actions_max && taken(next - 1, next);) ++next;
    if (next > actions_max) return Malformed{{{"/ref", "is missing: that meeting has no number left for an action"}}};
    return engine::Identity{called(next).id()};
  }
  static std::string likeness(std::string_view reference) {
    const auto read = read_action(reference);
    return read ? fmt::format("{:09}", number_of(*read)) : std::string();
  }

  static std::size_t bytes_behind(const Facts& facts) { return facts.updates.size() * 2 * sizeof(Update); }
  static engine::Listing listing(const Facts& facts, const engine::Case& current) {
    auto listing = SmallFamily::listing(facts, current);
    if (!facts.reference.empty()) listing.references.push_back(facts.reference);
    listing.series = std::string(series);
    if (const auto reference = read_action(current.id)) listing.number = number_of(*reference);
    listing.mentions = meetings_named_by_hand(facts.words_of_items);
    if (facts.hears) listing.mentions.push_back(*facts.meeting);
    return listing;
  }
  static void write_summary(std::string& text, const Facts& facts, const engine::Case& current) {
    JsonObject out(text);
    out.text("ref", current.id);
    out.text_or_null("reference", facts.reference);
    out.text_or_null("title", facts.held_back ? "" : open_text(facts));
    out.text("state", current.state);
    out.text("body", engine::body::wire_name(facts.body));
    out.text_or_null("meeting", facts.meeting.value_or(""));
    out.text_or_null("owner", facts.owner);
    out.text_or_null("raised_on", facts.raised_on ? engine::to_text(*facts.raised_on) : "");
  }
  // Lists and tasks say what everybody may read.
  static std::string open_text(const Facts& facts) {
    return facts.text.classification == Classification::white ? facts.text.text : "";
  }
  // For its owner above all, whose class may not let them read what they are to do.
  static std::string why_untold(const Facts& facts) {
    return fmt::format("what it asks is confidential ({}); SECAS tells its owner, and records what has become of it",
                       engine::body::wire_name(facts.text.classification));
  }
  static engine::Projection project(const Facts& facts, const engine::Case& current) {
    auto projection = SmallFamily::project(facts, current);
    const auto text = open_text(facts);
    if (current.state == OpenState::name)
      projection.tasks.push_back(
          {facts.reference + ": " + (text.empty() ? why_untold(facts) : text), facts.owner,
           facts.due_on ? std::optional(engine::close_of_business(*facts.due_on)) : std::nullopt});
    if (current.state == MarkedClosedState::name)
      projection.tasks.push_back(
          {facts.reference + " is marked as CLOSED: have it formally closed", "panel-secretary", {}});
    return projection;
  }

  // What was said of it, in the light that it has now.
  static std::optional<engine::Json> seen_body(const Facts& facts, const engine::Entry& entry,
                                               const engine::Actor& seen_by) {
    const auto level = sec::clearance(seen_by);
    if (level >= for_the_panel) return entry.event.body;
    const auto now = entry_in_their_light(code().events, facts.followed, entry);
    if (now.event.type == Raised::name) return seen<Raised>(facts, now, level);
    if (now.event.type == Updated::name) return seen<Updated>(facts, now, level);
    if (now.event.type == MarkedClosed::name) return seen<MarkedClosed>(facts, now, level);
    if (now.event.type == Reopened::name) return seen<Reopened>(facts, now, level);
    return now.event.body;
  }
  template <class Event>
  static engine::Json seen(const Facts& facts, const engine::Entry& entry, engine::Clearance level) {
    if (!shows_text(facts, level)) return "{}";
    auto event = engine::body::read_event<Event>(entry.event.body);
    if (event.note) event.note = within(*event.note, facts.text.classification);
    if constexpr (requires { event.reason; }) event.reason = as_now(facts, event.reason);
    else if constexpr (std::is_same_v<Event, Raised>) event.text = facts.text;
    else if constexpr (std::is_same_v<Event, MarkedClosed>) {
      if (event.text) event.text = as_now(facts, *event.text);
    } else event.text = as_now(facts, event.text);
    return engine::body::text_of(event);
  }
  // In the highest light that an update of these words has.
  static Text as_now(const Facts& facts, Text said) {
    for (const auto& one : facts.updates)
      if (one.text.text == said.text) said = within(std::move(said), one.text.classification);
    return said;
  }

  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance level) {
    using engine::body::value;
    const bool shown = shows_text(facts, level);
    engine::Json text;
    {
      JsonObject out(text);
      out.text("ref", current.id);
      out.text("reference", facts.reference);
      out.number("version", current.version);
      out.text("state", current.state);
      value(out, "body", facts.body);
      value(out, "meeting", facts.meeting);
      value(out, "item", facts.item);
      value(out, "text", shown ? std::optional(facts.text) : std::nullopt);
      if (!shows(facts.text.classification, level)) out.text("remark", why_untold(facts));
      value(out, "owner", facts.owner);
      value(out, "raised_on", facts.raised_on);
      value(out, "due_on", facts.due_on);
      value(out, "updates", shown ? facts.updates : std::vector<Update>{});
      value(out, "marked_closed_on", facts.marked_closed_on);
      value(out, "closed_on", facts.closed_on);
      value(out, "decision", facts.decision);
      value(out, "superseded_by", facts.superseded_by);
      out.boolean("published", !facts.held_back);
    }
    return text;
  }
};
}  // namespace

const Facts& facts_of(const engine::Case& action) { return engine::facts_of<Facts>(action); }

std::unique_ptr<engine::Workflow> workflow() { return only_pack<Family>(); }

}  // namespace sec::action
