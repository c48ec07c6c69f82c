// Meetings: how they are called, their days, items and discussions, and what may be asked of them.
#include "workflows/sec/meeting/meeting.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/meeting/documents.hpp"
#include "workflows/sec/meeting/drafts_seen.hpp"
#include "workflows/sec/meeting/table.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/checks.hpp"
#include "workflows/sec/terms/periods.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/terms/small_family.hpp"

namespace sec::meeting {

Reason ItemIsNew::unmet(const Look& look, const AddItem& command) {
  return unless(look.facts.item(command.item) == nullptr, fmt::format("there is an item {} already", command.item));
}
Reason SaysWhichText::unmet(const Look& look, const RecordDiscussion& command) {
  const auto* item = look.facts.item(command.item);
  if (item == nullptr || item->classification == Classification::white || !item->confidential_text) return {};
  const bool unsaid = command.text && command.text->classification == SaidLight::as_the_item;
  return unless(!unsaid || command.confidential_text,
                fmt::format("item {} is {} and has a confidential text: say which of its two texts this is, the open "
                            "one by 'classification' 'white', or 'confidential_text'",
                            command.item, engine::body::wire_name(item->classification)));
}
Reason DayHasCome::unmet(const Look& look) {
  return unless(look.setting.on >= look.facts.date, "it is on " + date_text(look.facts.date));
}

namespace {
Text within(Text text, Classification item) {
  text.classification = std::max(text.classification, item);
  return text;
}

// A text that bears no light is the open one if the confidential one stands beside it; alone it has that of the item.
Text labelled(const Said& said, bool alone, Classification item) {
  switch (said.classification) {
    case SaidLight::as_the_item:
      return {said.text, alone ? item : Classification::white};
    case SaidLight::white:
      return {said.text, Classification::white};
    case SaidLight::green:
      return {said.text, Classification::green};
    case SaidLight::amber:
      return {said.text, Classification::amber};
    case SaidLight::red:
      break;
  }
  return {said.text, Classification::red};
}

}  // namespace

Text text_of_line(const Said& said, Classification item) {
  const auto text = labelled(said, true, item);
  return said.classification == SaidLight::white ? text : within(text, item);
}

namespace {
// What was said: a text above White is the confidential one, which is at least as confidential as the item. Of a
// confidential text that bears no light under a White item nobody but the Panel is to know.
void keep_said(const auto& command, auto& event, Classification item) {
  auto confidential = command.confidential_text;
  if (command.text) {
    auto text = labelled(*command.text, !confidential, item);
    (text.classification > Classification::white ? confidential : event.text) = std::move(text);
  }
  if (!confidential) return;
  event.confidential_text = within(*confidential, item);
  auto& light = event.confidential_text->classification;
  if (light == Classification::white) light = Classification::red;
}

void check_said(const auto& command, engine::body::Reading& reading) {
  if (command.text && command.confidential_text && command.text->classification > SaidLight::white)
    reading.fault("/text", "is above White, so it is the confidential text, and that is given already");
}
}  // namespace

Scheduled Scheduled::from(const Look& look, const Schedule& command) {
  Scheduled event;
  const auto reference = read_meeting(command.ref).value();
  event.ref = reference.meeting();
  event.date = command.date;
  event.body = reference.prefix->body;
  event.title = command.title;
  event.place = command.place;
  event.starts_at = command.starts_at;
  event.ends_at = command.ends_at;
  keep_papers_due(look.setting, event);
  return event;
}

ItemAdded ItemAdded::from(const Look& look, const AddItem& command) {
  ItemAdded event;
  event.item = command.item;
  event.title = command.title;
  event.classification = command.classification.value_or(Classification::white);
  if (command.recommendation) event.recommendation = within(*command.recommendation, event.classification);
  for (std::size_t i = 0; i < command.modifications.size(); ++i)
    event.modifications.push_back(name_in_use(look.setting, i, command.modifications[i]));
  if (!command.paper) event.paper = paper_reference(look.facts.ref, command.item);
  else if (*command.paper != "none") event.paper = *command.paper;
  keep_said(command, event, event.classification);
  return event;
}

DiscussionRecorded DiscussionRecorded::from(const Look& look, const RecordDiscussion& command) {
  DiscussionRecorded event;
  event.item = command.item;
  keep_said(command, event, look.facts.item(command.item)->classification);
  return event;
}

MinutesApproved MinutesApproved::from(const Look&, const ApproveMinutes& command) {
  MinutesApproved event;
  static_cast<ApproveMinutes&>(event) = command;
  event.published = false;
  return event;
}

void check(const Schedule& command, const engine::Setting&, engine::body::Reading& reading) {
  const auto reference = read_meeting(command.ref);
  if (!reference) return;  // identify() has said so
  if (reference->day != static_cast<unsigned>(command.date.day()) ||
      reference->month != static_cast<unsigned>(command.date.month()))
    reading.fault("/date", fmt::format("is not the day that {} names: day {} of month {}", reference->meeting(),
                                       reference->day, reference->month));
  if (command.body && *command.body != reference->prefix->body)
    reading.fault("/body", fmt::format("is not the body that {} is a prefix of: leave it out, it follows",
                                       reference->prefix->prefix));
  for (const auto& [at, pointer] : {std::pair{command.starts_at, "/starts_at"}, {command.ends_at, "/ends_at"}})
    if (at && engine::london_date(*at) != command.date)
      reading.fault(pointer, "is not on the day of the meeting, " + engine::to_text(command.date));
  if (command.starts_at && command.ends_at && *command.ends_at <= *command.starts_at)
    reading.fault("/ends_at", "is not after it starts");
}
void check_paper(const std::optional<std::string>& paper, engine::body::Reading& reading) {
  if (paper && *paper != "none" && !read_meeting(*paper).value_or(MeetingReference{}).paper)
    reading.fault("/paper", "is no reference of a paper: they look like SECP_66_1503_12; 'none' says there is none");
}
void check(const AddItem& command, const engine::Setting&, engine::body::Reading& reading) {
  if (command.item < 1 || command.item > 99) reading.fault("/item", "must be from 1 to 99");
  check_paper(command.paper, reading);
  check_said(command, reading);
}
void check(const RecordDiscussion& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_item(command.item, setting, reading);
  if (!command.text && !command.confidential_text)
    reading.fault("/text", "is missing, and so is confidential_text: one of them says what was said");
  check_said(command, reading);
}
void check(const ProposeDecision& command, const engine::Setting& setting, engine::body::Reading& reading) {
  check_item(command.item, setting, reading);
  for (std::size_t i = 0; i < command.actions.size(); ++i)
    if (!read_action(command.actions[i]))
      reading.fault(fmt::format("/actions/{}", i), "is no reference of an action: they look like SECP66/01");
}
void check(const ApproveEarlierMinutes& command, const engine::Setting& setting, engine::body::Reading& reading) {
  if (command.on && *command.on > setting.on) reading.fault("/on", "has not come yet");
}
void check(const ApproveMinutes& command, const engine::Setting&, engine::body::Reading& reading) {
  if (command.at && !read_meeting(*command.at))
    reading.fault("/at", "is no reference of a meeting: they look like SECP_67_1204");
}

namespace {
std::vector<std::string> modifications_shown(const Facts& facts) {
  std::vector<std::string> all;
  for (const auto& item : facts.items) all.insert(all.end(), item.modifications.begin(), item.modifications.end());
  for (const auto& line : facts.lines) {
    const auto refs = modifications_of(line);
    all.insert(all.end(), refs.begin(), refs.end());
  }
  return all;
}

struct Family : SmallFamily<Family, meeting::Facts, meeting::Rows> {
  using States = meeting::States;
  static constexpr std::string_view collection = "meetings";
  static constexpr std::string_view noun = "meeting";
  static constexpr std::string_view workflow_name = meeting::workflow_name;
  static constexpr std::string_view title = "Meetings of the SEC's bodies";

