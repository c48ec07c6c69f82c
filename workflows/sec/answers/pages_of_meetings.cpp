// A meeting's page: what its agenda, its texts and its lines say to this reader, in the minutes' words, and what may be
// done from each of them while people talk.
#include <fmt/format.h>

#include "engine/spoken.hpp"
#include "engine/text.hpp"
#include "workflows/sec/answers/page_words.hpp"
#include "workflows/sec/answers/pages.hpp"
#include "workflows/sec/meeting/corrections.hpp"
#include "workflows/sec/meeting/wording.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/terms/readers_copy.hpp"

namespace sec {
namespace {

using Dom = PageDom;
using engine::CasePage;
using engine::PageAct;
using engine::PageInput;
using engine::PageLine;
using engine::PagePart;
using engine::Report;

const Dom no_items = Dom::array();
const Dom& list_in(const Dom& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_array() ? *found : no_items;
}

// A text as a view has it: alone if it is White, else with its light; without words to those who may not read it.
struct SaidText {
  std::string text, light;
  bool hidden() const { return text.empty() && !light.empty(); }
};
SaidText said_in(const Dom& object, const char* member) {
  const auto found = object.find(member);
  if (found == object.end() || found->is_null()) return {};
  if (found->is_string()) return {found->get<std::string>(), ""};
  return {text_in(*found, "text"), text_in(*found, "classification")};
}

// "RED"; nothing for what everybody may read.
std::string light_tag(const std::string& light) {
  return light.empty() || light == "white" ? "" : paper::capitals(light);
}

std::string neutral_words(const std::string& light) {
  for (const auto& [label, name] : engine::body::wire_names<Classification>())
    if (name == light) return std::string(neutral_line(label));
  return "";
}

std::string number_in(const Dom& object, const char* member) { return text_in(object, member); }

void add_text(PagePart& part, const SaidText& said, const std::string& label) {
  if (said.text.empty()) return;
  const auto tag = light_tag(said.light);
  part.texts.push_back({label + (tag.empty() || label.empty() ? "" : ", ") + tag, meeting::paragraphs_of(said.text)});
}

// "SECMP0062 is to approve report", of a line that brings a step about.
void add_step(PageLine& line, const Dom& said) {
  const auto event = said.find("event");
  if (event != said.end() && event->is_object()) {
    const auto ref = text_in(*event, "ref");
    line.facts.push_back({"Step", fmt::format("{}: {}", ref, name_in_words(text_in(*event, "command"))),
                          fmt::format("/{}/{}", text_in(*event, "collection"), ref)});
    return;
  }
  const auto command = text_in(said, "command");
  const auto what = command.empty() ? "" : ": " + name_in_words(command);
  const auto add = [&](const std::string& ref, const char* collection) {
    if (!ref.empty())
      line.facts.push_back(
          {command.empty() ? "About" : "Step, once confirmed", ref + what, fmt::format("/{}/{}", collection, ref)});
  };
  for (const auto& action : list_in(said, "actions"))
    line.facts.push_back(
        {"Closes the action, once confirmed", action.get<std::string>(), "/actions/" + action.get<std::string>()});
  add(text_in(said, "modification"), "modifications");
  for (const auto& one : list_in(said, "modifications")) add(one.get<std::string>(), "modifications");
  add(text_in(said, "release"), "releases");
}

struct StateWords {
  std::string_view state, words;
  PageLine::Tone tone;
};
constexpr StateWords states_of_lines[] = {{"draft", "Draft", PageLine::Tone::waits},
                                          {"confirmed", "Confirmed", PageLine::Tone::done},
                                          {"rejected", "Rejected", PageLine::Tone::gone},
                                          {"deferred", "Deferred", PageLine::Tone::gone},
                                          {"withdrawn", "Withdrawn", PageLine::Tone::gone}};

// What may be done with it by hand, with its number filled in.
void add_acts(PageLine& line, const std::string& number, const std::string& state) {
  const auto with_number = [&](std::string_view command, std::string words, bool at_once = false) {
    line.acts.push_back({std::string(command), std::move(words), {{"line", number}}, {}, at_once});
  };
  if (state == "draft") {
    with_number(meeting::ConfirmLine::name, "Confirm", true);
    with_number(meeting::RejectLine::name, "Reject");
    with_number(meeting::DeferLine::name, "Defer");
  }
  if (state == "draft" || state == "confirmed") with_number(meeting::WithdrawLine::name, "Withdraw");
}

// "The Panel AGREED that ... ."
std::vector<Report::Paragraph> sentence_of(const Dom& line, const std::string& body, const SaidText& text) {
  meeting::Decided decided{text_in(line, "verb"), text.hidden() ? neutral_words(text.light) : text.text, {}};
  if (const auto opening = text_in(line, "opening"); !opening.empty()) decided.opening = opening;
  return meeting::decided_by(body, {decided});
}

PageLine line_of(const Dom& said, const std::string& body) {
  PageLine line;
  const auto number = number_in(said, "line"), state = text_in(said, "state");
  line.id = "line-" + number;
  const auto text = said_in(said, "text");
  line.said = sentence_of(said, body, text);
  for (const auto& one : states_of_lines)
    if (one.state == state) line.state = one.words, line.tone = one.tone;
  const auto on = short_day_in(said, "on"), tag = light_tag(text.light);
  if (!on.empty()) line.state += " on " + on;
  if (!tag.empty()) line.state += ", " + tag;
  if (const auto reason = said_in(said, "reason"); !reason.text.empty()) line.more.push_back(reason.text);
  add_step(line, said);
  add_acts(line, number, state);
  return line;
}

// The light that a form is filled in with: the one that the text has, where the item's own is another one.
void type_text(PageAct& act, const char* field, const SaidText& said, bool with_light) {
  if (said.text.empty()) return;
  act.typed.emplace_back(field, said.text);
  if (with_light)
    act.typed.emplace_back(std::string(field) + ".classification", said.light.empty() ? "white" : said.light);
}

PageAct text_act(const Dom& item, const std::string& number) {
  const auto open = said_in(item, "text"), confidential = said_in(item, "confidential_text");
  const bool is_white = light_tag(text_in(item, "classification")).empty();
  PageAct act{std::string(meeting::RecordDiscussion::name),
              open.text.empty() && confidential.text.empty() ? "Write what was said" : "Write what was said anew",
              {{"item", number}},
              {"text.classification", "text"},
              false};
  type_text(act, "text", open, !is_white || !confidential.text.empty());
  if (is_white && confidential.text.empty()) return act;
  act.asks.insert(act.asks.end(), {"confidential_text.classification", "confidential_text"});
  type_text(act, "confidential_text", confidential, true);
  return act;
}

// What the agenda proposes of modifications of the item, if no line says it yet.
void add_proposed(PagePart& part, const Dom& item, const Dom& agenda) {
  const auto number = number_in(item, "item");
  for (const auto& one : list_in(agenda, "proposed")) {
    if (number_in(one, "item") != number || list_in(one, "drafts").empty()) continue;
    const auto ref = text_in(one, "modification");
    const auto& lines = list_in(item, "lines");
    const bool said = std::any_of(lines.begin(), lines.end(), [&](const Dom& line) {
      const auto state = text_in(line, "state");
      return text_in(line, "modification") == ref && (state == "draft" || state == "confirmed");
    });
    if (!said)
      part.acts.push_back({std::string(meeting::ProposeDrafts::name),
                           fmt::format("Draft the lines that {} waits for", ref),
                           {{"item", number}, {"modification", ref}},
                           {},
                           true});
  }
}

void add_acts(PagePart& part, const Dom& item, const Dom& agenda) {
  const auto number = number_in(item, "item");
  const std::pair<std::string, std::string> this_item{"item", number};
  std::vector<std::pair<std::string, std::string>> drafts;
  for (const auto& line : list_in(item, "lines"))
    if (text_in(line, "state") == "draft")
      drafts.emplace_back(fmt::format("lines.{}", drafts.size()), number_in(line, "line"));
  if (drafts.size() > 1) {
    auto words = fmt::format("Confirm all {} lines", drafts.size());
    part.acts.push_back({std::string(meeting::ConfirmLines::name), std::move(words), std::move(drafts), {}, true});
  }
  add_proposed(part, item, agenda);
  part.acts.push_back({std::string(meeting::ProposeDecision::name),
                       "Add a line",
                       {this_item},
                       {"verb", "text.classification", "text"},
                       false});
  part.acts.push_back(text_act(item, number));
  part.acts.push_back({std::string(meeting::AmendItem::name), "Put it right", {this_item}});
  part.acts.push_back({std::string(meeting::RemoveItem::name), "Remove it", {this_item}});
}

PagePart part_of(const Dom& item, const std::string& body, const Dom& agenda) {
  PagePart part;
  const auto number = number_in(item, "item");
  part.id = "item-" + number;
  part.heading = fmt::format("{}. {}", number, text_in(item, "title"));
  part.tag = light_tag(text_in(item, "classification"));
  if (const auto ref = text_in(item, "paper"); !ref.empty()) part.facts.push_back({"Paper", ref, ""});
  for (const auto& one : list_in(item, "modifications"))
    part.facts.push_back({"Modification", one.get<std::string>(), "/modifications/" + one.get<std::string>()});
  if (const auto marked = text_in(item, "neutral_line"); !marked.empty())
    part.texts.push_back({"", meeting::paragraphs_of(marked)});
  add_text(part, said_in(item, "recommendation"), "Recommendation");
  add_text(part, said_in(item, "text"), "");
  add_text(part, said_in(item, "confidential_text"), "For the Confidential Minutes");
  for (const auto& line : list_in(item, "lines")) part.lines.push_back(line_of(line, body));
  add_acts(part, item, agenda);
  return part;
}

PagePart another_item(const Dom& view) {
  const auto& items = list_in(view, "items");
  const int next = items.empty() ? 1 : std::stoi(number_in(items.back(), "item")) + 1;
  PagePart part;
  part.id = fmt::format("item-{}", next);
  part.heading = "Another item";
  part.only_acts = true;
  part.acts.push_back({std::string(meeting::AddItem::name),
                       fmt::format("Add item {}", next),
                       {{"item", std::to_string(next)}},
                       {"title", "classification", "modifications.0"},
                       false});
  return part;
}

using Typed = std::vector<std::pair<std::string, std::string>>;

// As the form has it: "attendance.0.name".
void type_people(Typed& typed, const Dom& view, const std::string& list) {
  int number = 0;
  for (const auto& one : list_in(view, list.c_str())) {
    for (const auto& [member, _] : one.items())
      typed.emplace_back(fmt::format("{}.{}.{}", list, number, member), text_in(one, member.c_str()));
    ++number;
  }
}

// Somebody for each seat that is filled: who did not come is left out.
Typed everybody(const Dom& agenda) {
  Typed typed;
  int number = 0;
  for (const auto& one : list_in(agenda, "seats")) {
    const auto seat = text_in(one, "seat");
    const auto type = [&](const char* member, std::string text) {
      typed.emplace_back(fmt::format("attendance.{}.{}", number, member), std::move(text));
    };
    const auto block = text_in(one, "block");
    type("category", block_in_words(block));
    type("name", block == engine::lower(seat) ? block_in_words(block) : "Member " + seat);
    type("seat", seat);
    ++number;
  }
  return typed;
}

// All who are recorded, to be put right.
PagePart who_was_there(const Dom& view) {
  PageAct correct{std::string(meeting::CorrectAttendance::name), "Put it right"};
  for (const auto* list : {"attendance", "apologies"}) type_people(correct.typed, view, list);
  PagePart part;
  part.id = "attendance";
  part.heading = "Who was there";
  part.only_acts = true;
  part.acts.push_back(std::move(correct));
  return part;
}

Report::Section people(const Dom& view, const char* member, const char* heading, bool present) {
  Report::Section section;
  section.name = member;
  section.heading = heading;
  section.columns = {{"category", "Category"}, {"name", "Name"}};
  if (present) section.columns.push_back({"notes", "Notes"});
  for (const auto& one : list_in(view, member)) {
    section.rows.push_back({engine::cell(text_in(one, "category")), engine::cell(text_in(one, "name"))});
    if (!present) continue;
    std::vector<std::string> notes;
    if (const auto whose = text_in(one, "alternate_for"); !whose.empty()) notes.push_back("alternate for " + whose);
    for (const auto& [flag, words] :
         {std::pair{"part", "in part"}, {"teleconference", "by teleconference"}, {"participant", "without a vote"}})
      if (text_in(one, flag) == "true") notes.emplace_back(words);
    section.rows.back().push_back(engine::cell(engine::joined(notes, "; ")));
  }
  return section;
}

void say_what_is_next(CasePage& page, const Dom& view) {
  int drafts = 0;
  for (const auto& item : list_in(view, "items"))
    for (const auto& line : list_in(item, "lines")) drafts += text_in(line, "state") == "draft" ? 1 : 0;
  if (drafts > 0)
    page.more.push_back(fmt::format("{} draft line{} {} not confirmed yet.", drafts, drafts == 1 ? "" : "s",
                                    drafts == 1 ? "is" : "are"));
}

void add_facts(CasePage& page, const Dom& view) {
  fact(page, "Body", paper::who_in_words(text_in(view, "body")), "/bodies/" + text_in(view, "body"));
  fact(page, "Place", text_in(view, "place"));
  for (const auto& [member, label] : {std::pair{"starts_at", "Starts"}, {"ends_at", "Ends"}})
    if (const auto at = engine::read_time(text_in(view, member))) fact(page, label, engine::spoken_hour(*at));
  fact(page, "Papers due", day_in(view, "papers_due"));
  fact(page, "Papers issued", day_in(view, "papers_issued_on"));
  if (const auto quorum = view.find("quorum"); quorum != view.end() && quorum->is_object())
    fact(page, "Quorum",
         fmt::format("{} of {} seats were there, {} are needed{}", text_in(*quorum, "present"),
                     text_in(*quorum, "filled"), text_in(*quorum, "needed"),
                     text_in(*quorum, "reached") == "true" ? "" : ": inquorate"));
  const auto published = view.find("published");
  if (published != view.end() && published->is_object())
    fact(page, text_in(*published, "draft") == "true" ? "Draft minutes published" : "Minutes published",
         day_in(*published, "on"));
}

}  // namespace

CasePage page_of_meeting(const PageInput& input) {
  const Dom view = Dom::parse(input.view);
  CasePage page{text_in(view, "ref"), text_in(view, "title")};
  if (page.title.empty())
    page.title =
        fmt::format("{} meeting of {}", paper::who_in_words(text_in(view, "body")), short_day_in(view, "date"));
  const auto day = engine::read_date(text_in(view, "date"));
  const bool is_past = day && *day < input.today;  // what waits now waits for a later meeting
  if (day) page.say = fmt::format("{} on {}.", is_past ? "It was" : "It is", engine::spoken(*day));
  page.more.push_back(state_in_words(input.rules, text_in(view, "state")) + ".");
  say_what_is_next(page, view);
  add_facts(page, view);
  add_files(page, view, "meetings");
  const auto agenda = input.answers.find("agenda");
  const Dom proposed =
      agenda == input.answers.end() || agenda->second.json.empty() ? Dom::object() : Dom::parse(agenda->second.json);
  page.parts_heading = "Agenda";
  page.no_parts = "It has no item yet.";
  const auto body = paper::who_in_words(text_in(view, "body"));
  for (const auto& item : list_in(view, "items")) page.parts.push_back(part_of(item, body, proposed));
  page.parts.push_back(another_item(view));
  page.parts.push_back(who_was_there(view));
  page.filled.push_back({std::string(meeting::Hold::name), "Record who was there", everybody(proposed)});
  for (const auto name :
       {meeting::AddItem::name, meeting::ProposeDecision::name, meeting::RecordDiscussion::name,
        meeting::ProposeDrafts::name, meeting::ConfirmLine::name, meeting::ConfirmLines::name,
        meeting::RejectLine::name, meeting::DeferLine::name, meeting::WithdrawLine::name, meeting::AmendItem::name,
        meeting::RemoveItem::name, meeting::Hold::name, meeting::CorrectAttendance::name})
    page.placed.emplace_back(name);
  for (const auto& [member, heading, present] :
       {std::tuple{"attendance", "Present", true}, {"apologies", "Apologies", false}})
    if (!list_in(view, member).empty()) page.sections.push_back(people(view, member, heading, present));
  if (agenda != input.answers.end() && agenda->second.paper)
    for (const auto& section : agenda->second.paper->sections)
      if (section.name != "items" && (section.name != "proposed" || !is_past)) page.sections.push_back(section);
  return page;
}

engine::PageRow row_of_meeting(const engine::Workflow& rules, const engine::Json& summary, engine::Time) {
  const Dom one = Dom::parse(summary);
  engine::PageRow row{text_in(one, "ref"), text_in(one, "title"), {}};
  row.cells = {day_in(one, "date"), paper::who_in_words(text_in(one, "body")),
               state_in_words(rules, text_in(one, "state")), text_in(one, "items")};
  row.say = day_in(one, "date") + ".";
  return row;
}

}  // namespace sec
