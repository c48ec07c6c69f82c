// Finds the actions that a meeting has to deal with, and says what has become of each since the meeting before.
#include "workflows/sec/meeting/outstanding.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/calendar.hpp"
#include "engine/json_text.hpp"
#include "engine/text.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec::meeting {

std::string title_of(const Facts& facts) {
  return facts.title.value_or(fmt::format("{} Meeting {}", prefix_of(facts.body).name, facts.number));
}

namespace {
// As the clocks of London show it: "10:00 – 13:00"; empty: nobody has said when.
std::string hours_of(const Facts& facts) {
  const auto hour = [](engine::Time at) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(engine::london_hour(at)).count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
  };
  if (!facts.starts_at) return facts.ends_at ? "until " + hour(*facts.ends_at) : "";
  if (!facts.ends_at) return "from " + hour(*facts.starts_at);
  return hour(*facts.starts_at) + " – " + hour(*facts.ends_at);
}
}  // namespace

engine::Report paper_of(const Facts& facts, std::string name, Date as_at) {
  engine::Report paper;
  paper.file = facts.ref + "-" + name;
  paper.name = std::move(name);
  paper.title = title_of(facts);
  paper.header = {{"Meeting", facts.ref}, {"Date", date_text(facts.date)}};
  if (const auto hours = hours_of(facts); !hours.empty()) paper.header.emplace_back("Time", hours);
  if (facts.place) paper.header.emplace_back("Place", *facts.place);
  paper.as_at = as_at;
  return paper;
}

Outstanding::Outstanding(const Facts& facts, const std::vector<const engine::Case*>& others, paper::ReadersCopy& copy)
    : facts_(facts), copy_(copy) {
  for (const auto* one : others) {
    if (one == nullptr) continue;
    if (one->workflow == workflow_name) {
      const auto& other = facts_of(*one);
      if (other.date < facts.date && (!last_ || *last_ < other.date)) last_ = other.date;
    }
    if (one->workflow != action::workflow_name) continue;
    const auto& action = action::facts_of(*one);
    if (action.body != facts.body) continue;
    if (action.meeting_number == facts.number) raised_.push_back(&action);
    else if (action.meeting_number < facts.number && (!action.closed_on || *action.closed_on >= facts.date))
      carried_.push_back(one);
  }
  std::sort(raised_.begin(), raised_.end(),
            [](const auto* a, const auto* b) { return engine::natural_place(a->ref) < engine::natural_place(b->ref); });
}

// Those since the meeting before; of an action that is older than the register, all that it knows.
std::string Outstanding::update_of(const action::Facts& one) const {
  std::string text;
  for (const auto& update : one.updates)
    if ((!last_ || update.on > *last_) && update.on <= facts_.date)
      text += (text.empty() ? "" : " ") + copy_.said(update.text);
  return action::shows_text(one, copy_.clearance()) ? text : "";
}
std::string Outstanding::text_of(const action::Facts& one) const {
  if (action::shows_text(one, copy_.clearance())) return copy_.said(one.text);
  return "given at " + one.meeting.value_or("a meeting") + ", whose minutes are not published yet";
}

// As it stood at this meeting, whatever has become of it since; what was decided of it may be recorded some days later.
std::string Outstanding::status_of(const action::Facts& one) const {
  const auto by_then = [&](const std::optional<Date>& on) { return on && *on <= facts_.date; };
  const bool decided_here = one.decision && one.decision->meeting == facts_.ref;
  const auto next = one.superseded_by ? read_action(*one.superseded_by) : std::nullopt;
  const bool followed_here = next && next->prefix->body == facts_.body && next->meeting == facts_.number;
  if (next && (by_then(one.closed_on) || followed_here)) return "CLOSED, superseded by " + next->written();
  return by_then(one.closed_on) || by_then(one.marked_closed_on) || decided_here ? "CLOSED" : "OPEN";
}

engine::Report::Section Outstanding::section() const {
  engine::Report::Section section{"actions-outstanding",
                                  "Actions Outstanding",
                                  "",
                                  {{"reference", "Action Reference"},
                                   {"action", "Action"},
                                   {"owner", "Owner"},
                                   {"update", "Update"},
                                   {"status", "Status"}},
                                  {},
                                  "None."};
  for (const auto* one : carried_) {
    const auto& action = action::facts_of(*one);
    section.rows.push_back({action.reference, text_of(action), paper::person_in_words(action.owner),
                            engine::cell(update_of(action)), status_of(action)});
  }
  return section;
}

std::vector<engine::Report::Paragraph> Outstanding::prose() const {
  std::vector<engine::Report::Paragraph> all;
  for (const auto* one : carried_) {
    const auto& action = action::facts_of(*one);
    all.push_back({{{action.reference + ":", true}, {" " + text_of(action)}}});
    auto update = update_of(action);
    if (!update.empty()) update += " ";
    const bool open = status_of(action) == "OPEN";
    all.push_back({{{update + "Action: "}, {open ? "OPEN" : "CLOSED", true}, {"."}}});
  }
  return all;
}

void Outstanding::write(std::string& out) const {
  engine::append_list(out, carried_, [&](std::string& text, const engine::Case* one) {
    const auto& action = action::facts_of(*one);
    engine::JsonObject object(text);
    object.text("ref", action.ref);
    object.text("reference", action.reference);
    object.text("text", text_of(action));
    object.text("owner", action.owner);
    object.text("state", one->state);
    object.text_or_null("update", update_of(action));
  });
}

}  // namespace sec::meeting
