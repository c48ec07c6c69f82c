// The minutes of a meeting as a paper, in the words of the Code: who was there, what was said, what was decided, and
// the actions that were given. Each reader's copy has what their class allows.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "workflows/sec/meeting/drafts_seen.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/meeting/outstanding.hpp"
#include "workflows/sec/meeting/states.hpp"
#include "workflows/sec/meeting/wording.hpp"
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

// "The minutes of SECP_65_0802 were approved ex-committee on 1 March 2019."
std::string approval_of(const EarlierMinutes& one) {
  const std::string_view how = one.mode == DecisionMode::meeting        ? "at this meeting"
                               : one.mode == DecisionMode::ex_committee ? "ex-committee"
                                                                        : "by correspondence";
  return fmt::format("The minutes of {} were approved {}{}.", one.of, how, one.on ? " on " + date_text(*one.on) : "");
}

class Minutes {
 public:
  Minutes(const Facts& facts, const Outstanding& actions, paper::ReadersCopy& copy)
      : facts_(facts), actions_(actions), copy_(copy) {}

  Section item(const Item& item) {
    auto section = headed(item, lead_of(item));
    section.prose = paragraphs_of(section.lead);
    const auto tell = [&](std::vector<Paragraph> more) {
      section.prose.insert(section.prose.end(), std::make_move_iterator(more.begin()),
                           std::make_move_iterator(more.end()));
    };
    for (const auto& one : facts_.earlier_minutes)
      if (one.item == item.item && section.lead.find(one.of) == std::string::npos) tell({{{{approval_of(one)}}}});
    if (item.item == item_of_actions()) tell(actions_.prose());
    std::vector<Decided> decided;
    for (const auto& line : facts_.lines)
      if (line.item == item.item && printed(line)) add_line(section, decided, line);
    tell(decided_by(prefix_of(facts_.body).short_name, decided));
    for (const auto* action : actions_.raised())
      if (action->item == item.item) add_action(section, *action);
    if (section.rows.empty()) section.columns.clear();
    return section;
  }

  // Of an item that has any, what the Confidential Minutes say to this reader.
  std::optional<Section> confidential_item(const Item& item) {
    std::string lead;
    if (item.confidential_text && shows(item.confidential_text->classification, copy_.clearance()))
      lead = copy_.said(*item.confidential_text);
    auto section = headed(item, lead);
    section.prose = paragraphs_of(lead);
    std::vector<Decided> decided;
    for (const auto& line : facts_.lines)
      if (line.item == item.item && printed(line) && line.text.classification != Classification::white &&
          shows(line.text.classification, copy_.clearance()))
        add_line(section, decided, line);
    for (auto& one : decided_by(prefix_of(facts_.body).short_name, decided)) section.prose.push_back(std::move(one));
    for (const auto* action : actions_.raised())
      if (action->item == item.item && action->text.classification != Classification::white &&
          shows(action->text.classification, copy_.clearance()))
        add_action(section, *action);
    if (section.rows.empty()) section.columns.clear();
    return section.prose.empty() ? std::nullopt : std::optional(std::move(section));
  }

  // The item under which actions were closed tells of them; 0: there is none.
  int item_of_actions() const {
    for (const auto& line : facts_.lines)
      if (printed(line) && !line.actions.empty()) return line.item;
    return 0;
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
        section.rows.push_back(
            {std::int64_t{line.item}, std::int64_t{line.line}, std::string(engine::body::wire_name(line.state)),
             std::string(engine::body::wire_name(line.verb)), copy_.said(line.text),
             cell(fmt::format("{}", fmt::join(modifications_of(line), ", "))), cell(line.release.value_or("")),
             cell(line.command.value_or("")), cell(version_of(line)), cell(line.on)});
    return section;
  }

