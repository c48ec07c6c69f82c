// What pages for people need to know of votes that no schema says: which command a paper is filled in for, and what the
// paper says; and what stands on a desk. Values, and functions that make them; all are pure.
#pragma once

#include <functional>

#include "engine/workflow.hpp"

namespace engine {

struct PaperDocument {
  std::string title, version;
  int number = 0;  // among the documents of its case; 0: it has no bytes here, or it is not known which
};

// What somebody has returned, for themselves alone until it is counted.
struct OwnReturn {
  std::string seat, subject, choice, receipt;
  Json body;  // as the command's would be that returns the same again
};

struct SeenReturn {
  std::string seat, subject, choice, reason;
};

// A ballot as one reader may see it.
struct BallotPaper {
  std::string question, about;
  bool open = false;
  std::optional<Time> closes_at;
  std::string told;                                           // who sees what, and when
  std::vector<std::pair<std::string, std::string>> subjects;  // and what each is called
  std::vector<PaperDocument> documents;
  std::string how_checked;
  std::vector<OwnReturn> mine;      // what counts of it
  std::vector<std::string> result;  // in sentences; empty: it is not for this reader
  std::vector<SeenReturn> all;
};

// A receipt, to whoever may know of it.
struct ReceiptFound {
  int number = 0;  // of the ballot
  std::vector<std::string> told;
};

// Of the one collection whose cases are voted on. The names are those of members of the command's body.
struct Ballots {
  std::string collection, part, command;  // its papers are at /{collection}/{ref}/{part}/{number}
  std::string seat, choice, subject, reason, declaration, preference;
  std::string views, view_of, view;           // a list with one item for each thing that is viewed
  std::vector<std::string> views_needed_for;  // choices that nobody makes without one
  std::string respond;                        // the command of whoever is consulted
  std::string responder;                      // its member that says who that is
  std::string fill_in_at;                     // where a paper is filled in, below its own page
  std::string fill_in, check, send, sent;     // what pages call it: "Your vote", "Check your vote", "Cast vote" ...
  std::function<std::optional<BallotPaper>(const Case&, int number, const Actor& reader)> paper = {};
  std::function<std::optional<ReceiptFound>(const Case&, const std::string& receipt, const Actor& reader)> receipt = {};
  // Where a page for this task is, below the case's own, and what is done there; empty: nobody knows.
  std::function<std::pair<std::string, std::string>(const Case&, const Task&, const Actor& reader)> place_of = {};
};

// A line of a desk: what a case waits for.
struct DeskLine {
  std::string reference, title, who, what, owner;
  std::optional<Time> until;
  std::optional<Date> since;
  bool ours = false;     // it waits for those at the desk
  bool stalled = false;  // nothing has happened for long, and no day will end that
};

struct Desk {
  std::string collection;                 // whose cases lie on it
  std::string assign;                     // the command that says who sees to one
  std::string stalled = {}, others = {};  // what pages say of lines that are stalled, and of those that are not ours
  std::function<std::vector<DeskLine>(const std::vector<Listed>& all, Date today, const Calendar& calendar)> lines = {};
};

}  // namespace engine
