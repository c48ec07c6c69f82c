// Who has to act next: for whom a modification waits, what for, and until when. Every state that is not terminal has
// an answer.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

inline constexpr std::string_view waited_for[] = {"panel",     "change-board", "secas",         "dcc",
                                                  "authority", "parties",      "working-group", "csc"};

// How what SECAS is asked begins if a vote is to be opened.
inline constexpr std::string_view open_the_vote = "open the";

struct Waiting {
  std::string who;  // of those
  std::string what;
  std::optional<Time> until;
  std::vector<std::string> seats = {};  // that have not voted, where the reader may know: the first of them
  int more = 0;                         // and so many others
};

// `sees_votes`: SECAS reads how many seats have not voted; everybody else reads that the Change Board is voting.
std::optional<Waiting> waiting_for(const Facts& facts, std::string_view state, bool sees_votes);

// What somebody owes for it, for task lists.
std::vector<engine::Task> tasks(const Facts& facts, std::string_view state);
// Whether what the Parties are asked for is asked of this one, today: it was not before the consultation opens, and is
// not any more once it has responded.
bool owes(const Facts& facts, const engine::Task& task, const engine::Actor& actor, Date today);

}  // namespace sec
