// What a page says of a case, or a list of cases, as values: a workflow makes them of what the reader may see, and of
// nothing else, so that no page says more than the API does.
#pragma once

#include <functional>
#include <map>

#include "engine/ballot_paper.hpp"
#include "engine/choices.hpp"
#include "engine/flow.hpp"

namespace engine {

// What was asked for a page: all of it has been through the gate.
struct PageInput {
  const Workflow& rules;
  const Calendar& calendar;
  Time now{};  // the end of the day, if it is asked about an earlier one
  Date today{};
  Json view;
  std::map<std::string, Answer, std::less<>> answers;  // to CasePages::questions; none where there was no answer
  std::map<std::string, std::vector<Json>, std::less<>> parts = {};  // CasePages::parts, as this reader sees them
};

struct PageStep {
  enum class Kind { past, here, ahead };
  Kind kind = Kind::ahead;
  std::string words;
  std::string when = {};
};

struct PageFact {
  std::string label, value;
  std::string href = {};  // of a page of ours
};

// What may be done from a place on a page, if it is open to its reader: with what the place says filled in already.
struct PageAct {
  std::string command;
  std::string words = {};                                       // empty: the command's own
  std::vector<std::pair<std::string, std::string>> typed = {};  // in the fields of its form
  std::vector<std::string> asks = {};                           // fields that stand on the page itself; none: no field
  bool at_once = false;                                         // nothing more is asked: a button sends it
};

// A text with what stands around it: "Confidential (RED)".
struct PageText {
  std::string label;
  std::vector<Report::Paragraph> said;
};

// A line of a part of a page.
struct PageLine {
  enum class Tone { plain, waits, done, gone };
  std::string id;     // of the place, to come back to: "line-3"
  std::string state;  // a word: "Draft"
  Tone tone = Tone::plain;
  std::vector<Report::Paragraph> said = {};
  std::vector<std::string> more = {};
  std::vector<PageFact> facts = {};
  std::vector<PageAct> acts = {};
};

// A part of a case that has its own place on its page: an item of an agenda.
struct PagePart {
  std::string id, heading;
  std::string tag = {};  // empty: none
  std::vector<PageFact> facts = {};
  std::vector<PageText> texts = {};
  std::vector<PageLine> lines = {};
  std::vector<PageAct> acts = {};
  bool only_acts = false;  // it is there for those alone who may do one of them
};

struct CasePage {
  enum class Tone { plain, waits, late, done };
  std::string reference, title;
  Tone tone = Tone::plain;
  std::string say = {};                // whom it waits for, what they have to do, until when: one sentence
  std::vector<std::string> more = {};  // and what else is to be known at once
  std::vector<PageStep> way = {};      // where it has been, where it is, what comes
  std::vector<PageFact> facts = {};
  std::string parts_heading = {}, no_parts = {};
  std::vector<PagePart> parts = {};
  std::vector<Report::Section> sections = {};
  std::vector<Report::Section> tables = {};  // long ones, that one opens
  std::optional<Flow> flow = {};             // the way of all such cases, and where this one is
  std::vector<std::string> placed = {};      // commands that stand with the parts, and nowhere else
  std::vector<PageAct> filled = {};          // the next ones, if their forms begin with what is known already
};

// One line of a list: what its columns say, and what is said of it where only one line is shown.
struct PageRow {
  std::string reference, title;
  std::vector<std::string> cells;
  bool late = false;
  std::string say = {};
};

// A field of the list's summaries by which it can be narrowed.
struct PageFilter {
  std::string name;   // of the parameter
  std::string field;  // of the summary
  std::string label;
  std::vector<Choice> among;  // empty: any text
};

struct PageLink {
  std::string href, words, media;
};

// The pages of a collection.
struct CasePages {
  std::string collection, title, lead;
  std::vector<std::string> questions = {};            // that a case's page asks, if the workflow knows them
  std::vector<std::string> parts = {};                // of a case, that its page says as well
  std::vector<std::string> anytime = {};              // commands that wait for nobody: they stand after the others
  std::vector<std::string> papers = {};               // questions that are papers of one case: its page leads to them
  std::string chart = {};                             // the question whose picture is shown
  bool has_flow = false;                              // a case's page says where on the way of all it is
  std::map<std::string, std::string> leads_to = {};   // columns of tables, and where their texts lead: "/releases/"
  CasePage (*one)(const PageInput& input) = nullptr;  // nullptr: its view says all
  std::vector<std::string> columns = {};              // beside reference and title
  PageRow (*row)(const Workflow& rules, const Json& summary, Time now) = nullptr;
  std::vector<PageFilter> filters = {};
  std::vector<PageLink> data = {};  // the list for programs
};

// What the first page lists: the first of the cases that fit.
struct PageList {
  std::string heading, collection;
  Selection selection;
  std::string sort, when_empty;
};

struct Pages {
  std::string site;  // what this register is called
  std::string lead;  // what it is, in a sentence or two
  std::vector<PageList> home;
  std::vector<CasePages> all;                                  // in the order of the navigation
  std::vector<std::pair<std::string, std::string>> help = {};  // a word of these rules, and what it means
  std::map<std::string, std::string> called = {};  // papers, commands and roles, whose names are for programs
  Ballots ballots = {};
  Desk desk = {};

  const CasePages* find(std::string_view collection) const {
    for (const auto& one : all)
      if (one.collection == collection) return &one;
    return nullptr;
  }
};

}  // namespace engine
