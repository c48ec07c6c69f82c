// How modifications are called: SECMP0025, DP083, MP083, MP128A (sec-rules 3.1 and 10.4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/workflow.hpp"

namespace sec {

struct Reference {
  std::string prefix;  // "SECMP", "DP", "MP"
  int number = 0;
  std::string suffix;  // "A", or empty
};
// As it is written when a modification gets it, in any letter case; nullopt: it is none.
std::optional<Reference> read_reference(std::string_view text);
// Of one that has its reference already: whoever names it may leave out the zeros, "MP83" for MP083.
std::optional<Reference> named_reference(std::string_view text);
std::string canonical_reference(std::string_view text);  // "mp83" -> "MP083"; what is no reference comes back as it is
// Its place in the order of all lists: number, letter, prefix. What is no reference stands after them.
std::string reference_place(std::string_view text);
// The number with its letter, which is one modification's alone: DP101, MP101 and SECMP0101 have the same. Empty: it is
// no reference.
std::string reference_number(std::string_view text);
// "MP900" and "MP900A" with the letter C: "MP900C"; what is no reference comes back as it is.
std::string with_letter(std::string_view reference, char letter);
bool same_reference(std::string_view a, std::string_view b);  // of one modification
// A number that somebody chose further ahead than this of those that are in use is taken for a mistake, or for
// something of its own: numbers do not go on after it (DEF).
inline constexpr int numbers_apart_max = 100;
// From here on a chosen number does not move the numbering at all, so that it never comes to its end by one (DEF).
inline constexpr int numbers_close_to_the_end = 999'000;
// The last number that may be chosen: one more has to fit after it.
inline constexpr int last_number_chosen = 999'998;
bool ends_numbering(std::string_view text);  // chosen beyond it
// The number that a proposal gets: the first that is free after those that count, and after those chosen near them.
int next_number(const engine::Numbers& numbers);
std::string new_reference(std::string_view pack,
                          int number);                        // "DP083" if proposals begin as drafts, else "SECMP0025"
std::string converted_reference(std::string_view reference);  // "DP083" -> "MP083"; others stay

}  // namespace sec
