// What fields that many commands have must say beyond their types.
#pragma once

#include "engine/body_days.hpp"
#include "workflows/sec/terms/words.hpp"

namespace sec {

// The reference that a proposal gets on conversion: no draft's.
void check_converted(const std::optional<std::string>& ref, engine::body::Reading& reading);
void check_objectives(const std::vector<ObjectiveView>& objectives, engine::body::Reading& reading);
void check_hash(const std::optional<std::string>& sha256, engine::body::Reading& reading);
// Each milestone is one of sec-rules 8.3, and there once. `at`: where they are in the body.
void check_milestones(const std::vector<Milestone>& milestones, const std::string& at, engine::body::Reading& reading);
// What is asked names no day of a year that is not reckoned with, as no command does.
template <class T>
void check_days(const T& asked, Date today, const engine::Calendar& calendar, engine::body::Reading& reading) {
  engine::body::each_day(asked, [&](Date day, const std::string& pointer) {
    if (auto why = calendar.why_too_late(day, today)) reading.fault(pointer, std::move(*why));
  });
}
// Nobody records from a letter that is not written yet.
void check_recorded(const std::optional<RecordedFrom>& from, const engine::Setting& setting,
                    engine::body::Reading& reading);
// Nothing is published before it is decided, nor in the future.
void check_published(const std::optional<Date>& published_on, const engine::Setting& setting,
                     engine::body::Reading& reading);
// Each part is numbered from 1 to 99, and named once. `at`: where they are in the body.
void check_parts(const std::vector<PlannedPart>& parts, const std::string& at, engine::body::Reading& reading);

}  // namespace sec
