// How papers say what the register knows: steps, states and amounts in the words of the Code.
#pragma once

#include "workflows/sec/modification/summary.hpp"

namespace sec::paper {

std::string words_of_event(std::string_view event);  // "sent-back" is "Sent back by the Authority"
// And how it went: "Change Board voted to approve it under Self-Governance"; of what has no outcome the words of the
// event.
std::string words_of_step(std::string_view event, const std::optional<std::string>& outcome);
std::string words_of_milestone(std::string_view code);  // "CB_VOTE" of an older register is "Change Board vote"
std::string words_of_state(std::string_view state);     // "change-board-vote" is "Change Board vote"
std::string words_of(const std::optional<Path>& path);
std::string words_of(const std::optional<Category>& category);
std::string words_of(const std::optional<Verdict>& verdict);
std::string who_in_words(std::string_view who);     // "change-board" is "Change Board"; blocks of seats too
std::string person_in_words(std::string_view who);  // the same if it may be a name: "party:Zed" is "Zed"
std::string title_of(const Facts& facts);           // "MP083 'A title'"; without it, if nobody gave it one
std::string proposer_of(const Facts& facts);        // empty: not recorded
// Of the last event: what leaves parts to be implemented has implemented one of them.
std::string words_of_last_event(std::string_view event, std::string_view state);
std::string words_of_reason(std::string_view code);  // of a movement: "WG_REWORK" is "Working Group rework"
std::string words_of_cut_off(std::string_view name);
std::string plain(std::string_view name);   // "not-urgent" is "Not urgent"
std::string asked(Verb verb);               // "AGREED" is what minutes say, "AGREE" what a paper asks for
std::string working_days_text(int number);  // "1 Working Day"
std::string sentence(std::string text);     // begins with a capital, ends with a full stop
std::string pounds(std::optional<std::int64_t> low, std::optional<std::int64_t> high);

}  // namespace sec::paper
