// What happened to each modification, read from the entries of a report: revoked steps are gone from it.
#pragma once

#include "engine/workflow.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/summary.hpp"
#include "workflows/sec/terms/calendar.hpp"

namespace sec::past {

struct Step {
  Date on{};
  std::string_view event, from, to;
  std::string code;  // of a milestone that was brought in; empty: it was recorded here
  const engine::Entry* entry = nullptr;

  std::string text(std::string_view field) const;  // of the event's body; empty: it has none there
  bool is(std::string_view event_name, std::string_view milestone) const {
    return event == event_name || (!code.empty() && code == milestone);
  }
};

// In one state without a break. Nothing: that end is not known, or it is still there.
struct Stay {
  std::string state;
  std::optional<Date> from, until;
  bool over = false;  // it has left the state
  bool known() const { return over && from && until; }
};

struct Life {
  Summary summary;  // as lists show it
  std::vector<Step> steps;
  std::vector<Stay> stays;
  const engine::Calendar* calendar = nullptr;  // set by lives_of()

  bool brought_in() const { return summary.entered == "taken-over"; }
  bool closed() const { return ends(summary.state); }
  // By the calendar of the register; nothing for years that it does not have.
  std::optional<int> working_days(Date from, Date to) const { return working_days_between(from, to, *calendar); }
};

// In the order of the references.
std::vector<Life> lives_of(const engine::ReportInput& input);

// Something that is asked for and comes back, or opens and closes.
struct Span {
  const Life* life = nullptr;
  std::string kind;  // "preliminary", "impact"; "refinement", "report"
  std::optional<Date> from, until;
  std::optional<int> working_days() const;
  int responses = 0;            // to a consultation
  bool responses_known = true;  // not of one that was brought in
};
std::vector<Span> assessments_of(const Life& life);
std::vector<Span> consultations_of(const Life& life);

// What a vote came to: as it was counted again, if it was.
std::string outcome_of(const Life& life, const Step& vote);

// The decision on a modification, if its day is known: by the Authority, by the Change Board under
// self-governance, by the Panel on the Fast Track.
struct Decision {
  Date on{};
  bool approved = false;
};
std::optional<Decision> decision_of(const Life& life);
std::optional<Date> implemented_on(const Life& life);

}  // namespace sec::past
