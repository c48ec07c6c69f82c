// What a row of a register's timeline says: a table of phrases as data. A row that is no phrase of the table is not
// read.
#pragma once

#include "workflows/sec/terms/words.hpp"

namespace sec::historic {

// What a row says of where the modification stands from its day on.
enum class Says {
  as_its_code,      // standing.cpp has a line for each code
  if_it_stands_so,  // the same, if it stood there already: of itself the row could be of another step
  no_more           // that it has moved on, and not to where
};

// What a line of a timeline tells.
struct Reading {
  std::string_view code;      // of past_codes.hpp
  std::string_view end_code;  // of the last day, if the line has a range; empty: it says nothing of its own
  std::optional<Verdict> outcome;
  std::optional<Status> status;
  Says says = Says::as_its_code;
  bool to_come = false;     // may be a plan: "Implementation date"
  bool may_end = false;     // a thing with two ends, and it does not say which: "Modification Report Consultation"
  bool month_only = false;  // its day is none
  std::optional<bool> urgent = {};
};
// Nothing: the table does not have it. A row that says that it is the end of something has the code of the end.
std::optional<Reading> read_text(std::string_view text);
bool moves_nothing(std::string_view code);                                    // talk and papers: "WG"
bool names_a_month_only(std::string_view text);                               // "(month only) ..."
std::optional<Path> path_told_in(std::string_view text);                      // "... under Self-Governance"
std::optional<int> part_told_in(std::string_view text);                       // "Part 2 implemented"
// What it says happened to another modification, whose reference it names; a hold names others in its reason.
bool tells_of_another(const Reading& reading, std::string_view text, std::string_view reference);
bool tells_of_a_split_of(std::string_view text, std::string_view reference);  // not of that into the parts it is of

}  // namespace sec::historic
