// The agenda of a meeting proposes itself: what waits for its body, the words in which that would be decided, and the
// actions that are open. Whose turn it is comes from waiting_for() and from the rows of each modification.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "workflows/sec/action/facts.hpp"
#include "workflows/sec/body/facts.hpp"
#include "workflows/sec/meeting/drafts_seen.hpp"
#include "workflows/sec/meeting/lines.hpp"
#include "workflows/sec/meeting/meeting.hpp"
#include "workflows/sec/meeting/outstanding.hpp"
#include "workflows/sec/meeting/reckoned.hpp"
#include "workflows/sec/modification/anytime/path.hpp"
#include "workflows/sec/modification/packs.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/timers.hpp"
#include "workflows/sec/modification/waiting.hpp"
#include "workflows/sec/terms/calendar.hpp"
#include "workflows/sec/terms/references.hpp"
#include "workflows/sec/timetable/surroundings.hpp"

namespace sec::meeting {

namespace {
using engine::Case;
using engine::JsonObject;
using engine::body::Nulls;

// One thing that the body may be asked to decide: the first draft is what is proposed, the others are ways beside it.
struct Proposal {
  const Case* modification = nullptr;
  std::string to_decide;
  std::optional<Time> until;
  std::vector<Draft> drafts;
};

// The commands of which a row holds, as far as that can be said without a body.
std::vector<std::string> open_commands(const Case& modification, Date today) {
  engine::Setting setting;
  setting.now = engine::london_time(today, std::chrono::hours{12});
  setting.today = setting.on = today;
  setting.by.role = "panel-secretary";
  std::vector<std::string> names;
  for (const auto& option : options_of(modification, setting))
    if (option.unmet.empty()) names.push_back(option.command);
  return names;
}

std::string words_for_due(const Words& words) {
  if (words.command == "agree-timetable") return "agree its timetable";
  if (words.command == "decide-ia-cost") return "decide on the cost of the Impact Assessment";
  return "say when it is to be implemented";
}

// The Panel meets once a month: what is held for longer is for a later meeting to resume (DEF).
constexpr std::chrono::days next_meeting{31};
bool may_be_resumed(const sec::Facts& facts, Date today) {
  return !facts.pause->until ||
         std::chrono::sys_days(*facts.pause->until) <= std::chrono::sys_days(today) + next_meeting;
}

// `calendar`: of the milestones that are presented; nullptr: none are.
void propose(std::vector<Proposal>& found, const Case& one, std::string_view body, Date today,
             const engine::Calendar* calendar) {
  const auto& facts = sec::facts_of(one);
  const auto waiting = waiting_for(facts, one.state, false);
  if (!waiting) return;
  const auto open = open_commands(one, today);
  const auto is_open = [&](const Words& words) {
    return words.collection == "modifications" && std::find(open.begin(), open.end(), words.command) != open.end();
  };
  const bool votes = body == "change-board" && one.state == ChangeBoardVote::name && !facts.pause;
  const bool waits = waiting->who == body && one.state != Refinement::name;  // there it is among what is due
  if ((waits && (!facts.pause || may_be_resumed(facts, today))) || votes) {
    Proposal proposal{&one, waiting->what, waiting->until, {}};
    for (const bool fits : {true, false})
      for (const auto& words : all_words())
        if (words.waits != nullptr && waiting->who == body && words.waits(facts) == fits && is_open(words))
          proposal.drafts.push_back(draft_of(words, facts, {}));
    found.push_back(std::move(proposal));
  }
  for (const auto& words : all_words())
    if (words.due != nullptr && words.due(facts, one.state, today) == body && is_open(words)) {
      const bool of_dates = calendar != nullptr && words.command == AgreeTimetable::name;
      const auto shown = of_dates ? presented(one, today, *calendar) : std::vector<Milestone>{};
      found.push_back({&one, words_for_due(words), {}, {draft_of(words, facts, shown)}});
    }
}

std::vector<Proposal> proposals(const Facts& facts, Date today, const std::vector<const Case*>& others) {
  std::map<std::string, const Case*> modifications;  // each once, though it fits more than one selection
  for (const auto* one : others)
    if (one != nullptr && is_modification(*one)) modifications.emplace(one->id, one);
  std::vector<Proposal> found;
  for (const auto& [_, one] : modifications)
    propose(found, *one, engine::body::wire_name(facts.body), today, &calendar_among(others));
  return found;
}

// The item under which a modification stands already.
std::optional<int> item_of(const Facts& facts, const std::string& ref) {
  for (const auto& item : facts.items)
    if (std::any_of(item.modifications.begin(), item.modifications.end(),
                    [&](const auto& one) { return same_reference(one, ref); }))
      return item.item;
  for (const auto& line : facts.lines)
    if (const auto refs = modifications_of(line);
        line.item != 0 &&
        std::any_of(refs.begin(), refs.end(), [&](const auto& one) { return same_reference(one, ref); }))
      return line.item;
  return {};
}

void write_proposal(std::string& text, const Facts& facts, const Proposal& one) {
  const auto& modification = sec::facts_of(*one.modification);
  JsonObject out(text);
  out.text("modification", modification.ref);
  engine::body::write(out.key("title"), modification.title, Nulls::keep);
  out.text("to_decide", one.to_decide);
  engine::body::write(out.key("until"), one.until, Nulls::keep);
  if (const auto from = one.until ? provisional_from(modification, one.modification->state, *one.until) : std::nullopt)
    out.text("provisional_from", engine::to_text(*from));
  engine::body::write(out.key("item"), item_of(facts, modification.ref), Nulls::keep);
  out.text_or_null("command", one.drafts.empty() ? "" : one.drafts.front().command);
  engine::body::write(out.key("drafts"), one.drafts, Nulls::keep);
}

engine::Report::Section items_section(const Facts& facts) {
  engine::Report::Section section{"items",
                                  "Items",
                                  "",
                                  {{"item", "Item", engine::Report::Column::Kind::number},
                                   {"title", "Title"},
                                   {"classification", "Classification"},
                                   {"paper", "Paper"}},
                                  {},
                                  "None yet."};
  for (const auto& item : facts.items)
    section.rows.push_back({std::int64_t{item.item}, item.title,
                            paper::capitals(engine::body::wire_name(item.classification)),
                            engine::cell(item.paper.value_or(""))});
  return section;
}

engine::Report::Section proposed_section(const Facts& meeting, const std::vector<Proposal>& all) {
  engine::Report::Section section{"proposed",
                                  "What waits for a decision",
                                  "",
                                  {{"modification", "Modification"},
                                   {"title", "Title"},
                                   {"to_decide", "To decide"},
                                   {"lines", fmt::format("The {} is asked to", prefix_of(meeting.body).short_name)}},
                                  {},
                                  "Nothing."};
  for (const auto& one : all) {
    const auto& facts = sec::facts_of(*one.modification);
    std::string lines;
    if (!one.drafts.empty())
      for (const auto& line : one.drafts.front().asked)
        lines += fmt::format("{}{} {}", lines.empty() ? "" : "; ", paper::asked(line.verb), line.text);
    section.rows.push_back(
        {facts.ref, engine::cell(facts.title.value_or("")), paper::sentence(one.to_decide), engine::cell(lines)});
  }
  return section;
}
}  // namespace

std::vector<Draft> proposed_to(std::string_view body, const Case& modification, Date today) {
  std::vector<Proposal> found;
  propose(found, modification, body, today, nullptr);
  std::vector<Draft> drafts;
  for (auto& one : found)
    if (!one.drafts.empty()) drafts.push_back(std::move(one.drafts.front()));
  return drafts;
}

std::vector<Draft> all_proposed_to(std::string_view body, const Case& modification, Date today,
                                   const engine::Calendar* calendar) {
  std::vector<Proposal> found;
  propose(found, modification, body, today, calendar);
  std::vector<Draft> drafts;
  for (auto& one : found)
    for (auto& draft : one.drafts) drafts.push_back(std::move(draft));
  return drafts;
}

namespace {
// Of the body on the meeting's day: who holds none cannot come.
void write_seats(std::string& text, const Facts& facts, const Case* body) {
  auto seats = body == nullptr ? std::vector<engine::Seat>{} : body::sat_on(body::facts_of(*body), facts.date);
  std::erase_if(seats, [](const engine::Seat& one) { return !one.holder; });
  engine::append_list(text, seats, [](std::string& into, const engine::Seat& one) {
    JsonObject out(into);
    out.text("seat", one.seat);
    out.text("block", one.block);
  });
}
}  // namespace

engine::Answer agenda(const engine::Question& question, const Case& meeting, const std::vector<const Case*>& others) {
  const auto& facts = facts_of(meeting);
  paper::ReadersCopy copy(sec::clearance(question));
  const auto all = proposals(facts, question.today, others);
  const Outstanding open(facts, others, copy);
  engine::Answer answer;
  {
    JsonObject out(answer.json);
    out.text("meeting", facts.ref);
    engine::body::write(out.key("body"), facts.body);
    out.text("date", engine::to_text(facts.date));
    out.text("as_at", engine::to_text(question.today));
    engine::body::write(out.key("items"), seen_items(facts, copy.clearance()), Nulls::keep);
    engine::append_list(out.key("proposed"), all,
                        [&](std::string& text, const Proposal& one) { write_proposal(text, facts, one); });
    open.write(out.key("actions"));
    write_seats(out.key("seats"), facts, others.at(1));
  }
  answer.json = gated(std::move(answer.json), copy.clearance());
  auto& paper = answer.paper.emplace(paper_of(facts, "agenda", question.today));
  paper.title += " - Agenda";
  paper.sections = {items_section(facts), proposed_section(facts, all), open.section()};
  paper.main_table = "proposed";
  copy.stamp(paper);
  return answer;
}

namespace {
using Concerned = std::vector<const Case*>;

// The calendar is the first: calendar_among() finds it there. The body is the second.
std::vector<engine::CaseName> needs_of_agenda(const engine::Question&, const Concerned& about) {
  return {{"calendar", std::string(calendar_id)},
          {"bodies", std::string(engine::body::wire_name(facts_of(*about.at(0)).body))}};
}
std::vector<engine::CasesLike> like_of_minutes(const engine::Question&, const Concerned& about) {
  const std::string body(engine::body::wire_name(facts_of(*about.at(0)).body));
  return {{"actions", {{"body", body}}}, {"meetings", {{"body", body}}}};
}
std::vector<engine::CasesLike> like_of_agenda(const engine::Question& question, const Concerned& about) {
  auto like = like_of_minutes(question, about);
  like.push_back(
      {"modifications", {{"waiting_for", std::string(engine::body::wire_name(facts_of(*about.at(0)).body))}}});
  for (const auto state : {Refinement::name, ChangeBoardVote::name, PendingImplementation::name})
    like.push_back({"modifications", {{"state", std::string(state)}}});
  return like;
}

template <engine::Answer (*answer)(const engine::Question&, const Case&, const Concerned&)>
engine::Answered of_one(const engine::Question& question, const Concerned& about, const Concerned& others) {
  return answer(question, *about.at(0), others);
}
}  // namespace

const std::vector<engine::QuestionCode>& questions() {
  static const std::vector<engine::QuestionCode> all{
      {.description = {.name = "agenda",
                       .summary =
                           "What waits for the body, with the steps and draft lines that would decide it, and the "
                           "actions that are open.",
                       .has_paper = true},
       .answer = of_one<agenda>,
       .needs = needs_of_agenda,
       .needs_like = like_of_agenda},
      {.description = {.name = "minutes",
                       .summary = "The minutes: who was there, the items, what was decided, the actions; as far as the "
                                  "caller may see them.",
                       .has_paper = true},
       .answer = of_one<minutes>,
       .needs_like = like_of_minutes},
      {.description = {.name = "confidential-minutes",
                       .summary = "The Confidential Minutes: of each item what was said and decided above White, as "
                                  "far as the caller may see it.",
                       .has_paper = true},
       .answer = of_one<confidential_minutes>,
       .needs_like = like_of_minutes}};
  return all;
}

}  // namespace sec::meeting
