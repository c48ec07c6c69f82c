// The minutes of a meeting as a paper, in the words of the Code: who was there, what was said, what was decided, and
// the actions that were given. Each reader's copy has what their class allows.
#include <algorithm>

#include <fmt/format.h>

#include "workflows/sec/meeting/drafts_seen.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/meeting/outstanding.hpp"
#include "workflows/sec/meeting/states.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec::meeting {

namespace {
using Section = engine::Report::Section;
using Kind = engine::Report::Column::Kind;
using engine::cell;

// "Alternate for Large Supplier member 2; Part; teleconference"
std::string notes_of(const Attendee& one) {
  std::string text;
  const auto add = [&](const std::string& note) { text += (text.empty() ? "" : "; ") + note; };
  if (one.alternate_for) add("Alternate for " + *one.alternate_for);
  if (one.part.value_or(false)) add("Part");
  if (one.teleconference.value_or(false)) add("teleconference");
  return text;
}

Section attendees(const Facts& facts, bool participants) {
  Section section{participants ? "other-participants" : "attendees",
                  participants ? "Other Participants" : "Attendees",
                  "",
                  {{"category", participants ? "Representing" : "Category"}, {"name", "Name"}, {"notes", "Notes"}},
                  {},
                  "None."};
  for (const auto& one : facts.attendance)
    if (one.participant.value_or(false) == participants)
      section.rows.push_back({one.category, one.name, cell(notes_of(one))});
  return section;
}

Section apologies(const Facts& facts) {
  Section section{"apologies", "Apologies", "", {{"category", "Category"}, {"name", "Name"}}, {}, "None."};
  for (const auto& one : facts.apologies) section.rows.push_back({one.category, one.name});
  return section;
}

class Minutes {
 public:
  Minutes(const Facts& facts, const Outstanding& actions, paper::ReadersCopy& copy)
      : facts_(facts), actions_(actions), copy_(copy) {}

  Section item(const Item& item) {
    const auto label = item.classification == Classification::white
                           ? std::string()
                           : fmt::format(" ({})", paper::capitals(engine::body::wire_name(item.classification)));
    Section section{fmt::format("item-{}", item.item),
                    fmt::format("{}. {}{}", item.item, item.title, label),
                    lead_of(item),
                    {{"verb", "Decision"}, {"text", "The " + std::string(prefix_of(facts_.body).short_name)}},
                    {},
                    ""};
    for (const auto& line : facts_.lines)
      if (line.item == item.item) add_line(section, line);
    for (const auto* action : actions_.raised())
      if (action->item == item.item) section.rows.push_back({action->reference, copy_.said(action->text)});
    if (section.rows.empty()) section.columns.clear();
    return section;
  }

  // Every line with what it brought about: for programs and spreadsheets.
  Section decisions() {
    Section section{"decisions",
                    "Decisions",
                    "",
                    {{"item", "Item", Kind::number},
                     {"line", "Line", Kind::number},
                     {"state", "State"},
                     {"verb", "Verb"},
                     {"text", "Text"},
                     {"modification", "Modification"},
                     {"release", "Release"},
                     {"command", "Step"},
                     {"version", "Version", Kind::number},
                     {"on", "On", Kind::date}},
                    {},
                    "None.",
                    false};
    for (const auto& line : facts_.lines)
      if (printed(line))
        section.rows.push_back({std::int64_t{line.item}, std::int64_t{line.line},
                                std::string(engine::body::wire_name(line.state)),
                                std::string(engine::body::wire_name(line.verb)), copy_.said(line.text),
                                cell(line.modification.value_or("")), cell(line.release.value_or("")),
                                cell(line.command.value_or("")), cell(version_of(line)), cell(line.on)});
    return section;
  }

 private:
  // A draft is for those who see drafts; what was rejected or withdrawn is not in the minutes.
  bool printed(const Line& line) const {
    if (line.state == LineState::rejected || line.state == LineState::withdrawn) return false;
    return line.state != LineState::draft || sees_drafts(facts_, copy_.clearance());
  }
  void add_line(Section& section, const Line& line) {
    if (!printed(line)) return;
    auto verb = std::string(engine::body::wire_name(line.state == LineState::deferred ? Verb::DEFERRED : line.verb));
    if (line.state == LineState::draft) verb += " (DRAFT)";
    section.rows.push_back({verb, copy_.said(line.text)});
  }
  // The open text, and then the confidential one or the line that stands in its place.
  std::string lead_of(const Item& item) {
    std::string lead = item.text ? copy_.said(*item.text) : "";
    const auto add = [&](const std::string& more) { lead += (lead.empty() || more.empty() ? "" : " ") + more; };
    if (!shows(item.classification, copy_.clearance())) add(marked_line(item.classification));
    else if (item.confidential_text && !shows(item.confidential_text->classification, copy_.clearance()))
      add(marked_line(item.confidential_text->classification, "discussion"));
    else if (item.confidential_text) add(copy_.said(*item.confidential_text));
    return lead;
  }
  std::optional<int> version_of(const Line& line) const {
    for (const auto& step : facts_.steps)
      if (std::find(step.lines.begin(), step.lines.end(), line.line) != step.lines.end())
        return step.version_for(copy_.clearance());
    return {};
  }

  const Facts& facts_;
  const Outstanding& actions_;
  paper::ReadersCopy& copy_;
};

std::string status_of(const Facts& facts, std::string_view state) {
  if (!facts.minutes)
    return state == MinutesDraftState::name || state == HeldState::name ? "Draft Minutes"
                                                                        : "The meeting was not held yet";
  return fmt::format("Final Minutes, approved {} on {}",
                     facts.minutes->mode == DecisionMode::ex_committee
                         ? "ex-committee"
                         : "at the meeting" + (facts.minutes->at ? " " + *facts.minutes->at : std::string()),
                     date_text(facts.minutes->on));
}
}  // namespace

engine::Answer minutes(const engine::Question& question, const engine::Case& meeting,
                       const std::vector<const engine::Case*>& others) {
  const auto& facts = facts_of(meeting);
  engine::Answer answer;
  if (!sees_minutes(facts, sec::clearance(question.by))) {
    answer.why_not = "the minutes of " + facts.ref + " are not published yet";
    return answer;
  }
  paper::ReadersCopy copy(sec::clearance(question));
  const Outstanding actions(facts, others, copy);
  Minutes made(facts, actions, copy);
  auto& paper = answer.paper.emplace(paper_of(facts, "minutes", question.today));
  paper.header.emplace_back("Status", status_of(facts, meeting.state));
  paper.sections = {attendees(facts, false), attendees(facts, true), apologies(facts), actions.section()};
  for (const auto& item : facts.items) paper.sections.push_back(made.item(item));
  paper.sections.push_back(made.decisions());
  paper.main_table = "decisions";
  copy.stamp(paper);
  return answer;
}

}  // namespace sec::meeting
