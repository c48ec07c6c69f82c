// A modification's page and its line in the register: whom it waits for comes first.
#include <fmt/format.h>

#include "engine/spoken.hpp"
#include "engine/text.hpp"
#include "workflows/sec/answers/page_words.hpp"
#include "workflows/sec/answers/pages.hpp"
#include "workflows/sec/modification/phrases.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/waiting.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec {
namespace {

using paper::who_in_words;
using Dom = PageDom;
using engine::CasePage;
using engine::PageStep;

std::string with_article(const std::string& who) {
  const bool by_name = who == "secas" || who == "parties";
  return (by_name ? "" : "the ") + who_in_words(who);
}

// What is known of waiting, from a view or from a line of the register.
struct Waits {
  std::string who, what;
  std::optional<engine::Time> until;
};

std::string say(const Waits& waits) {
  std::string text = fmt::format("Waiting for {} to {}", with_article(waits.who), waits.what);
  if (waits.until) text += fmt::format(", by {}", engine::spoken(*waits.until));
  return text + ".";
}

// "14 Working Days from today."
std::string how_long(engine::Time until, const engine::PageInput& input) {
  if (until < input.now) return "That day is past.";
  const auto today = engine::london_date(input.now), last = engine::london_date(until);
  if (last == today) return "That is today.";
  const auto days = working_days_between(today, last, input.calendar);
  return days ? fmt::format("{} Working Day{} from today.", *days, *days == 1 ? "" : "s") : "";
}

void say_what_it_waits_for(CasePage& page, const Dom& view, const engine::PageInput& input) {
  const auto waiting = view.find("waiting_for");
  if (waiting == view.end() || !waiting->is_object()) {
    page.tone = CasePage::Tone::done;
    page.say = fmt::format("{}. Nobody has anything to do.", state_in_words(input.rules, text_in(view, "state")));
    return;
  }
  const Waits waits{text_in(*waiting, "who"), text_in(*waiting, "what"), engine::read_time(text_in(*waiting, "until"))};
  page.say = say(waits);
  page.tone = waits.until && *waits.until < input.now ? CasePage::Tone::late : CasePage::Tone::waits;
  const auto when = waits.until ? how_long(*waits.until, input) : "No day is set for it.";
  if (!when.empty()) page.more.push_back(when);
}

Dom answer_to(const engine::PageInput& input, std::string_view question) {
  const auto found = input.answers.find(question);
  return found == input.answers.end() || found->second.json.empty() ? Dom::object() : Dom::parse(found->second.json);
}

std::string day_in_words(const std::string& day) {
  const auto read = engine::read_date(day);
  return read ? engine::spoken_short(*read) : "";
}

// Those of all milestones that everybody knows.
bool is_of_the_way(const std::string& code) {
  static constexpr std::string_view all[] = {"RAISED",        "PANEL_CONVERSION",   "REFINEMENT_CONSULTATION_CLOSED",
                                             "PANEL_MR",      "MRC_CLOSED",         "CB_VOTE",
                                             "SG_WINDOW_END", "AUTHORITY_DECISION", "IMPLEMENTATION"};
  const bool of_a_part = code.starts_with("IMPLEMENTATION");  // one for each part of it
  return of_a_part || std::find(std::begin(all), std::end(all), code) != std::end(all);
}

std::vector<PageStep> way_of(const Dom& timetable, const std::string& here) {
  std::vector<PageStep> past, ahead;
  for (const auto& one : timetable.value("milestones", Dom::array())) {
    if (!is_of_the_way(text_in(one, "code"))) continue;
    const auto done = short_day_in(one, "actual");
    if (one.value("passed", false)) past.push_back({PageStep::Kind::past, text_in(one, "words"), done});
    else if (const auto day = short_day_in(one, "forecast"); true)
      ahead.push_back({PageStep::Kind::ahead, text_in(one, "words"), day.empty() ? "no day known" : "about " + day});
  }
  if (past.empty() && ahead.empty()) return {};
  // What it is in the middle of is said once, with the day on which that is to end.
  std::string now = ahead.empty() ? "" : "now";
  if (!ahead.empty() && ahead.front().words == here) {
    now += ", " + ahead.front().when;
    ahead.erase(ahead.begin());
  }
  past.push_back({PageStep::Kind::here, here, now});
  past.insert(past.end(), ahead.begin(), ahead.end());
  return past;
}

engine::Report::Section timetable_table(const Dom& timetable) {
  using Kind = engine::Report::Column::Kind;
  engine::Report::Section table;
  table.name = "timetable";
  table.heading = "The timetable as a table";
  table.columns = {{"step", "Step", Kind::text},
                   {"agreed", "Agreed", Kind::date},
                   {"forecast", "Forecast", Kind::date},
                   {"actual", "Done", Kind::date},
                   {"planned_wd", "Working Days planned", Kind::number},
                   {"expected_wd", "Working Days expected", Kind::number},
                   {"moved", "Working Days moved", Kind::number}};
  for (const auto& one : timetable.value("milestones", Dom::array())) {
    const auto day = [&](const char* member) { return engine::cell(engine::read_date(text_in(one, member))); };
    const auto number = [&](const char* member) {
      const auto found = one.find(member);
      const bool is_known = found != one.end() && found->is_number_integer();
      return is_known ? engine::Cell(found->get<std::int64_t>()) : engine::Cell();
    };
    table.rows.push_back({engine::cell(text_in(one, "words")), day("agreed"), day("forecast"), day("actual"),
                          number("planned_wd"), number("expected_wd"), number("movement_wd")});
  }
  return table;
}

constexpr std::pair<Phase, std::string_view> stages[] = {{Phase::raised, "Raised"},
                                                         {Phase::development, "Development"},
                                                         {Phase::consideration, "Initial consideration"},
                                                         {Phase::refinement, "Refinement"},
                                                         {Phase::report, "Report to the Panel"},
                                                         {Phase::consultation, "Consultation"},
                                                         {Phase::vote, "Change Board vote"},
                                                         {Phase::decision, "Decision"},
                                                         {Phase::implementation, "Implementation"}};

// Where it may go from a state, in the words of the states.
std::vector<std::string> leads_to(const engine::Workflow& rules, const std::string& state) {
  std::vector<std::string> all;
  for (const auto& row : rules.table()) {
    if (row.to.empty() || row.to == state || row.to.starts_with('<')) continue;
    if (std::find(row.from.begin(), row.from.end(), state) == row.from.end()) continue;
    auto words = state_in_words(rules, std::string(row.to));
    if (std::find(all.begin(), all.end(), words) == all.end()) all.push_back(std::move(words));
  }
  return all;
}

// Nothing of what has left the way: it is nowhere on it.
std::optional<engine::Flow> flow_of(const engine::Workflow& rules, const std::string& state, const std::string& path) {
  if (!is_state(state) || state == WithdrawalNotice::name || state == NotKnown::name) return {};
  if (ends(state) && state != Implemented::name) return {};
  const auto at = properties_of(state).phase;
  const bool fast = path == engine::lower(std::string(display(Path::fast_track)));
  engine::Flow flow{"The way of a modification", state_in_words(rules, state), {}};
  for (const auto& [phase, words] : stages) {
    const bool left_out = fast && phase >= Phase::refinement && phase <= Phase::vote;
    const auto kind = phase == at && state != Implemented::name ? engine::Flow::Kind::here
                      : left_out                                ? engine::Flow::Kind::skipped
                      : phase <= at                             ? engine::Flow::Kind::past
                                                                : engine::Flow::Kind::ahead;
    flow.stages.push_back({std::string(words), kind});
  }
  flow.leads_to = leads_to(rules, state);
  return flow;
}

std::string text_at(const std::vector<engine::Cell>& row, std::size_t place) {
  return place < row.size() ? engine::text_of(row[place]) : "";
}

// A day, or from when to when, and whether it is still ahead: what the paper has in three columns.
std::string when_of(const std::vector<engine::Cell>& row) {
  auto words = day_in_words(text_at(row, 0));
  if (const auto to = day_in_words(text_at(row, 1)); !to.empty()) words += (words.empty() ? "to " : " to ") + to;
  const bool moves = row.size() > 0 && std::holds_alternative<engine::ProvisionalDay>(row[0]);
  if (moves)
    words = engine::spoken_short(std::get<engine::ProvisionalDay>(row[0]).on) + std::string(engine::provisional_mark);
  return text_at(row, 3).empty() ? words : words + " (expected)";
}

engine::Report::Section what_happened(const engine::Report::Section& timeline) {
  engine::Report::Section made;
  made.name = timeline.name;
  made.heading = "What happened, and what is to come";
  made.lead = timeline.lead;
  made.when_empty = timeline.when_empty;
  made.columns = {{"when", "When", engine::Report::Column::Kind::text},
                  {"what", "What", engine::Report::Column::Kind::text}};
  for (const auto& row : timeline.rows)
    made.rows.push_back({engine::cell(when_of(row)), row.size() > 2 ? row[2] : engine::Cell()});
  return made;
}

// "november-2019" is "November 2019".
std::string name_of_release(std::string id) { return capital(name_in_words(std::move(id))); }

void add_paper(CasePage& page, const engine::PageInput& input) {
  const auto found = input.answers.find("page");
  if (found == input.answers.end() || !found->second.paper) return;
  for (const auto& [label, value] : found->second.paper->header)
    if (label != "Latest update") page.facts.push_back({label, value, {}});
  for (const auto& section : found->second.paper->sections)
    page.sections.push_back(section.name == "timeline" ? what_happened(section) : section);
}

// Those of everybody whom this reader may read, their own marked.
void add_responses(CasePage& page, const engine::PageInput& input) {
  const auto found = input.parts.find("responses");
  if (found == input.parts.end() || found->second.empty()) return;
  engine::Report::Section made;
  made.name = "responses";
  made.heading = "Responses to consultations";
  for (const auto& [name, heading] : {std::pair{"party", "Party"}, {"position", "Position"}, {"why", "Why"}})
    made.columns.push_back({name, heading});
  made.columns.push_back({"on", "Day", engine::Report::Column::Kind::date});
  for (const auto& json : found->second) {
    const Dom one = Dom::parse(json);
    const bool mine = one.value("mine", false), counts = one.value("counts", true);
    const auto party = text_in(one, "party"), position = capital(name_in_words(text_in(one, "position")));
    made.rows.push_back({engine::cell((party.empty() ? "Not shown" : party) + (mine ? " (you)" : "")),
                         engine::cell(position + (counts ? "" : " (replaced by a later one)")),
                         engine::cell(text_in(one, "rationale")), engine::cell(engine::read_date(text_in(one, "on")))});
    if (one.value("bytes", false))
      page.facts.push_back({mine ? "Your response" : "Response" + (party.empty() ? "" : " of " + party),
                            text_in(one, "file_name").empty() ? "The file" : text_in(one, "file_name"),
                            fmt::format("/modifications/{}/responses/{}", page.reference, one.value("number", 0))});
  }
  page.sections.push_back(std::move(made));
}

void add_ballots(CasePage& page, const Dom& view) {
  for (const auto& one : view.value("ballots", Dom::array())) {
    const auto number = one.value("number", 0);
    fact(page, number == 1 ? "Vote" : fmt::format("Vote {}", number),
         text_in(one, "state") == "open" ? "The ballot paper" : "How each seat voted, and why",
         fmt::format("/modifications/{}/ballots/{}", page.reference, number));
  }
}

}  // namespace

