// What fields that many commands have must say beyond their types.
#pragma once

#include "engine/body_days.hpp"
#include "workflows/sec/terms/cited_items.hpp"

namespace sec {

// The reference that a proposal gets on conversion: no draft's.
void check_converted(const std::optional<std::string>& ref, engine::body::Reading& reading);
void check_objectives(const std::vector<ObjectiveView>& objectives, engine::body::Reading& reading);
void check_hash(const std::optional<std::string>& sha256, engine::body::Reading& reading);
// Each milestone is one of sec-rules 8.3, and there once, on a day on which it can be; its cause is one of 8.4. `at`:
// where they are in the body.
void check_milestones(const std::vector<Milestone>& milestones, const std::string& at, const engine::Setting& setting,
                      engine::body::Reading& reading);
// A day that somebody names, of something that is on Working Days alone. `what`: how the sentence begins.
void check_working_day(const std::optional<Date>& day, const std::string& what, const std::string& at,
                       const engine::Calendar& calendar, engine::body::Reading& reading);
// What is asked names no day of a year that is not reckoned with, as no command does.
template <class T>
void check_days(const T& asked, Date today, const engine::Calendar& calendar, engine::body::Reading& reading) {
  engine::body::each_day(asked, [&](Date day, const std::string& pointer) {
    if (auto why = calendar.why_too_late(day, today)) reading.fault(pointer, std::move(*why));
  });
}
// A decision may cite any meeting: the register need not have it, and other papers are cited in words. What is written
// as a meeting of ours is one that there can be: on a day that there is. The line of its minutes is said by the meeting
// alone. `at`: where the decision is in the body.
void check_citation(const BodyDecision& decision, const std::string& at, const engine::Setting& setting,
                    engine::body::Reading& reading);
// The same of a command that names a decision of a body, in whatever field; and it says nothing below the light of the
// item that it names.
template <class Command>
void check_citations(const Command& command, const engine::Setting& setting, engine::body::Reading& reading) {
  using Described = typename engine::body::Description<Command>::type;
  const auto check_whole = [&](const BodyDecision& decision, const char* at) {
    check_citation(decision, at, setting, reading);
    check_light(decision, engine::body::kind_of<Described>(), static_cast<const Described*>(&command), setting,
                reading);
  };
  const auto check_one = [&](const auto& decision, const char* at) {
    if constexpr (std::is_same_v<std::decay_t<decltype(decision)>, BodyDecision>) check_whole(decision, at);
    if constexpr (std::is_same_v<std::decay_t<decltype(decision)>, std::optional<BodyDecision>>)
      if (decision) check_whole(*decision, at);
  };
  if constexpr (requires { command.decision; }) check_one(command.decision, "/decision");
  if constexpr (requires { command.decided_by; }) check_one(command.decided_by, "/decided_by");
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
