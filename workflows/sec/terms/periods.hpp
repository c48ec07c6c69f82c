// The lengths and limits of the Code as named data: sec-rules 5.3 and 12. Nothing here decides anything.
#pragma once

#include <chrono>

namespace sec {

// Working Days, counted exclusively.
struct Periods {
  int adoption_wd = 10;                 // D5.4, confirmed by MP117
  int referral_wd = 10;                 // D9.4, each tier
  int proposer_referral_wd = 10;        // D4.3
  int fast_track_wait_wd = 15;          // D3.5
  int urgent_consideration_wd = 5;      // D3.5(a)
  int initial_consideration_wd = 6;     // DEF 16.12: it happened after exactly so many
  int preliminary_assessment_wd = 15;   // service level
  int impact_assessment_wd = 40;        // service level
  int refinement_consultation_wd = 15;  // default, D6.14
  int report_consultation_wd = 15;      // default, D7.7
  int report_consultation_min_wd = 1;
  int report_consultation_max_wd = 15;  // D7.7
  int correspondence_vote_wd = 5;       // default
  int correspondence_vote_min_wd = 3;
  int correspondence_vote_max_wd = 15;
  int quorum_extension_wd = 5;     // mirrors C5.11
  int vote_reminder_wd = 2;        // before the close, default
  int late_form_wd = 5;            // after the close, for what SECAS enters from forms that came in time: DEF 16.3
  int authority_target_wd = 25;    // Ofgem's service standard: a reminder, nothing more
  int sent_back_reminder_wd = 20;  // default
  int stalled_wd = 20;             // without a step and without a day ahead something stalls: DEF
  int same_effect_months = 2;      // D3.8: for so long after its end a proposal with its effect may be refused
};
inline constexpr Periods periods{};

// How long before a release goes live things have to be ready: defaults, sec-rules 7.2.
struct ReleasePeriods {
  int ia_cutoff_months = 5;
  int decision_cutoff_months = 2;  // of what touches DCC Systems
  int decision_cutoff_wd = 15;     // of documents: 10 Working Days for a referral and 5 to publish
};
inline constexpr ReleasePeriods release_periods{};

// Around a meeting: Working Days, sec-rules 5.3.
struct MeetingPeriods {
  int papers_wd = 5;  // papers go out before it
};
inline constexpr MeetingPeriods meeting_periods{};

// How far ahead Working Days are reckoned: DEF 16.16.
struct CalendarPeriods {
  int years_by_rule = 30;       // beyond the last published year; a day after them is not taken
  int slip_max_wd = 5000;       // that may be supposed of a modification: about 20 years
  int last_year_of_all = 2199;  // that can be written; sums from days that are taken end before it
};
inline constexpr CalendarPeriods calendar_periods{};

// What differs between the packs beside their rows.
struct PackRules {
  std::string_view name;
  std::string_view title;
  bool development;               // proposals begin as Draft Proposals
  std::string_view report_body;   // who approves the report and converts: "panel", "csc"
  std::string_view ia_cost_body;  // who signs off the cost of an Impact Assessment
  std::chrono::year_month_day in_force_from;
  std::string_view takes_over;  // live cases of this pack follow the new one from that day
};
using namespace std::chrono_literals;
inline constexpr PackRules pack_rules[] = {
    {"sec-2018", "SEC Section D before SECMP0049", false, "panel", "panel", 2013y / 9 / 23, ""},
    {"sec-2019", "SEC Section D after SECMP0049 (Section D Review)", true, "panel", "change-board", 2018y / 11 / 1,
     "sec-2018"},
    {"sec-2021", "SEC Section D with the Change Sub-Committee deciding", true, "csc", "change-board", 2021y / 6 / 1,
     "sec-2019"},
};
// Before it nothing was raised: the Code came into force on that day.
inline constexpr std::chrono::year_month_day code_began_on = pack_rules[0].in_force_from;
const PackRules& rules_of(std::string_view pack);  // throws std::logic_error for a name that is none

}  // namespace sec
