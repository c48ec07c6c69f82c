// What an older register tells of a modification that was taken over, one day after the other.
#pragma once

#include "workflows/sec/modification/acts.hpp"
#include "workflows/sec/modification/position.hpp"

namespace sec {

// What can be asked.

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

void check(const RecordMilestone& command, const engine::Setting& setting, engine::body::Reading& reading);

// What it adds to the table.

using PastCommands = engine::mp11::mp_list<RecordMilestone>;
using PastEvents = engine::mp11::mp_list<MilestoneRecorded>;

}  // namespace sec
