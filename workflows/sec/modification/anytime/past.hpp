// What an older register tells of a modification: where it stood when it was taken over, and the days before.
#pragma once

#include "workflows/sec/modification/acts.hpp"

namespace sec {

// What can be asked.

// What a historic register tells of one day of a modification: a milestone, and where it stood from then on.
struct KnownStep {
  std::string code;  // sec-rules 8.3, or one of ours: past_codes.hpp
  std::optional<std::string> text;
  std::optional<std::string> state;  // null: that day says nothing of it
  std::optional<Path> path;
  std::optional<Verdict> outcome;  // of the vote or the determination
  std::optional<Status> status;
  std::optional<bool> urgent;
  std::optional<int> part;
  std::optional<std::string> release;
  std::optional<Date> planned_on;  // of its implementation
  std::optional<bool> undated;     // true: so it stood on that day; since when is not known
};
BOOST_DESCRIBE_STRUCT(KnownStep, (),
                      (code, text, state, path, outcome, status, urgent, part, release, planned_on, undated))

struct KnownDay : KnownStep {
  Date on{};
};
BOOST_DESCRIBE_STRUCT(KnownDay, (KnownStep), (on))

// Where a modification stands that is taken over from an older register: without its past, or with those days of it
// that are known.
struct TakenPosition {
  std::string state;
  std::optional<Path> path;
  std::optional<int> round;
  Date as_of{};
  std::string source;
  std::optional<Verdict> decision;  // what was decided, if that may still be referred
  std::optional<Time> window_ends;  // until when it may be referred
  std::vector<KnownDay> history;    // from `as_of` on, in their order: each becomes a step of its own
  std::optional<std::vector<PlannedPart>> implementation;  // its parts, as far as they are known
};
BOOST_DESCRIBE_STRUCT(TakenPosition, (),
                      (state, path, round, as_of, source, decision, window_ends, history, implementation))

struct RecordMilestone : Basics, KnownStep {
  SEC_COMMAND("record-milestone", (by::manager), "What a historic register tells of a day is recorded (T58).");
  static constexpr bool while_held = true;
  std::optional<std::string> source;
};
BOOST_DESCRIBE_STRUCT(RecordMilestone, (Basics, KnownStep), (source))

// What can have happened.

struct MilestoneRecorded : Keeps<MilestoneRecorded, RecordMilestone, "milestone-recorded"> {};

// How each of these changes what is remembered. Nothing here refuses: it has happened.
SEC_APPLY(MilestoneRecorded);

// The conditions of its rows: each a statement that can be true, with the sentence for when it is not.

SEC_FACT_GUARD(OnlyItsPastIsRecorded, "secas-manager");
SEC_GUARD(StaysWhatItEndedAs, "secas-manager", RecordMilestone);
SEC_GUARD(FastTrackIsNotRefined, "secas-manager", RecordMilestone);

// `at`: where the step is in the body.
void check_known_step(const KnownStep& step, const std::string& at, engine::body::Reading& reading);
// The days that are known, in their order, none before the position or after today.
void check_history(const TakenPosition& position, Date today, engine::body::Reading& reading);
void check(const RecordMilestone& command, const engine::Setting& setting, engine::body::Reading& reading);

// What it adds to the table.

using PastCommands = engine::mp11::mp_list<RecordMilestone>;
using PastEvents = engine::mp11::mp_list<MilestoneRecorded>;

}  // namespace sec
