// What papers say of a ballot: its outcome, which solution it approved, and what a reader has to know of it besides.
#pragma once

#include "engine/report.hpp"
#include "workflows/sec/modification/facts.hpp"

namespace sec::paper {

std::string outcome_words(std::string_view wire);           // "no-vote" is "No vote"
std::string subject_words(const std::string& subject);      // "proposed" is "The proposal"
std::string votes_words(const engine::QuorumCount& count);  // "1 vote, 12 needed", and whether that was too few
// "inquorate: 3 of 12"; empty: there was a quorum, or nobody counted.
std::string without_quorum(const Ballot& ballot);
// "Approve (inquorate: 3 of 12)", of one with several subjects each.
std::string outcome_of(const Ballot& ballot);
// Which of several subjects is carried; empty: there was one, or none is.
std::string carried(const Ballot& ballot);
// Which solution takes effect, or is recommended, of one that had several: "E-mail" or "The proposal"; empty: one
// alone.
std::string solution_named(const Facts& facts);
// That another takes its place; empty: none does.
std::string set_aside(const Ballot& ballot);

// The votes on the page of a modification.
engine::Report::Section ballots_on_page(const Facts& facts);
// How the count changed with each form that came late to the record.
engine::Report::Section recounts(const Ballot& ballot);

}  // namespace sec::paper
