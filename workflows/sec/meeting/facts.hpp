// What is remembered of a meeting: who was there, its items, and the lines of what was decided (sec-rules 10).
#pragma once

#include "workflows/sec/terms/documents.hpp"
#include "workflows/sec/terms/meeting_references.hpp"

namespace sec::meeting {

struct Attendee {
  std::string category;  // "Large Suppliers", "SECAS"
  std::string name;      // a role or a label; nobody's own name has to be kept
  std::optional<std::string> alternate_for;
  std::optional<bool> part;
  std::optional<bool> teleconference;
  std::optional<bool> participant;  // takes part without being a member
  std::optional<std::string> seat;  // of the body, that they sit for: then it counts for the quorum
};
BOOST_DESCRIBE_STRUCT(Attendee, (), (category, name, alternate_for, part, teleconference, participant, seat))

struct Apology {
  std::string category;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Apology, (), (category, name))

// How many of the body's filled seats were there, and how many its rule asks for (C5.10).
struct Quorum {
  int present = 0;
  int needed = 0;
  int filled = 0;

  bool reached() const { return present >= needed; }
};
BOOST_DESCRIBE_STRUCT(Quorum, (), (present, needed, filled))

// The minutes of an earlier meeting that this one heard were approved.
struct EarlierMinutes {
  std::string of;  // the reference of that meeting; or what minutes call it, if this register does not have it
  DecisionMode mode{};
  std::optional<Date> on;  // null: the day is not known
  std::optional<int> item;
};
BOOST_DESCRIBE_STRUCT(EarlierMinutes, (), (of, mode, on, item))

// A line as it was before the light of its item was raised, and what its body became by that.
struct ClosedLine {
  int line = 0;
  Classification light{};
  std::optional<Text> reason;
  std::optional<engine::body::AnyObject> body, became;
};
// What an item was before its light was raised, so that it comes back if that was a mistake.
struct Closed {
  Classification light{};
  std::optional<Text> recommendation, text, confidential_text;
  std::optional<Text> became;  // the confidential text, with the open one in it; null: it had no open one
  std::optional<Date> public_until;
  std::vector<ClosedLine> lines;
};

struct Item {
  int item = 0;
  std::string title;
  Classification classification{};
  std::optional<Text> recommendation;
  std::vector<std::string> modifications;
  std::optional<std::string> paper;  // null: there is none
  // What was said under it: for the open minutes, and for the Confidential Minutes. Both may stand side by side.
  std::optional<Text> text;               // White
  std::optional<Text> confidential_text;  // at least as confidential as the item, never White
  std::optional<Date> public_until;       // everybody could read it until its light was raised
  std::optional<Closed> closed = {};      // null: its light was not raised
};
BOOST_DESCRIBE_STRUCT(Item, (),
                      (item, title, classification, recommendation, modifications, paper, text, confidential_text,
                       public_until))

// An item that has left the agenda, as it was called and how confidential it was then.
struct GoneItem {
  int item = 0;
  std::string title;
  Classification classification{};
  int version = 0;  // of the meeting, that went on without it
};

enum class LineState { draft, confirmed, rejected, deferred, withdrawn };
BOOST_DESCRIBE_ENUM(LineState, draft, confirmed, rejected, deferred, withdrawn)

// What a line is about: one modification or release, several modifications that take the same step, or actions that are
// formally closed; or its item alone.
struct About {
  std::optional<std::string> modification;
  std::vector<std::string> modifications;
  std::optional<std::string> release;
  std::vector<std::string> actions;
  std::optional<std::string> command;           // the step that it is
  std::optional<engine::body::AnyObject> body;  // of that command
};
BOOST_DESCRIBE_STRUCT(About, (), (modification, modifications, release, actions, command, body))
std::vector<std::string> modifications_of(const About& line);

struct Line : About {
  int line = 0;
  int item = 0;  // 0: its item was removed
  Verb verb{};
  Text text;
  LineState state = LineState::draft;
  std::optional<Date> on;  // when it was confirmed, rejected, deferred or withdrawn
  std::optional<Text> reason;
  std::optional<std::string> opening;  // what stands before its verb in the minutes; null: "The Panel"
  bool reckoned = false;               // nobody chose the days of its body
};
BOOST_DESCRIBE_STRUCT(Line, (About), (line, item, verb, text, state, on, reason, opening))

// A step on another case that confirmed lines brought about: the event is that version of the case.
struct StepTaken {
  std::string collection;
  std::string ref;
  std::string command;
  std::optional<int> version;  // null: the case goes by a reference of which only its own events know
  std::vector<int> lines;
  // As it is reckoned on that day, and why; null: as its lines have it. Who does not see the text sees no body either.
  std::optional<engine::body::AnyObject> body;
  std::optional<Text> text;
  // What the version is to others than SECAS, if some versions of the case do not show to them; 0: nobody else sees
  // it, for votes of a ballot that is open count among them. Null: the same to everybody.
  std::optional<int> seen_as = {};

