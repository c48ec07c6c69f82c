// Where a modification's timetable stands on a day: what happened, what is forecast, how far that has moved, which
// cut-offs it makes, and how late each remaining step may begin. Pure; what is only supposed is supposed here too.
#pragma once

#include <map>
#include <memory>

#include "workflows/sec/release/facts.hpp"
#include "workflows/sec/timetable/programme.hpp"

namespace sec {

// "What if": nothing of it has happened.
struct Slip {
  std::string milestone;
  int working_days = 0;
};
BOOST_DESCRIBE_STRUCT(Slip, (), (milestone, working_days))
struct Move {
  std::string milestone;
  std::optional<Body> body;  // decided by this body instead
  std::optional<Date> on;    // or on this day
};
BOOST_DESCRIBE_STRUCT(Move, (), (milestone, body, on))
struct HoldUntil {
  Date until{};
};
BOOST_DESCRIBE_STRUCT(HoldUntil, (), (until))
struct Supposition {
  std::vector<Slip> slips;
  std::vector<Move> moves;
  std::optional<HoldUntil> hold;
};
BOOST_DESCRIBE_STRUCT(Supposition, (), (slips, moves, hold))

// What a forecast looks at beside the modification.
struct Surroundings {
  Date today{};
  const engine::Calendar* calendar = nullptr;
  std::vector<const release::Facts*> releases;    // those that its parts are in
  std::shared_ptr<const Schedule> schedule = {};  // of the bodies that have one; they outlive what is reckoned

  const engine::Meetings* meetings_of(std::string_view body) const;
};

// Work stood still, and what each date was by what was known when that began: by code.
struct Stopped {
  Standstill still;
  std::map<std::string, Date> dates = {};
};
// The same of one date, if it is known.
struct Stop {
  Standstill still;
  std::optional<Date> before;
};

struct CutOffView {
  std::string_view name;     // "ia_cutoff"
  std::string_view release;  // its id, as the surroundings have it
  std::string_view title;    // and its title
  Date on{};
  std::size_t step = 0;
  std::optional<Date> forecast;  // or when it happened
  std::optional<int> float_wd;   // Working Days between the two; negative: missed
  bool missed() const { return float_wd && *float_wd < 0; }
};

// The dates alone: what a list of many needs.
struct Reckoning {
  const Programme* programme = nullptr;
  engine::Plan plan;  // empty: the programme's own
  std::vector<engine::StepStanding> standings;
  std::vector<engine::StepForecast> dates;
  std::vector<CutOffView> cut_offs;
  std::vector<std::string> assumptions;
  std::string why_not;  // its dates cannot be reckoned; empty: they were
  int held_wd = 0;
  std::vector<Stopped> stopped;              // in their order, with what is to come of a hold
  std::shared_ptr<const Schedule> schedule;  // its plan looks at these meetings

  std::vector<Stop> stops_of(const std::string& code) const;
  const engine::Plan& steps() const { return plan.empty() ? programme->plan : plan; }
  // Of the cut-off that presses most; nothing: none of them has a date to compare with.
  std::optional<int> least_float() const;
};

enum class Rag { green, amber, red };
BOOST_DESCRIBE_ENUM(Rag, green, amber, red)

struct MilestoneView {
  std::string code;
  std::string words;
  std::string owner;
  std::optional<Date> baseline, agreed, forecast, actual;
  bool passed = false;
  std::optional<int> movement_wd, total_movement_wd;  // without days on hold; positive is late
  std::optional<std::string> reason_code;
  std::optional<Text> reason;
  std::optional<Date> latest, start_by;  // to make every cut-off
  std::optional<int> float_wd;
  // The first day of a year whose holidays are not published, if one of its days was reckoned over that.
  std::optional<Date> provisional_from;
};

struct Outlook {
  Reckoning reckoning;
  std::vector<MilestoneView> milestones;
  std::vector<std::string> critical;  // codes, the next to be done first
  std::optional<int> slip_wd, total_slip_wd;
  Rag rag = Rag::green;
  std::vector<std::string> reasons;  // of the RAG, when it is not green
};

// A supposition about a milestone that the modification does not have is a fault of its sender: `fault` finds it first.
// What leads beyond the years of the calendar has no dates but those on record, and `assumptions` and `reasons` say
// why.
std::optional<engine::FieldError> fault(const Facts& facts, std::string_view state, const Supposition& supposed);
// A step slips by no more than some years (calendar_periods). `at`: where the supposition is in the body.
void check_slips(const Supposition& supposed, const std::string& at, engine::body::Reading& reading);
// What is on Working Days alone is moved to one.
void check_moves(const Supposition& supposed, const std::string& at, const engine::Calendar& calendar,
                 engine::body::Reading& reading);
Reckoning reckon(const Facts& facts, std::string_view state, const Surroundings& around,
                 const Supposition& supposed = {});
Outlook outlook(const Facts& facts, std::string_view state, const Surroundings& around,
                const Supposition& supposed = {});

// What a date would be, and how much earlier that is.
struct Gain {
  std::string milestone;
  Date on{};
  int gained_wd = 0;
};
BOOST_DESCRIBE_STRUCT(Gain, (), (milestone, on, gained_wd))

// A way to be in time, what it takes and who may grant it.
struct Rescue {
  std::string name;
  std::string words;
  std::string authority;
  bool reason_required = false;
  std::vector<Gain> gains;
  bool saves = false;  // every cut-off is made
};
std::vector<Rescue> rescues(const Facts& facts, std::string_view state, const Surroundings& around,
                            const Supposition& supposed = {});

// The course that a modification takes, with what is assumed if the register does not know it.
Course course_of(const Facts& facts, std::string_view state, std::vector<std::string>& assumptions);
// Who agrees the price, and when, decides what the decision waits for.
Course supposed_course(Course course, const Supposition& supposed);
// Where each step of the programme stands by what the register knows. `held_ahead_wd`: Working Days that what is on
// record moves by when a hold ends.
std::vector<engine::StepStanding> standings_of(const Facts& facts, std::string_view state, const Programme& programme,
                                               const engine::Calendar& calendar, int held_ahead_wd);

}  // namespace sec