  static std::variant<engine::Identity, engine::Malformed> identify(std::string_view, const engine::Command& command,
                                                                    const engine::Numbers&) {
    const auto ref = engine::body::text_in(command.body, "ref").value_or("");
    if (ref.empty()) return engine::Malformed{{{"/ref", "is missing"}}};
    const auto read = read_meeting(ref);
    if (!read || read->paper)
      return engine::Malformed{{{"/ref",
                                 "is no reference of a meeting: they look like SECP_66_1503, the Panel's meeting "
                                 "66 on 15 March; SECCB is the Change Board's prefix, SECCSC the CSC's"}}};
    return engine::Identity{read->meeting()};
  }
  static std::size_t bytes_behind(const Facts& facts) {
    return facts.items.size() * 2 * sizeof(Item) + facts.lines.size() * 2 * sizeof(Line) +
           facts.attendance.size() * 2 * sizeof(Attendee) + facts.documents.size() * 2 * sizeof(Filed);
  }
  static std::vector<engine::CaseName> names(const engine::Command& command) {
    if (command.name == ProposeDecision::name) {
      const auto one = modifications_named(command.body, "modification");
      return one.empty() ? modifications_named(command.body, "modifications") : one;
    }
    if (command.name == ApproveEarlierMinutes::name) {
      const auto of = read_meeting(engine::body::text_in(command.body, "of").value_or(""));
      return of ? std::vector<engine::CaseName>{{"meetings", of->meeting()}} : std::vector<engine::CaseName>{};
    }
    const bool of_item = command.name == AddItem::name || command.name == AmendItem::name;
    return of_item ? modifications_named(command.body, "modifications") : std::vector<engine::CaseName>{};
  }
  static engine::Listing listing(const Facts& facts, const engine::Case& current) {
    auto listing = SmallFamily::listing(facts, current);
    listing.mentions = modifications_shown(facts);
    mention_bytes(listing.mentions, facts.documents);
    if (current.state == ScheduledState::name) listing.mentions.emplace_back(calendar_id);  // papers_due follows it
    return listing;
  }
  static std::vector<std::string> related(const Facts& facts, std::string_view command) {
    return meeting::related(facts, command);
  }
  static std::vector<std::string> related_by_body(const engine::Command& command) {
    return meeting::related_by_body(command);
  }
  static std::vector<engine::Circular> circulars(const Facts& before, const Facts& after, const engine::Entry& entry) {
    return told_of_lights(before, after, entry);
  }
  static std::optional<std::string> broken_invariant(const Facts& before, std::string_view, const Facts& after,
                                                     std::string_view, const engine::Entry&) {
    for (std::size_t i = 0; i < before.lines.size(); ++i)
      if (before.lines[i].state != LineState::draft && before.lines[i].state != after.lines.at(i).state &&
          after.lines[i].state != LineState::withdrawn)
        return "a line that was settled stays so, or is withdrawn";
    for (std::size_t i = 1; i < after.items.size(); ++i)
      if (after.items[i - 1].item >= after.items[i].item) return "a meeting has an item of a number once";
    return {};
  }
  static void write_summary(std::string& out, const Facts& facts, const engine::Case& current) {
    meeting::write_summary(out, facts, current);
  }
  static std::optional<Date> provisional_from(const Facts& facts, const engine::Case& current, Time due) {
    const bool of_papers = current.state == ScheduledState::name && facts.papers_due &&
                           engine::close_of_business(*facts.papers_due) == due;
    return of_papers ? papers_provisional_from(facts) : std::nullopt;
  }
  static engine::Projection project(const Facts& facts, const engine::Case& current) {
    return {listing(facts, current), {}, tasks(facts, current.state), {}};
  }
  static engine::Json view(const Facts& facts, const engine::Case& current, engine::Clearance level) {
    return meeting::view(facts, current, level);
  }
  static std::optional<engine::Json> seen_body(const Facts& facts, const engine::Entry& entry,
                                               const engine::Actor& seen_by) {
    if (entry.event.type == DocumentAttached::name) return seen_document(facts, entry, clearance(seen_by));
    if (entry.event.type == DocumentWithdrawn::name) return seen_withdrawal(facts, entry, clearance(seen_by));
    return meeting::seen_body(facts, entry, clearance(seen_by));
  }
  static std::vector<std::string_view> parts() { return {"documents"}; }
  static std::vector<engine::Json> part(const Facts& facts, std::string_view, const engine::Actor& seen_by) {
    return documents_seen(facts, clearance(seen_by));
  }
  static std::vector<std::string_view> parts_with_bytes() { return {"documents"}; }
  static std::vector<engine::ItemBytes> item_bytes(const Facts& facts, std::string_view, const engine::Actor& seen_by) {
    return bytes_seen(facts, clearance(seen_by));
  }

  static const std::vector<engine::QuestionCode>& questions() { return meeting::questions(); }
};
}  // namespace

const Facts& facts_of(const engine::Case& meeting) { return engine::facts_of<Facts>(meeting); }

std::unique_ptr<engine::Workflow> workflow() { return only_pack<Family>(); }

}  // namespace sec::meeting
