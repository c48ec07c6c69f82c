// The rows that a change status report is made of, read once: each modification as it stands, and what its own
// timetable says of it.
#pragma once

#include "engine/calendar.hpp"
#include "engine/report.hpp"
#include "workflows/sec/meeting/drafting.hpp"
#include "workflows/sec/modification/states.hpp"
#include "workflows/sec/modification/summary.hpp"

namespace sec::paper {

// What the question "standing" answers.
struct TimetableBrief {
  std::optional<std::string> rag;  // "green", "amber", "red"
  std::vector<std::string> reasons;
  std::optional<int> slip_wd, total_slip_wd, float_wd;
  int held_wd = 0;
  std::optional<std::string> next;
  std::optional<Date> next_on;
  std::optional<Date> next_provisional_from;
  std::vector<meeting::DraftLine> recommended;  // to the Panel, in the words of its minutes
  std::vector<std::string> questions;           // of the Authority that are open, as everybody may see them
};
BOOST_DESCRIBE_STRUCT(TimetableBrief, (),
                      (rag, reasons, slip_wd, total_slip_wd, float_wd, held_wd, next, next_on, next_provisional_from,
                       recommended, questions))

struct Subject;
struct Row {
  std::string case_id;
  Summary summary;
  TimetableBrief standing;  // all unknown if nothing was asked
};

// The state in a summary, without reading the rest of it.
std::string_view state_in(const engine::Json& summary);
// `standing`: what was answered of it; empty: nothing was asked.
Row row_of(const engine::Listed& listed, const engine::Json& standing);

// What is done next and when, as far as somebody is waited for.
std::string waits_for(const Summary& one);
std::string last_event_of(const Summary& one);  // and how it went: "The Change Board voted to approve it ..."
engine::Cell next_date(const Row& row);
// The day by which something is due that is open, with the mark of what is provisional.
engine::Cell open_day(const Summary& one, const std::optional<Time>& due);

// One row a modification, with all fields of sec-rules 8.2: for programs and spreadsheets.
engine::Report::Section register_section(const Subject& subject);

// The groups that papers count and list by, in the order of the paper. Each state says in which it is.
struct Group {
  PaperGroup place;
  std::string_view name, heading;
  bool holds(std::string_view state) const;
};
const std::vector<Group>& groups();
const Group& group(PaperGroup place);
// The place of a state among the groups; one past the last: it is in none.
std::size_t group_of(std::string_view state);

}  // namespace sec::paper