  std::optional<int> version_for(engine::Clearance clearance) const {
    if (clearance >= for_secas || !seen_as) return version;
    return *seen_as == 0 ? std::nullopt : seen_as;
  }
};
BOOST_DESCRIBE_STRUCT(StepTaken, (), (collection, ref, command, version, lines, body, text, seen_as))

struct Approval {
  DecisionMode mode{};
  std::optional<std::string> at;  // the meeting that approved them
  Date on{};
};
BOOST_DESCRIBE_STRUCT(Approval, (), (mode, at, on))

// Since when everybody sees the minutes, and whether they were a draft then.
struct Publication {
  Date on{};
  bool draft = false;
};
BOOST_DESCRIBE_STRUCT(Publication, (), (on, draft))

struct Facts {
  std::string ref;
  Body body{};
  int number = 0;
  Date date{};
  std::optional<std::string> title;
  std::optional<std::string> place;
  std::optional<Time> starts_at, ends_at;
  std::optional<Date> papers_due;
  std::optional<Counting> papers_counted;  // back from the meeting; none: it is not on record
  std::optional<Date> papers_issued_on;
  std::vector<Item> items;  // by number
  std::vector<GoneItem> gone;
  std::vector<Line> lines;  // as they were proposed: line n is the n-th
  std::vector<StepTaken> steps;
  std::vector<StepTaken> undone_steps;  // of lines that were withdrawn
  std::vector<Attendee> attendance;
  std::vector<Apology> apologies;
  std::optional<Quorum> quorum;  // null: nobody's seat is on record
  std::vector<EarlierMinutes> earlier_minutes;
  std::optional<Approval> minutes;
  std::optional<Publication> published;
  DocumentList documents;

  const Item* item(int wanted) const;  // nullptr: there is none
  const Line* line(int wanted) const;
  // What a line says beyond its text, as the body of its step, is at least as confidential as its text and its item.
  Classification least_of(int item, const Text& text) const;
  // Why something of an item was done is as confidential as the item.
  Text reason_at(int item, Text reason) const;
};

// A step that a line belongs to: draft lines of one item, command and the same cases are one step; they are confirmed,
// rejected or deferred together. A line of several cases stands apart from a line of one of them.
struct Step {
  std::string collection;
  std::string ref;
  std::string command;
  auto operator<=>(const Step&) const = default;
};
std::vector<Step> steps_of(const Line& line);
bool same_step(const Line& one, const Line& other);
// These lines and the others of their steps, each once: those that were named first.
std::vector<int> with_their_steps(const Facts& facts, const std::vector<int>& lines);

const Facts& facts_of(const engine::Case& meeting);
std::optional<Date> papers_provisional_from(const Facts& facts);  // since when papers_due is provisional

}  // namespace sec::meeting
