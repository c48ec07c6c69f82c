// The programme of work that a modification goes through, as data: milestones in their order (sec-rules 8.3), how long
// each takes, what it follows and whose meeting it waits for. Which of them apply follows from its course.
#pragma once

#include "engine/timetable.hpp"
#include "workflows/sec/modification/facts.hpp"
#include "workflows/sec/modification/states.hpp"

namespace sec {

// Of a withdrawal that is notified: the phase in which it was.
Phase phase_of(const Facts& facts, std::string_view state);
// Whether what is to come can be reckoned: not of what is over, not while nobody knows where it stands, and not while
// its decision was referred and may be reversed.
bool is_foreseeable(std::string_view state);

struct ProgrammeStep {
  enum class Taken {
    always,
    in_development,
    before_development,
    in_refinement,
    with_dcc_systems,
    by_authority,
    by_board
  };
  engine::NamedStep step;
  Phase phase{};
  Taken taken{};
  std::string_view owner;  // who has to do it; "report-body" and "ia-cost-body" as the pack says
  std::string_view words;
};

// What decides which milestones there are.
struct Course {
  enum class IaCost { as_usual, early, early_by_panel };  // early: before the consultation has ended
  std::string_view pack;
  bool fast_track = false;
  bool refined = true;       // it goes through the Refinement Process
  bool dcc_systems = false;  // it needs assessments by the DCC
  bool self_governance = false;
  IaCost ia_cost = IaCost::as_usual;
  // Of an urgent one, as the Authority allowed (DEF 16.14); bodies meet for it when they are needed (DEF).
  bool urgent = false;
  bool working_group = true;
  bool impact_assessment = true;
  bool short_consultations = false;
  bool by_correspondence = false;
};

struct Programme {
  engine::Plan plan;
  std::vector<const ProgrammeStep*> steps;  // as in the plan
  std::optional<std::size_t> ia_returned;
  std::size_t decision = 0;  // by the Change Board under self-governance, else by the Authority
  std::size_t implementation = 0;

  std::size_t place(std::string_view code) const;  // plan.size(): it has none
};

const Programme& programme(const Course& course);

// When a body meets; nullptr for one whose meetings nobody waits for.
const engine::Meetings* meetings_of(std::string_view body);
// The bodies that have scheduled meetings, each with all days on which it meets.
using Schedule = std::vector<engine::Meetings>;

}  // namespace sec