 private:
  // A draft is for those who see drafts; what was rejected or withdrawn is not in the minutes.
  bool printed(const Line& line) const {
    if (line.state == LineState::rejected || line.state == LineState::withdrawn) return false;
    return line.state != LineState::draft || sees_drafts(facts_, copy_.clearance());
  }
  Section headed(const Item& item, std::string lead) const {
    const auto label = item.classification == Classification::white
                           ? std::string()
                           : fmt::format(" ({})", paper::capitals(engine::body::wire_name(item.classification)));
    return {fmt::format("item-{}", item.item),
            fmt::format("{}. {}{}", item.item, item.title, label),
            std::move(lead),
            {{"verb", "Decision"}, {"text", "The " + std::string(prefix_of(facts_.body).short_name)}},
            {},
            ""};
  }
  void add_action(Section& section, const action::Facts& action) {
    const auto said = copy_.said(action.text);
    section.rows.push_back({action.reference, said});
    section.prose.push_back({{{action.reference + ":", true}, {" " + said}}});
  }
  void add_line(Section& section, std::vector<Decided>& decided, const Line& line) {
    auto verb = std::string(engine::body::wire_name(line.state == LineState::deferred ? Verb::DEFERRED : line.verb));
    if (line.state == LineState::draft) verb += " (DRAFT)";
    const auto said = copy_.said(line.text);
    section.rows.push_back({verb, said});
    decided.push_back({std::move(verb), said, opening_for(line, copy_.clearance())});
  }
  // The open text, and then the confidential one or the line that stands in its place: an item above White whose text
  // is open, and that is not Red, has nothing in another place.
  std::string lead_of(const Item& item) {
    std::string lead = item.text ? copy_.said(*item.text) : "";
    const auto add = [&](const std::string& more) { lead += (lead.empty() || more.empty() ? "" : " ") + more; };
    const bool elsewhere = item.confidential_text || !item.text || item.classification == Classification::red;
    if (!shows(item.classification, copy_.clearance())) add(elsewhere ? marked_line(item.classification) : "");
    else if (item.confidential_text && !shows(item.confidential_text->classification, copy_.clearance()))
      add(marked_line(item.confidential_text->classification, "discussion"));
    else if (item.confidential_text) {
      const auto& both = *item.confidential_text;
      if (item.text) lead += fmt::format("\n\n{}: ", paper::capitals(engine::body::wire_name(both.classification)));
      lead += copy_.said(both);
    }
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

// Who was there, what became of the actions, and each item.
std::vector<Section> sections_of(const Facts& facts, Minutes& made, const Outstanding& actions) {
  std::vector<Section> all{attendees(facts, false), attendees(facts, true), apologies(facts), actions.section()};
  all.back().told = made.item_of_actions() != 0;
  for (const auto& item : facts.items) all.push_back(made.item(item));
  all.push_back(made.decisions());
  return all;
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
  if (facts.quorum && !facts.quorum->reached())
    paper.header.emplace_back("Quorum", fmt::format("inquorate: {} of {} seats, {} are needed", facts.quorum->present,
                                                    facts.quorum->filled, facts.quorum->needed));
  paper.sections = sections_of(facts, made, actions);
  paper.main_table = "decisions";
  copy.stamp(paper);
  return answer;
}

engine::Answer confidential_minutes(const engine::Question& question, const engine::Case& meeting,
                                    const std::vector<const engine::Case*>& others) {
  const auto& facts = facts_of(meeting);
  engine::Answer answer;
  paper::ReadersCopy copy(sec::clearance(question));
  const Outstanding actions(facts, others, copy);
  Minutes made(facts, actions, copy);
  std::vector<Section> sections;
  if (sees_minutes(facts, sec::clearance(question.by)))
    for (const auto& item : facts.items)
      if (auto section = made.confidential_item(item)) sections.push_back(std::move(*section));
  if (sections.empty()) {
    answer.why_not = "there are no Confidential Minutes of " + facts.ref + " that you may see";
    return answer;
  }
  auto& paper = answer.paper.emplace(paper_of(facts, "confidential-minutes", question.today));
  paper.title += " - Confidential Minutes";
  paper.header.emplace_back("Status", status_of(facts, meeting.state));
  paper.sections = std::move(sections);
  copy.stamp(paper);
  return answer;
}

}  // namespace sec::meeting