engine::CasePage page_of_modification(const engine::PageInput& input) {
  const Dom view = Dom::parse(input.view), timetable = answer_to(input, "timetable");
  CasePage page;
  page.reference = text_in(view, "ref");
  page.title = text_in(view, "title");
  say_what_it_waits_for(page, view, input);
  for (const auto& reason : timetable.value("reasons", Dom::array()))
    page.more.push_back(reason.get<std::string>() + ".");
  page.way = way_of(timetable, state_in_words(input.rules, text_in(view, "state")));
  page.flow = flow_of(input.rules, text_in(view, "state"), engine::lower(text_in(view, "path")));
  add_paper(page, input);
  fact(page, "Owner at SECAS", text_in(view, "owner"));
  add_ballots(page, view);
  add_files(page, view, "modifications");
  add_responses(page, input);
  if (!timetable.empty()) page.tables.push_back(timetable_table(timetable));
  return page;
}

engine::PageRow row_of_modification(const engine::Workflow& rules, const engine::Json& summary, engine::Time now) {
  const Dom one = Dom::parse(summary);
  const Waits waits{text_in(one, "waiting_for"), text_in(one, "waiting_what"),
                    engine::read_time(text_in(one, "waiting_until"))};
  engine::PageRow row{text_in(one, "ref"), text_in(one, "title"), {}, waits.until && *waits.until < now, {}};
  if (!waits.who.empty()) row.say = say(waits);
  row.cells = {state_in_words(rules, text_in(one, "state")), waits.who.empty() ? "Nobody" : who_in_words(waits.who),
               waits.until ? engine::spoken_short(engine::london_date(*waits.until)) : "",
               name_of_release(text_in(one, "release"))};
  if (row.late) row.cells[2] += " (past)";
  return row;
}

std::vector<engine::PageFilter> filters_of_modifications(const engine::Workflows& all) {
  engine::PageFilter state{"state", "state", "Where it is", {}}, path{"path", "path", "Path", {}},
      waiting{"waiting", "waiting_for", "Waiting for", {}};
  for (const auto& rules : all.of("modifications"))
    for (const auto& one : rules->states()) {
      const bool there = std::any_of(state.among.begin(), state.among.end(),
                                     [&](const auto& other) { return other.value == one.name; });
      if (!one.name.empty() && !there) state.among.push_back({std::string(one.name), std::string(one.display)});
    }
  for (const auto who : waited_for) waiting.among.push_back({std::string(who), capital(who_in_words(who))});
  for (const Path one : {Path::authority_led, Path::authority_determined, Path::self_governance, Path::fast_track}) {
    const std::string words(display(one));
    path.among.push_back({engine::lower(words), words});
  }
  return {state, waiting, path, {"release", "release", "Release", {}}};
}

}  // namespace sec
