// The codes of milestones that timetables may name, sec-rules 8.3; and why they move, 8.4.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "workflows/sec/terms/words.hpp"

namespace sec {

// In the order of the Code. The last one belongs to releases: no step of a modification waits for it.
// clang-format off
inline constexpr std::string_view milestone_codes[] = {
    "RAISED", "CSC_INITIAL", "CSC_DECISION", "PANEL_CONVERSION", "PANEL_INITIAL", "WG_1", "REQUIREMENTS_AGREED",
    "PA_REQUESTED", "PA_RETURNED", "WG_PA_REVIEW", "REFINEMENT_CONSULTATION_ISSUED",
    "REFINEMENT_CONSULTATION_CLOSED", "CB_IA_COST", "IA_REQUESTED", "IA_RETURNED", "LEGAL_TEXT_READY", "MR_DRAFTED",
    "PANEL_MR", "MRC_ISSUED", "MRC_CLOSED", "CB_VOTE", "SENT_TO_AUTHORITY", "AUTHORITY_DECISION", "SG_WINDOW_END",
    "IMPLEMENTATION", "RELEASE_SCOPE_CUTOFF"};
// clang-format on

// A code written in the program: one that is not in the list does not compile.
consteval std::string_view milestone_code(std::string_view code) {
  for (const auto known : milestone_codes)
    if (known == code) return code;
  throw "no milestone of sec-rules 8.3";
}

// Whether there is such a milestone: those above, and some that are many: WG_1, WG_2; SUBCOMMITTEE_VIEW(TABASC);
// IMPLEMENTATION(2).
bool is_milestone(std::string_view code);
std::string milestone_words();  // all of them, for people
// The one of this code; nullptr: there is none. The implementation of a modification in one part is that of part 1.
const Milestone* named(const std::vector<Milestone>& milestones, std::string_view code);

// Those at which a body meets or votes, or something is cut off: on Working Days alone (DEF).
// clang-format off
inline constexpr std::string_view on_working_days[] = {
    milestone_code("CSC_INITIAL"), milestone_code("CSC_DECISION"), milestone_code("PANEL_CONVERSION"),
    milestone_code("PANEL_INITIAL"), milestone_code("WG_1"), milestone_code("REQUIREMENTS_AGREED"),
    milestone_code("WG_PA_REVIEW"), milestone_code("CB_IA_COST"), milestone_code("PANEL_MR"),
    milestone_code("CB_VOTE"), milestone_code("RELEASE_SCOPE_CUTOFF")};
// clang-format on
// Of these, or one of the many: WG_2, SUBCOMMITTEE_VIEW(TABASC).
bool is_on_working_days(std::string_view code);

// Why a date moved.
inline constexpr std::string_view causes_of_movement[] = {
    "DCC_ASSESSMENT",   "WG_REWORK",      "CONSULTATION", "LEGAL_TEXT", "AUTHORITY_SEND_BACK",
    "PROPOSER_REQUEST", "PANEL_DECISION", "RELEASE_MOVE", "RESOURCE",   "OTHER"};
// What a movement has that nobody gave a cause: an agreed one is the Panel's decision, a forecast has another (DEF).
inline constexpr std::string_view cause_of_agreed = "PANEL_DECISION", cause_of_release = "RELEASE_MOVE",
                                  other_cause = "OTHER", cause_of_send_back = "AUTHORITY_SEND_BACK";
bool is_cause(std::string_view code);
std::string cause_words();  // all of them, for people

}  // namespace sec
