// One version of a modification as lists and reports show it: the flat object in Listing::summary. Written and read
// by the same description. It is the same for every caller, so nothing classified and no vote of an open ballot is in
// it.
#pragma once

#include "workflows/sec/modification/facts.hpp"

namespace sec {

// What came into the register as a part: it was not raised, its whole was.
inline constexpr std::string_view split_off = "split-off";

// What every summary says; null: not known.
struct SummaryBasis {
  std::string ref;
  std::string workflow;
  std::optional<std::string> title;
  std::string state;
  std::optional<std::string> stage;  // null: not known
  Status status{};
  std::optional<Path> path;
  Urgency urgency{};
  int round = 1;
  std::optional<Date> raised_on;
  std::optional<std::string> proposer;
  std::optional<Date> state_since;
  std::optional<std::string> waiting_for;
  std::optional<std::string> waiting_what;
  std::optional<Time> waiting_until;
  std::optional<std::string> release;  // of the part that is next
  std::optional<Date> planned_on;
  std::optional<Date> requested_on;
  std::string entered;  // "raised", "taken-over", "split-off"
  std::string last_event;
  Date last_event_on{};
};
BOOST_DESCRIBE_STRUCT(SummaryBasis, (),
                      (ref, workflow, title, state, stage, status, path, urgency, round, raised_on, proposer,
                       state_since, waiting_for, waiting_what, waiting_until, release, planned_on, requested_on,
                       entered, last_event, last_event_on))

// What some do not have, and what older releases of the program did not write; left out if there is none.
struct SummaryDetail {
  std::optional<Date> entered_on;
  std::optional<Category> proposer_category;
  std::optional<DccImpact> dcc_systems;
  std::optional<std::int64_t> cost_low, cost_high;  // GBP, of the last assessment that says
  std::optional<AssessmentKind> assessment;         // that is outstanding
  std::optional<Date> assessment_requested_on;
  std::optional<Time> assessment_due;
  std::optional<int> assessment_held_wd;      // Working Days on hold since it was due
  std::optional<Date> consultation_opens_on;  // of the consultation that is open or was last
  std::optional<Time> consultation_closes_at;
  std::optional<Date> consultation_closed_on;
  std::optional<Date> vote_opened_on;  // of the ballot that is open
  std::optional<Time> vote_closes_at;
  std::optional<Verdict> recommendation;        // of the Change Board
  std::optional<std::string> inquorate;         // "3 of 12": how it came to that without a quorum
  std::optional<std::string> approved_subject;  // which one, if several were voted on
  std::optional<Verdict> decision;
  std::optional<Date> with_authority_since;
  std::optional<Time> target;
  std::optional<Date> sent_back_on;      // by the Authority, the last time
  std::optional<bool> implemented_late;  // true: later than was agreed last, or first
  std::optional<Date> published_on;
  std::optional<Time> window_ends;
  std::optional<int> referral_tier;  // of one that is open
  std::optional<Date> held_since, held_until;
  std::optional<Date> actual_on;  // of its last part
  std::optional<int> timetable_version;
  std::optional<Date> provisional_from;     // of what is open and counted over holidays that are not published yet
  std::optional<std::string> continued_as;  // its parts, in words
  std::optional<std::string> owner, lead_analyst;
  std::optional<std::string> releases;  // of all its parts, if these are in several: "june-2020, november-2020"
};
BOOST_DESCRIBE_STRUCT(SummaryDetail, (),
                      (entered_on, proposer_category, dcc_systems, cost_low, cost_high, assessment,
                       assessment_requested_on, assessment_due, assessment_held_wd, consultation_opens_on,
                       consultation_closes_at, consultation_closed_on, vote_opened_on, vote_closes_at, recommendation,
                       inquorate, approved_subject, decision, with_authority_since, target, sent_back_on,
                       implemented_late, published_on, window_ends, referral_tier, held_since, held_until, actual_on,
                       timetable_version, provisional_from, continued_as, owner, lead_analyst, releases))

struct Summary : SummaryBasis, SummaryDetail {};
BOOST_DESCRIBE_STRUCT(Summary, (SummaryBasis, SummaryDetail), ())

Summary summary_of(const Facts& facts, const std::string& state);
void write_summary(std::string& out, const Summary& summary);
// Throws std::runtime_error when it is not one of ours.
Summary read_summary(const engine::Json& text);

std::vector<std::string> summary_fields();  // every one that a summary may have

}  // namespace sec
