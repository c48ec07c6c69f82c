// The pages of each collection, in the order of the navigation; what the first page lists; the words of the Code.
#include "workflows/sec/answers/pages.hpp"

#include <fmt/format.h>

#include "engine/spoken.hpp"
#include "workflows/sec/answers/ballot_papers.hpp"
#include "workflows/sec/answers/called.hpp"
#include "workflows/sec/answers/desk.hpp"
#include "workflows/sec/answers/page_words.hpp"
#include "workflows/sec/modification/phrases.hpp"

namespace sec {
namespace {

using Dom = PageDom;
using engine::CasePage;
using engine::PageInput;
using engine::PageRow;
using engine::PageStep;

void take_paper(CasePage& page, const PageInput& input, std::string_view question) {
  const auto found = input.answers.find(question);
  if (found == input.answers.end() || !found->second.paper) return;
  for (const auto& [label, value] : found->second.paper->header) fact(page, label, value);
  page.sections = found->second.paper->sections;
}

CasePage page_of_release(const PageInput& input) {
  const Dom view = Dom::parse(input.view);
  CasePage page{text_in(view, "id"), text_in(view, "title")};
  const auto done = day_in(view, "actual_on"), planned = day_in(view, "planned_on");
  page.tone = done.empty() ? CasePage::Tone::plain : CasePage::Tone::done;
  if (!done.empty()) page.say = fmt::format("It took effect on {}.", done);
  else if (!planned.empty()) page.say = fmt::format("It is to take effect on {}.", planned);
  else page.say = "No day is set for it.";
  page.more.push_back(state_in_words(input.rules, text_in(view, "state")) + ".");
  take_paper(page, input, "page");
  return page;
}

// "The Panel AGREED that ... (SECP_66_1503)".
std::string decision_in_words(const Dom& decision) {
  std::string words;
  if (!decision.is_object()) return words;
  for (const auto& line : decision.value("lines", Dom::array())) {
    const auto text = text_in(line, "text");
    words += fmt::format("{}{}{}", words.empty() ? "" : "; ", text_in(line, "verb"), text.empty() ? "" : " " + text);
  }
  if (words.empty()) return words;
  const auto meeting = text_in(decision, "meeting");
  return fmt::format("The {} {}{}", paper::who_in_words(text_in(decision, "body")), words,
                     meeting.empty() ? "" : " (" + meeting + ")");
}

CasePage page_of_action(const PageInput& input) {
  const Dom view = Dom::parse(input.view);
  CasePage page{text_in(view, "reference"), text_in(view, "text")};
  const auto due = engine::read_date(text_in(view, "due_on"));
  const auto closed = day_in(view, "closed_on");
  const bool open = text_in(view, "state") == "open";
  page.tone = !open ? CasePage::Tone::done : due && *due < input.today ? CasePage::Tone::late : CasePage::Tone::waits;
  page.say = open
                 ? fmt::format("{} is to do it{}.", paper::person_in_words(text_in(view, "owner")),
                               due ? " by " + engine::spoken(*due) : "")
                 : state_in_words(input.rules, text_in(view, "state")) + (closed.empty() ? "." : " on " + closed + ".");
  if (open && !due) page.more.push_back("No day is set for it.");
  fact(page, "Body", paper::who_in_words(text_in(view, "body")), "/bodies/" + text_in(view, "body"));
  if (const auto meeting = text_in(view, "meeting"); !meeting.empty())
    fact(page, "Meeting", meeting, "/meetings/" + meeting);
  fact(page, "Item", text_in(view, "item"));
  fact(page, "Raised", day_in(view, "raised_on"));
  fact(page, "Decision", decision_in_words(view.value("decision", Dom())));
  if (const auto by = text_in(view, "superseded_by"); !by.empty()) fact(page, "Superseded by", by);
  return page;
}

CasePage page_of_body(const PageInput& input) {
  const Dom view = Dom::parse(input.view);
  CasePage page{text_in(view, "id"), text_in(view, "name")};
  fact(page, "Quorum", capital(name_in_words(text_in(view, "quorum"))));
  fact(page, "How it decides", capital(name_in_words(text_in(view, "policy"))));
  engine::Report::Section seats;
  seats.name = "seats";
  seats.heading = "Seats";
  seats.when_empty = "None is recorded.";
  for (const auto& [name, heading] :
       {std::pair{"seat", "Seat"}, {"block", "Block"}, {"holder", "Held by"}, {"alternate", "Alternate"}})
    seats.columns.push_back({name, heading});
  for (const auto& one : view.value("seats", Dom::array())) {
    const auto name_of = [&](const char* member) {
      const auto found = one.find(member);
      return found != one.end() && found->is_object() ? text_in(*found, "name") : std::string();
    };
    seats.rows.push_back({engine::cell(text_in(one, "seat")), engine::cell(block_in_words(text_in(one, "block"))),
                          engine::cell(name_of("holder")), engine::cell(name_of("alternate"))});
  }
  page.sections.push_back(seats);
  return page;
}

PageRow row_of_release(const engine::Workflow& rules, const engine::Json& summary, engine::Time) {
  const Dom one = Dom::parse(summary);
  const auto done = short_day_in(one, "actual_on");
  PageRow row{text_in(one, "ref"), text_in(one, "title"), {}};
  row.cells = {state_in_words(rules, text_in(one, "state")), done.empty() ? short_day_in(one, "planned_on") : done,
               text_in(one, "scope")};
  row.say = done.empty() ? fmt::format("To take effect on {}.", day_in(one, "planned_on")) : "";
  return row;
}

PageRow row_of_action(const engine::Workflow& rules, const engine::Json& summary, engine::Time) {
  const Dom one = Dom::parse(summary);
  PageRow row{text_in(one, "ref"), text_in(one, "title"), {}};
  row.cells = {state_in_words(rules, text_in(one, "state")), paper::person_in_words(text_in(one, "owner")),
               short_day_in(one, "raised_on"), text_in(one, "meeting")};
  return row;
}

PageRow row_of_body(const engine::Workflow&, const engine::Json& summary, engine::Time) {
  const Dom one = Dom::parse(summary);
  return {text_in(one, "ref"), text_in(one, "title"), {text_in(one, "seats")}};
}

engine::PageFilter state_filter() { return {"state", "state", "State", {}}; }

engine::CasePages of_modifications(const engine::Workflows& all) {
  engine::CasePages made{"modifications", "Modifications", "Every proposal to change the Code, and where it stands."};
  made.questions = {"timetable", "page"};
  made.parts = {"responses"};
  made.anytime = {"withdraw",
                  "suspend",
                  "hold",
                  "set-path",
                  "agree-timetable",
                  "amend",
                  "set-impacts",
                  "consolidate",
                  "attach-document",
                  "reclassify",
                  "link",
                  "withdraw-document",
                  "forecast",
                  "answer-question",
                  "assign",
                  "note",
                  "revoke-last",
                  "correct-title",
                  "record-discussion-at",
                  "split",
                  "end-as-split",
                  "refer-to-authority",
                  "request-urgency",
                  "record-milestone"};
  made.papers = {"page", "conclusions"};
  made.chart = "timetable";
  made.has_flow = true;
  made.leads_to = {{"release", "/releases/"}};
  made.one = page_of_modification;
  made.columns = {"Where it is", "Waiting for", "Until", "Release"};
  made.row = row_of_modification;
  made.filters = filters_of_modifications(all);
  made.data = {{"/v1/modifications", "JSON", "application/json"},
               {"/v1/reports/change-status?format=csv", "CSV", "text/csv"},
               {"/v1/modifications.atom", "Atom", "application/atom+xml"},
               {"/v1/timetables.ics", "Calendar", "text/calendar"}};
  return made;
}

engine::CasePages of_releases() {
  engine::CasePages made{"releases", "Releases", "When changes take effect, and which."};
  made.questions = {"page"};
  made.papers = {"page"};
  made.chart = "timetable";
  made.leads_to = {{"ref", "/modifications/"}};
  made.one = page_of_release;
  made.columns = {"State", "Takes effect", "Changes in it"};
  made.row = row_of_release;
  made.filters = {state_filter()};
  made.data = {{"/v1/releases", "JSON", "application/json"}, {"/v1/releases.atom", "Atom", "application/atom+xml"}};
  return made;
}

engine::CasePages of_meetings() {
  engine::CasePages made{"meetings", "Meetings", "What was decided, by whom, and what is on the agenda."};
  made.questions = {"agenda"};
  made.anytime = {"attach-document", "withdraw-document"};
  made.papers = {"agenda", "minutes", "confidential-minutes"};
  made.leads_to = {{"modification", "/modifications/"}};
  made.one = page_of_meeting;
  made.columns = {"Day", "Body", "State", "Items"};
  made.row = row_of_meeting;
  made.filters = {{"body", "body", "Body", {}}, state_filter()};
  made.data = {{"/v1/meetings", "JSON", "application/json"}, {"/v1/meetings.atom", "Atom", "application/atom+xml"}};
  return made;
}

engine::CasePages of_actions() {
  engine::CasePages made{"actions", "Actions", "What meetings asked somebody to do."};
  made.one = page_of_action;
  made.columns = {"State", "Who does it", "Raised", "Meeting"};
  made.row = row_of_action;
  made.filters = {{"owner", "owner", "Who does it", {}}, state_filter()};
  made.data = {{"/v1/actions", "JSON", "application/json"}, {"/v1/actions.atom", "Atom", "application/atom+xml"}};
  return made;
}

engine::CasePages of_bodies() {
  engine::CasePages made{"bodies", "Bodies", "Who decides, and who sits there."};
  made.one = page_of_body;
  made.columns = {"Seats"};
  made.row = row_of_body;
  made.data = {{"/v1/bodies", "JSON", "application/json"}};
  return made;
}

}  // namespace

engine::Pages pages(const engine::Workflows& all) {
  engine::Pages made;
  made.site = "SEC Modification Register";
  made.lead =
      "Great Britain's Smart Energy Code is changed by modifications. Here is what happens next with each of them, who "
      "may do it, and what is missing.";
  made.home = {
      {"Open for comment", "modifications", {{"waiting_for", "parties"}}, "waiting_until", "No consultation is open."},
      {"Open for vote", "modifications", {{"waiting_for", "change-board"}}, "waiting_until", "No vote is open."},
      {"With the Panel", "modifications", {{"waiting_for", "panel"}}, "waiting_until", "Nothing waits for the Panel."},
      {"With the Authority",
       "modifications",
       {{"waiting_for", "authority"}},
       "waiting_until",
       "Nothing waits for the Authority."},
      {"Next releases", "releases", {{"state", "agreed"}}, "planned_on", "No release is agreed."}};
  made.all = {of_modifications(all), of_releases(), of_meetings(), of_actions(), of_bodies()};
  made.called = called();
  made.called.merge(
      std::map<std::string, std::string>{{"change-status", "Change Status Report"},
                                         {"timetables", "Modification timetables"},
                                         {"figures", "The register in figures"},
                                         {"cacop", "Figures for the Code Administration Code of Practice (CACoP)"},
                                         {"page", "This page as a paper"},
                                         {"conclusions", "Conclusions Report"},
                                         {"agenda", "Agenda"},
                                         {"minutes", "Minutes"},
                                         {"confidential-minutes", "Confidential minutes"}});
  made.help = {
      {"Modification",
       "a proposal to change the Code. It begins as a Draft Proposal (DP) and becomes a Modification "
       "Proposal (MP; older ones are called SECMP)."},
      {"Working Day", "any day but a Saturday, a Sunday or a public holiday of England and Wales."},
      {"Path",
       "who has the last word: the Authority, or the industry itself (Self-Governance); the smallest changes "
       "go by the Fast-Track."},
      {"Change Board", "the members who vote on whether a modification is approved."},
      {"Authority", "Ofgem, the regulator."},
      {"Release", "a day on which the Code and the systems change, with all modifications that take effect then."}};
  made.ballots = ballots();
  made.desk = desk();
  return made;
}

}  // namespace sec
