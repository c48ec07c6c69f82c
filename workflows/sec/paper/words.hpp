// How papers say what the register knows: steps, states and amounts in the words of the Code.
#pragma once

#include "workflows/sec/summary.hpp"

namespace sec::paper {

std::string words_of_event(std::string_view event);     // "sent-back" is "Sent back by the Authority"
std::string words_of_milestone(std::string_view code);  // "CB_VOTE" of an older register is "Change Board vote"
std::string words_of_state(std::string_view state);     // "change-board-vote" is "Change Board vote"
std::string words_of(const std::optional<Path>& path);
std::string words_of(const std::optional<Category>& category);
std::string words_of(const std::optional<Verdict>& verdict);
std::string who_in_words(std::string_view who);  // "change-board" is "Change Board"
std::string pounds(std::optional<std::int64_t> low, std::optional<std::int64_t> high);
std::string capitals(std::string_view word);

// Who may see a paper of this class, and what they may do with it: Panel Information Policy.
std::string handling(Classification classification);

// Whether nothing will happen to it any more.
bool is_closed(std::string_view state);

}  // namespace sec::paper
