// The days of a record in their order, with what each says; and the doubts that come up on the way.
#pragma once

#include "workflows/sec/historic/doubts.hpp"
#include "workflows/sec/modification/position.hpp"

namespace sec::historic {

struct Timeline {
  std::vector<KnownDay> days;      // in their order
  std::optional<Date> raised_on;   // when nothing contradicts it
  std::optional<Date> planned_on;  // of an implementation that has not been yet
  std::string ends_in;             // the state that its last day puts it in; empty: no day does
  // The first day after the one on which the register was read that tells of what had happened by then: what has no
  // day of its own is of that time, too.
  std::optional<Date> told_later;
};
Timeline timeline_of(const SourceRecord& record, Date read_on, const engine::Calendar& calendar, Doubts& doubts);

}  // namespace sec::historic
